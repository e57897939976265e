//! What can go wrong with a call of the Web API: one kind for each thing that somebody can do about it.

use crate::domain::http::{HttpFailure, HttpResponse};
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::calendar::http_date;
use serde::Deserialize;

/// A call that brought no answer of use.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ApiFault {
    /// The access token is not accepted: refresh it.
    #[error("the access token is not accepted")]
    Unauthorised,
    /// The app's owner has no Premium, so that the app is switched off.
    #[error("the app's owner has no Premium")]
    OwnerWithoutPremium,
    /// The person is not on the app's list of users.
    #[error("the person is not on the app's list")]
    NotAllowListed,
    /// A right is missing.
    #[error("a right is missing")]
    MissingScope,
    /// The listener needs Premium for this.
    #[error("the listener has no Premium")]
    NoPremium,
    /// The device does not do this, or not now.
    #[error("the device refused")]
    DeviceRefused,
    /// The endpoint is not for this app: it was taken away.
    #[error("not for this app")]
    Forbidden,
    /// No device plays, so there is none to act on.
    #[error("no active device")]
    NoActiveDevice,
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// The page has asked too often.
    #[error("asked too often")]
    RateLimited {
        /// The time to wait, where the answer says it.
        wait: Option<Millis>,
    },
    /// The app's calls are used up.
    #[error("the app's calls are used up")]
    QuotaExceeded,
    /// Another refusal: a fault of ours.
    #[error("refused with status {0}")]
    Refused(u16),
    /// The server has trouble.
    #[error("the server answered with status {0}")]
    Server(u16),
    /// There was no answer.
    #[error("{0}")]
    NoAnswer(#[from] HttpFailure),
    /// The network answered in Spotify's place: a sign-in page of a hotel, say.
    #[error("a page came instead of an answer")]
    CaptivePortal,
    /// An answer that can't be read.
    #[error("the answer can't be read: {0}")]
    Unreadable(#[from] Unreadable),
}

/// A reason why an answer can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The answer is empty.
    #[error("it is empty")]
    Empty,
    /// Bytes that are no UTF-8.
    #[error("it is no text")]
    NoText,
    /// JSON that ends too soon.
    #[error("it is cut off")]
    CutOff,
    /// Text that is no JSON.
    #[error("it is no JSON")]
    NoJson,
    /// JSON of another form.
    #[error("it has another form")]
    OtherForm,
}

#[derive(Debug, Default, Deserialize)]
struct ErrorBody {
    #[serde(default)]
    error: Option<ErrorDetail>,
}

#[derive(Debug, Default, Deserialize)]
struct ErrorDetail {
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

impl ApiFault {
    /// Tells whether it may be gone by itself when the network or Spotify is well again.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::NoAnswer(
                HttpFailure::Offline
                    | HttpFailure::Opaque
                    | HttpFailure::TimedOut
                    | HttpFailure::BrokeOff
            ) | Self::Server(_)
                | Self::RateLimited { .. }
                | Self::QuotaExceeded
                | Self::CaptivePortal
                | Self::Unauthorised
        )
    }
}

/// Reads an answer whose status says that it was not done.
#[must_use]
pub fn read_fault(response: &HttpResponse, now: UnixMillis) -> ApiFault {
    let envelope: ErrorBody = serde_json::from_slice(&response.body).unwrap_or_default();
    let detail = envelope.error.unwrap_or_default();
    let reason = detail.reason.unwrap_or_default();
    // Some refusals are plain text.
    let said = detail
        .message
        .unwrap_or_else(|| String::from_utf8_lossy(&response.body).into_owned())
        .to_lowercase();
    match (response.status, reason.as_str()) {
        (_, "QUOTA_EXCEEDED") => ApiFault::QuotaExceeded,
        (401, _) => ApiFault::Unauthorised,
        (403, "PREMIUM_REQUIRED") => ApiFault::NoPremium,
        (403, _) => forbidden(&reason, &said),
        (404, "NO_ACTIVE_DEVICE") => ApiFault::NoActiveDevice,
        (404, _) if said.contains("no active device") => ApiFault::NoActiveDevice,
        (404 | 410, _) => ApiFault::NotFound,
        (429, _) => ApiFault::RateLimited {
            wait: asked_wait(response, now),
        },
        // "Come again then" is also a clear no.
        (503, _) if response.header("retry-after").is_some() => ApiFault::RateLimited {
            wait: asked_wait(response, now),
        },
        (500.., _) => ApiFault::Server(response.status),
        (status, _) => ApiFault::Refused(status),
    }
}

