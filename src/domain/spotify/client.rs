//! Which app asks: the client id, and the address that Spotify sends people back to.

use oauth2::url::{Host, Url};
use serde::{Deserialize, Serialize};

/// An app's public id: 32 hexadecimal digits. No secret, since a page can keep none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId(String);

/// The text that was typed is no client id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "A client id has 32 characters, each 0 to 9 or a to f. Copy it from your app's page at developer.spotify.com."
)]
pub struct NoClientId;

impl ClientId {
    /// Checks what was typed or pasted; spaces around it are taken off.
    ///
    /// # Errors
    /// [`NoClientId`].
    pub fn new(typed: &str) -> Result<Self, NoClientId> {
        let id = typed.trim();
        if id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(id.to_ascii_lowercase()))
        } else {
            Err(NoClientId)
        }
    }

    /// The id that this build came with, if any.
    #[must_use]
    pub fn built_in() -> Option<Self> {
        option_env!("FEELHARMONIC_SPOTIFY_CLIENT_ID").and_then(|id| Self::new(id).ok())
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ClientId {
    type Error = NoClientId;
    fn try_from(id: String) -> Result<Self, NoClientId> {
        Self::new(&id)
    }
}

impl From<ClientId> for String {
    fn from(id: ClientId) -> Self {
        id.0
    }
}

/// The address that Spotify sends people back to, exactly as it has to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RedirectUri(String);

/// A reason why a page can't be come back to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedirectProblem {
    /// Spotify accepts the address in numbers only.
    #[error(
        "Spotify doesn't accept \"localhost\". Open this page as {instead} and connect from there."
    )]
    Localhost {
        /// The address that does, by its number.
        instead: String,
    },
    /// Neither HTTPS nor this device.
    #[error("Spotify only comes back to pages that are opened with https://.")]
    Insecure,
    /// The text is no address of a page at all.
    #[error("Spotify can't come back to this page's address.")]
    NoAddress,
}

impl RedirectUri {
    /// The address of the page at `address`, without query and fragment.
    ///
    /// # Errors
    /// [`RedirectProblem`], for addresses that Spotify does not accept.
    pub fn for_page(address: &str) -> Result<Self, RedirectProblem> {
        let Ok(mut url) = Url::parse(address) else {
            return Err(RedirectProblem::NoAddress);
        };
        url.set_query(None);
        url.set_fragment(None);
        let loopback = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(_)) => false,
            None => return Err(RedirectProblem::NoAddress),
        };
        match url.scheme() {
            "https" => Ok(Self(url.into())),
            "http" if loopback => Ok(Self(url.into())),
            "http" if url.host_str() == Some("localhost") => {
                url.set_host(Some("127.0.0.1"))
                    .map_err(|_no_host| RedirectProblem::NoAddress)?;
                Err(RedirectProblem::Localhost {
                    instead: url.into(),
                })
            }
            "http" => Err(RedirectProblem::Insecure),
            _ => Err(RedirectProblem::NoAddress),
        }
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An app as the authorisation server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotifyApp {
    /// The app that asks.
    pub client_id: ClientId,
    /// The address to come back to.
    pub redirect: RedirectUri,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_client_id_is_32_hexadecimal_digits() {
        let id = "0123456789abcdef0123456789ABCDEF";
        assert_eq!(
            ClientId::new(&format!(" {id}\n")).unwrap().as_str(),
            id.to_lowercase()
        );
        for wrong in ["", "0123", &id.replace('a', "g"), &format!("{id}0")] {
            assert_eq!(ClientId::new(wrong), Err(NoClientId));
            assert!(serde_json::from_str::<ClientId>(&format!("{wrong:?}")).is_err());
        }
    }

    #[rstest]
    #[case("https://music.example/app/?x=1#y", "https://music.example/app/")]
    #[case("https://music.example", "https://music.example/")]
    #[case("http://127.0.0.1:8080/", "http://127.0.0.1:8080/")]
    #[case("http://[::1]:8080/", "http://[::1]:8080/")]
    fn spotify_comes_back_to_secure_pages_and_loopback_literals(
        #[case] page: &str,
        #[case] uri: &str,
    ) {
        assert_eq!(RedirectUri::for_page(page).unwrap().as_str(), uri);
    }

    #[rstest]
    #[case("http://localhost:8080/?a", RedirectProblem::Localhost { instead: "http://127.0.0.1:8080/".into() })]
    #[case("http://music.example/", RedirectProblem::Insecure)]
    #[case("http://192.168.0.7/", RedirectProblem::Insecure)]
    #[case("file:///index.html", RedirectProblem::NoAddress)]
    #[case("", RedirectProblem::NoAddress)]
    fn other_pages_are_refused_with_words(#[case] page: &str, #[case] problem: RedirectProblem) {
        assert_eq!(RedirectUri::for_page(page).unwrap_err(), problem);
    }
}
