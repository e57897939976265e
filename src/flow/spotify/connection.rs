//! The life of a connection: not connected, on the way to Spotify and back, connected, over.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::{ClientId, RedirectProblem, RedirectUri, SpotifyApp};
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::scope::{Permission, Scopes};
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::wants::{Want, Wants};

/// The stage that the connection is at.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ConnectionStage {
    /// The host has not read yet what was kept.
    #[default]
    Unknown,
    /// No account is connected.
    None,
    /// On the way to Spotify, or back from it; with the connection that there was before, if only more is to be
    /// allowed.
    Connecting(Option<TokenInfo>),
    /// An account is connected.
    Connected(TokenInfo),
    /// An account was connected.
    Over(ConnectionEnd),
}

/// The connection, and the app that it is made with.
#[derive(Debug, Default)]
pub struct Connection {
    /// The stage that it is at.
    pub(super) stage: ConnectionStage,
    /// The address that Spotify comes back to, once the page's own is known.
    pub(super) redirect: Option<Result<RedirectUri, RedirectProblem>>,
    /// The person's own app. Persisted.
    pub(super) client_id: Option<ClientId>,
    /// The way the last connection ended, until there is another one. Persisted.
    pub(super) ended: Option<ConnectionEnd>,
}

impl Connection {
    /// The facts about the tokens, while there are any.
    #[must_use]
    pub const fn tokens(&self) -> Option<&TokenInfo> {
        match &self.stage {
            ConnectionStage::Connected(info) => Some(info),
            _ => None,
        }
    }

    /// The app that asks: the person's own, or the one that the build came with.
    #[must_use]
    pub fn app(&self) -> Option<SpotifyApp> {
        Some(SpotifyApp {
            redirect: self.redirect.as_ref()?.as_ref().ok()?.clone(),
            client_id: self.client_id_in_use()?,
        })
    }

    fn client_id_in_use(&self) -> Option<ClientId> {
        self.client_id.clone().or_else(ClientId::built_in)
    }

    /// The page has opened at `address`, and these tokens were there.
    pub(super) fn restore_tokens(
        &mut self,
        address: &str,
        tokens: Option<TokenInfo>,
        returning: bool,
    ) {
        self.redirect = Some(RedirectUri::for_page(address));
        self.stage = match tokens {
            tokens if returning => ConnectionStage::Connecting(tokens),
            Some(info) => ConnectionStage::Connected(info),
            None => self
                .ended
                .map_or(ConnectionStage::None, ConnectionStage::Over),
        };
    }

    /// A sign-in has led to tokens. Whether it is to be kept that the last connection's end is past.
    pub(super) fn sign_in(&mut self, info: TokenInfo) -> bool {
        self.stage = ConnectionStage::Connected(info);
        self.ended.take().is_some()
    }

    /// A sign-in has led to no tokens: what there was before goes on.
    pub(super) fn fail_sign_in(&mut self) {
        self.stage = match std::mem::take(&mut self.stage) {
            ConnectionStage::Connecting(Some(before)) => ConnectionStage::Connected(before),
            ConnectionStage::Connecting(None) | ConnectionStage::Unknown => ConnectionStage::None,
            other => other,
        };
    }

    /// New tokens take the place of those in use.
    pub(super) fn renew_tokens(&mut self, info: TokenInfo) {
        self.stage = ConnectionStage::Connected(info);
    }

    /// Another tab has written down whose the tokens are.
    pub(super) fn learn_account(&mut self, account: Option<AccountId>) {
        if let ConnectionStage::Connected(info) = &mut self.stage
            && info.account.is_none()
        {
            info.account = account;
        }
    }

    /// A client id was typed. What is none is said so, and the one before is gone: it is not what stands there.
    pub(super) fn type_client_id(&mut self, typed: &str, wants: &mut Wants) {
        let id = ClientId::new(typed).ok();
        wants.push(if id.is_none() && !typed.trim().is_empty() {
            Want::Block(Blocker::NoClientId)
        } else {
            Want::Unblock(Cleared::Any)
        });
        if id != self.client_id {
            self.client_id = id;
            wants.push(Want::KeepRecord);
        }
    }

    /// Leaves for Spotify, to ask for what is allowed already and for `permission`. Tells whether it does.
    pub(super) fn leave_for_sign_in(&mut self, permission: Permission, wants: &mut Wants) -> bool {
        let Some(app) = self.app() else {
            if self.client_id_in_use().is_none() {
                wants.push(Want::Block(Blocker::NoClientId));
            }
            return false;
        };
        let wanted = Scopes::of(permission);
        // Also from halfway: whoever came back by the browser's own button may begin again.
        let before = match std::mem::take(&mut self.stage) {
            ConnectionStage::Connected(before) | ConnectionStage::Connecting(Some(before)) => {
                Some(before)
            }
            _ => None,
        };
        let scopes = match &before {
            Some(before) => before.scopes.and(&wanted),
            None => wanted.and(&Scopes::of(Permission::Taste)),
        };
        self.stage = ConnectionStage::Connecting(before);
        wants.push(Want::Unblock(Cleared::Any));
        wants.effect(SpotifyEffect::Depart { app, scopes });
        true
    }

    /// The person has disconnected, here or in another tab.
    pub(super) fn forget_tokens(&mut self) {
        self.stage = ConnectionStage::None;
    }

    /// The authorisation server has ended it. Everything local stays; the next visit still says so.
    pub(super) fn end_connection(&mut self, end: ConnectionEnd) {
        self.stage = ConnectionStage::Over(end);
        self.ended = Some(end);
    }

    /// The moment when the connection ends, from a week before on.
    #[must_use]
    pub fn announced_end(&self, now: UnixMillis) -> Option<UnixMillis> {
        self.tokens()?.announced_end(now)
    }
}
