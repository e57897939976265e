//! The hosts: features that run in a bundle of their own, on the page's thread, fetched when somebody wants them.

pub mod spotify;
