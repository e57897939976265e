//! The witness: how many thumbs were kept, in a small database of its own.
//!
//! A browser opens a damaged database silently empty. Where this one still tells of thumbs and the other holds no
//! taste, the taste was lost, and the person is told. It may lag behind, and only ever warns.

use crate::flow::kit::scope::PageScope;
use crate::flow::kit::store::{Durability, LOCK_PATIENCE};
use crate::web::Error;
use crate::web::database::{self, Database, Slot, Value, Version};

const VERSION: u32 = 1;
const STORE: &str = "counts";
const THUMBS: Slot<'_> = Slot {
    store: STORE,
    key: "thumbs",
};

/// The thumbs that were kept last; none where that is not known.
pub async fn read_thumbs(scope: &PageScope) -> Option<u32> {
    let read = async { open(scope).await?.read(&[THUMBS]).await };
    let values = read
        .await
        .inspect_err(|error| log::info!("no witness: {error}"));
    let count = values.ok()?.into_iter().flatten().next()?;
    count.to_text()?.parse().ok()
}

/// Notes that `count` thumbs are kept.
pub async fn write_thumbs(scope: &PageScope, count: u32) {
    let written = async {
        let change = [(THUMBS, Some(Value::of_text(&count.to_string())))];
        open(scope).await?.write(&change, Durability::Relaxed).await
    };
    if let Err(error) = written.await {
        log::info!("the witness can't be told: {error}");
    }
}

async fn open(scope: &PageScope) -> Result<Database, Error> {
    let (name, version) = (scope.witness_database(), Version::Exactly(VERSION));
    database::open(&name, version, LOCK_PATIENCE, |upgrade| {
        upgrade.create_store(STORE)
    })
    .await
}
