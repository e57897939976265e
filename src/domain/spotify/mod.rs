//! Spotify's account service and Web API as messages: requests go out as values, answers come in as values.
//!
//! Owns the facts of the platform (addresses, scopes, kinds of fault) and the rules of good behaviour in
//! [`policy`]; owns no browser, no clock, no memory of calls. Start at [`call`] for the Web API, and at
//! [`sign_in`] and [`token`] for the account.
//!
//! Sources: Spotify's documentation and change log as of late 2026, OAuth 2.0 (RFC 6749), PKCE (RFC 7636),
//! issuer identification (RFC 9207).

pub mod answer;
pub mod calendar;
pub mod call;
pub mod callback;
pub mod client;
pub mod deprecated;
pub mod fault;
pub mod features;
pub mod library;
pub mod listening;
pub mod name_folding;
mod oauth;
pub mod pkce;
pub mod player;
pub mod playlist;
pub mod policy;
pub mod profile;
pub mod reading;
pub mod recommendations;
pub mod renewal;
pub mod scope;
pub mod search;
pub mod sign_in;
pub mod taste;
pub mod token;

/// The address of the Web API.
pub const API: &str = "https://api.spotify.com/v1";
/// The authorisation server, which is also its issuer.
pub const ACCOUNTS: &str = "https://accounts.spotify.com";
