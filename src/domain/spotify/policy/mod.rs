//! Good behaviour: when to ask again, how often to ask at all, and what need not be asked twice.

pub mod budget;
pub mod cache;
pub mod retry;
