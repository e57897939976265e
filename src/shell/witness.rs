//! The witness: how many thumbs and own tracks were kept, in a small database of its own.
//!
//! A browser opens a damaged database silently empty. Where this one still tells of thumbs and the other holds no
//! taste, the taste was lost, and the person is told. It may lag behind, and only ever warns.

use crate::flow::kit::scope::PageScope;
use crate::flow::kit::store::{Counted, Durability, LOCK_PATIENCE};
use crate::web::Error;
use crate::web::database::{self, Database, OpenPatience, Slot, Value, Version};

const VERSION: u32 = 1;
const STORE: &str = "counts";

/// The number that was kept last; none where that is not known.
pub async fn recall_count(scope: &PageScope, of: Counted) -> Option<u32> {
    let read = async { open(scope).await?.read(&[slot(of)]).await };
    let values = read
        .await
        .inspect_err(|error| log::info!("no witness: {error}"));
    let count = values.ok()?.into_iter().flatten().next()?;
    count.to_text()?.parse().ok()
}

/// Notes that so many are kept.
pub async fn remember_count(scope: &PageScope, of: Counted, count: u32) {
    let written = async {
        let change = [(slot(of), Some(Value::of_text(&count.to_string())))];
        open(scope).await?.write(&change, Durability::Relaxed).await
    };
    if let Err(error) = written.await {
        log::info!("the witness can't be told: {error}");
    }
}

const fn slot(of: Counted) -> Slot<'static> {
    Slot {
        store: STORE,
        key: of.name(),
    }
}

async fn open(scope: &PageScope) -> Result<Database, Error> {
    let (name, version) = (scope.witness_database(), Version::Exactly(VERSION));
    let patience = OpenPatience::with_tabs(LOCK_PATIENCE);
    database::open(&name, version, patience, |upgrade| {
        upgrade.create_store(STORE)
    })
    .await
}
