//! The library `oauth2` as a maker of requests: what it would send is captured, and sent by the host.

use crate::domain::http::{Body, HttpRequest, Method};
use crate::domain::secret::Secret;
use crate::domain::spotify::ACCOUNTS;
use crate::domain::spotify::client::ClientId;
use oauth2::basic::BasicClient;
use std::cell::RefCell;

/// A client that knows the token endpoint alone.
pub(super) type TokenClient = BasicClient<
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointSet,
>;

/// A client that makes token requests for `client_id`.
pub(super) fn token_client(client_id: &ClientId) -> Option<TokenClient> {
    let token = oauth2::TokenUrl::new(format!("{ACCOUNTS}/api/token")).ok()?;
    let client = BasicClient::new(oauth2::ClientId::new(client_id.as_str().into()));
    Some(client.set_token_uri(token))
}

/// The request was only looked at: it was not sent.
#[derive(Debug, thiserror::Error)]
#[error("not sent")]
pub(super) struct NotSent;

/// A sender that `oauth2` hands its request to.
pub(super) type Sender<'a> =
    &'a dyn Fn(oauth2::HttpRequest) -> Result<oauth2::HttpResponse, NotSent>;

/// The request that `make` hands to its sender, as a value: the sender keeps it and sends nothing.
pub(super) fn captured<T, E>(make: impl FnOnce(Sender<'_>) -> Result<T, E>) -> Option<HttpRequest> {
    let kept = RefCell::new(None);
    let outcome = make(&|request| {
        kept.replace(Some(request));
        Err(NotSent)
    });
    if outcome.is_ok() {
        return None;
    }
    let request = kept.into_inner()?;
    let url = request.uri().to_string();
    let form = String::from_utf8(request.into_body()).ok()?;
    Some(HttpRequest {
        method: Method::Post,
        url,
        bearer: None,
        body: Body::Form(Secret::new(form)),
    })
}
