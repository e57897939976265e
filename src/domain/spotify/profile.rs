//! Who is signed in: enough to greet, and the id that cached data belongs to.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::spotify::API;
use crate::domain::spotify::fault::{ApiFault, Unreadable};
use crate::domain::spotify::reading::{json, lenient, readable};
use serde::{Deserialize, Serialize};

/// An account's id, which never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub String);

/// A person, as far as this page wants to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account that the data belong to.
    pub account: AccountId,
    /// The name to call them by, if they have said one.
    pub name: Option<String>,
    /// The address of their picture, on Spotify's host of images.
    pub picture: Option<String>,
}

#[derive(Debug, Deserialize)]
struct RawProfile {
    #[serde(default, deserialize_with = "lenient")]
    account_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    display_name: Option<String>,
    #[serde(default, deserialize_with = "readable")]
    images: Vec<ProfileImage>,
}

#[derive(Debug, Deserialize)]
struct ProfileImage {
    url: String,
}

/// Pictures are shown from here only; the page's policy allows no other host.
const IMAGES: &str = "https://i.scdn.co/";

pub(super) fn profile_request() -> HttpRequest {
    HttpRequest::new(Method::Get, format!("{API}/me"))
}

pub(super) fn read_profile(response: &HttpResponse) -> Result<Person, ApiFault> {
    let profile: RawProfile = json(response)?;
    let account = profile.account_id.or(profile.id);
    let account = account.ok_or(ApiFault::Unreadable(Unreadable::OtherForm))?;
    let mut pictures = profile.images.into_iter().map(|image| image.url);
    Ok(Person {
        account: AccountId(account),
        name: profile.display_name.filter(|name| !name.trim().is_empty()),
        picture: pictures.find(|url| url.starts_with(IMAGES)),
    })
}
