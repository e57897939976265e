//! The parts of PKCE (RFC 7636): a random verifier that stays here, a challenge that goes along.

use crate::domain::secret::Secret;
use serde::{Deserialize, Serialize};

/// The random bytes of one sign-in, from the browser's cryptographic source.
#[derive(Debug)]
pub struct Entropy {
    /// 256 bits: what RFC 7636, 4.1 recommends for the verifier.
    pub verifier: EntropyBytes<32>,
    /// 128 bits for the state.
    pub state: EntropyBytes<16>,
}

/// Random bytes that don't print.
pub struct EntropyBytes<const N: usize>(pub [u8; N]);

impl<const N: usize> EntropyBytes<N> {
    /// Writes hexadecimal digits: unreserved characters, two for each byte.
    pub(super) fn text(&self) -> String {
        use std::fmt::Write;
        self.0.iter().fold(String::new(), |mut text, byte| {
            // Writing to a `String` can't fail.
            write!(text, "{byte:02x}").unwrap_or_default();
            text
        })
    }
}

impl<const N: usize> std::fmt::Debug for EntropyBytes<N> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("[redacted]")
    }
}

/// A code verifier: 43 to 128 unreserved characters (RFC 7636, 4.1).
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct CodeVerifier(Secret);

/// Too short, too long, or of other characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code verifier")]
pub struct NoVerifier;

impl CodeVerifier {
    /// Checks that `text` is one.
    ///
    /// # Errors
    /// [`NoVerifier`].
    pub fn new(text: String) -> Result<Self, NoVerifier> {
        let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if (43..=128).contains(&text.len()) && text.bytes().all(unreserved) {
            Ok(Self(Secret::new(text)))
        } else {
            Err(NoVerifier)
        }
    }

    /// The verifier, for the one request that carries it.
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }

    pub(super) fn challenge(&self) -> oauth2::PkceCodeChallenge {
        let verifier = oauth2::PkceCodeVerifier::new(self.0.expose().into());
        // Panics on a length that this type does not allow.
        oauth2::PkceCodeChallenge::from_code_verifier_sha256(&verifier)
    }
}

impl TryFrom<String> for CodeVerifier {
    type Error = NoVerifier;
    fn try_from(text: String) -> Result<Self, NoVerifier> {
        Self::new(text)
    }
}
