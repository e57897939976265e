//! Spotify's module, as the runtime sees it: whether it was used before, fetching it, talking to it.

use crate::flow_old::account::exchange::{FromAccount, KEPT, TOKENS};
use crate::flow_old::account::{AccountEffect, AccountEvent};
use crate::page::runtime::{Runtime, spawn};
use crate::web::address;
use crate::web::database::Database;
use crate::web::line::Calling;

/// The name of the module's bundle, a row of .ci/bundles.mjs.
const BUNDLE: &str = "spotify";

impl Runtime {
    pub(super) fn carry_out_account(&self, effect: AccountEffect) {
        let runtime = self.clone();
        match effect {
            AccountEffect::LookForTraces => spawn(async move {
                let found = traces().await;
                runtime.dispatch(AccountEvent::Traces(found).into());
            }),
            AccountEffect::Fetch => spawn(async move { runtime.fetch_account().await }),
            AccountEffect::Tell(message) => {
                let told = self
                    .0
                    .account
                    .borrow()
                    .as_ref()
                    .map(|line| line.tell(&message));
                if let Some(Err(error)) = told {
                    log::error!("Spotify's module could not be told: {error}");
                    self.later(AccountEvent::Said(FromAccount::Crashed).into());
                }
            }
        }
    }

    async fn fetch_account(&self) {
        // One that comes after the next was asked for has nothing to say any more.
        let fetching = self.0.account_fetching.get().wrapping_add(1);
        self.0.account_fetching.set(fetching);
        let runtime = self.clone();
        let is_last = move || runtime.0.account_fetching.get() == fetching;
        let runtime = self.clone();
        let heard = is_last.clone();
        let fetched = Calling::fetch(BUNDLE, move |said: FromAccount| {
            if heard() {
                // What it says while it starts has to wait until there is a line to answer on.
                runtime.later(AccountEvent::Said(said).into());
            }
        });
        match fetched.await {
            Ok(line) if is_last() => drop(self.0.account.borrow_mut().replace(line)),
            Err(error) if is_last() => {
                log::warn!("Spotify's module is not there: {error}");
                self.dispatch(AccountEvent::Lost.into());
            }
            Ok(_) | Err(_) => log::info!("Spotify's module was fetched again meanwhile"),
        }
    }
}

/// Whether Spotify was used here before, or is being used: then its module is wanted at once.
async fn traces() -> bool {
    if address::has_callback() {
        return true;
    }
    let kept = async {
        let database = Database::open().await?;
        let tokens = database.text(TOKENS).await?;
        Ok::<_, crate::web::Error>(tokens.or(database.text(KEPT).await?))
    };
    kept.await.is_ok_and(|kept| kept.is_some())
}