/// Tells the reasons for a 403 apart; Spotify does so in words only.
fn forbidden(reason: &str, said: &str) -> ApiFault {
    let says = |word: &str| said.contains(word);
    if says("scope") {
        ApiFault::MissingScope
    } else if says("premium") && (says("owner") || says("app")) {
        ApiFault::OwnerWithoutPremium
    } else if says("registered") || says("allow-list") || says("allowlist") || says("dashboard") {
        ApiFault::NotAllowListed
    } else if says("premium") {
        ApiFault::NoPremium
    } else if says("restriction") || !reason.is_empty() {
        ApiFault::DeviceRefused
    } else {
        ApiFault::Forbidden
    }
}

fn asked_wait(response: &HttpResponse, now: UnixMillis) -> Option<Millis> {
    response
        .header("retry-after")
        .and_then(|value| wait(value, now))
}

/// Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.
fn wait(value: &str, now: UnixMillis) -> Option<Millis> {
    let value = value.trim();
    let seconds = value.parse::<u32>().ok().map(f64::from);
    match seconds {
        Some(seconds) => Some(Millis::from_secs(seconds)),
        None => http_date(value).map(|until| until.since(now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, body: &str) -> HttpResponse {
        HttpResponse {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    fn json(message: &str, reason: &str) -> String {
        format!(r#"{{"error":{{"status":0,"message":"{message}","reason":"{reason}"}}}}"#)
    }

    #[rstest]
    #[case(401, json("The access token expired", ""), ApiFault::Unauthorised)]
    #[case(
        403,
        json("Player command failed: Premium required", "PREMIUM_REQUIRED"),
        ApiFault::NoPremium
    )]
    #[case(
        403,
        json("Active premium subscription required for the owner of the app.", ""),
        ApiFault::OwnerWithoutPremium
    )]
    #[case(403, "User not registered in the Developer Dashboard".into(), ApiFault::NotAllowListed)]
    #[case(403, json("Insufficient client scope", ""), ApiFault::MissingScope)]
    #[case(
        403,
        json("Player command failed: Restriction violated", "UNKNOWN"),
        ApiFault::DeviceRefused
    )]
    #[case(403, json("Forbidden", ""), ApiFault::Forbidden)]
    #[case(
        404,
        json("Player command failed: No active device found", "NO_ACTIVE_DEVICE"),
        ApiFault::NoActiveDevice
    )]
    #[case(404, json("Non existing id", ""), ApiFault::NotFound)]
    #[case(429, json("Quota", "QUOTA_EXCEEDED"), ApiFault::QuotaExceeded)]
    #[case(403, json("Quota", "QUOTA_EXCEEDED"), ApiFault::QuotaExceeded)]
    #[case(400, json("Invalid limit", ""), ApiFault::Refused(400))]
    #[case(502, "<html><body>Bad gateway</body></html>".into(), ApiFault::Server(502))]
    fn each_refusal_is_told_apart(
        #[case] status: u16,
        #[case] body: String,
        #[case] fault: ApiFault,
    ) {
        assert_eq!(read_fault(&answer(status, &body), UnixMillis(0.0)), fault);
    }

    #[rstest]
    #[case("7", Some(7_000.0))]
    #[case("86400", Some(86_400_000.0))]
    #[case("Thu, 01 Jan 1970 00:01:40 GMT", Some(90_000.0))]
    #[case("Thu, 01 Jan 1970 00:00:00 GMT", Some(0.0))]
    #[case("soon", None)]
    #[case("-1", None)]
    fn the_wait_is_read_as_seconds_or_as_a_date(#[case] value: &str, #[case] wait: Option<f64>) {
        let mut answer = answer(429, "");
        answer.headers.push(("retry-after".into(), value.into()));
        let wait = wait.map(Millis);
        assert_eq!(
            read_fault(&answer, UnixMillis(10_000.0)),
            ApiFault::RateLimited { wait }
        );
    }
}
