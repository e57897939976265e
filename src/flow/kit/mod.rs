//! What features are made of. Names no feature.
//!
//! [`out`] is a feature's outbox, [`now`] the time it is told, [`link`] the life of a helper (a worker, a bundle
//! fetched later), [`fetched`] a feature whose own code is fetched later, [`store`] what is kept between visits,
//! [`scope`] the copy of the page that this belongs to, [`notice`] what is said to the person, [`device`] what this
//! browser can do.

pub mod device;
pub mod fetched;
pub mod link;
pub mod notice;
pub mod now;
pub mod out;
pub mod scope;
pub mod store;

pub use now::Now;
pub use out::Out;
