//! The database: its stores, its versions, and what the first release has left.
//!
//! The first release kept everything in version 1 of a database that all copies of the page on an origin shared. A copy
//! that opens its own for the first time begins with what stands there: the records of that database are put in as
//! version 1, and upgraded from there like any other.

use crate::flow::kit::scope::PageScope;
use crate::flow::kit::store::{Durability, Key, ObjectStore, StoreFault};
use crate::web::Error;
use crate::web::database::{self, Database, OpenPatience, SILENT, Slot, Upgrade, Value, Version};
use crate::web::locks::Lock;
use std::cell::Cell;
use std::rc::Rc;

/// Raised with every change to the stores; each has its step in [`change_version`].
const VERSION: u32 = 2;

/// The answer of an upgrade that is to make nothing: there is no such database yet.
const ABSENT: Error = Error::Missing("database of this name");

/// A database that was opened, and what is to be said of it.
pub(super) struct OpenedDatabase {
    pub database: Database,
    /// True if it was made just now without what the first release has kept, since that can't be read.
    pub lacks_first_release: bool,
}

/// Opens the database of `scope`, in this version.
pub(super) async fn open(
    scope: &PageScope,
    patience: OpenPatience,
) -> Result<OpenedDatabase, StoreFault> {
    let (name, version) = (scope.database(), Version::Exactly(VERSION));
    let present = database::open(&name, version, patience, |upgrade| {
        match upgrade.from_version() {
            0 => Err(ABSENT),
            _ => change_version(upgrade, &[]),
        }
    });
    let opened = match present.await {
        Err(error) if error == ABSENT => make(scope, patience).await,
        opened => opened.map(|database| OpenedDatabase {
            database,
            lacks_first_release: false,
        }),
    };
    opened.map_err(|error| fault(&error))
}

/// Makes the database of `scope`, with what the first release has kept. Where that can't be read it is left where it
/// is, and the database begins empty.
async fn make(scope: &PageScope, patience: OpenPatience) -> Result<OpenedDatabase, Error> {
    // Other tabs and other copies of the page may be at it too, and a tab of the first release renews its tokens under
    // this lock. Its tokens go to one copy alone: a refresh token that two use up is lost to both.
    let lock = Lock::hold_within(
        PageScope::UNSCOPED_TOKEN_LOCK,
        Key::SpotifyTokens.lock_patience(),
    );
    let _alone = match lock.await {
        Err(error @ Error::TimedOut { .. }) => return Err(error),
        lock => lock.ok(),
    };
    let earlier = read_earlier(patience).await;
    let earlier = earlier.inspect_err(|error| log::error!("the first release's records: {error}"));
    let lacks_first_release = earlier.is_err();
    let (earlier, records) = earlier.ok().flatten().unzip();
    let is_made = Rc::new(Cell::new(false));
    let (name, version) = (scope.database(), Version::Exactly(VERSION));
    let making = Rc::clone(&is_made);
    let database = database::open(&name, version, patience, move |upgrade| {
        making.set(true);
        change_version(upgrade, &records.unwrap_or_default())
    });
    let database = database.await?;
    if let (true, Some(earlier)) = (is_made.get(), &earlier) {
        let tokens = [(earlier_slot(Key::SpotifyTokens.name()), None)];
        if let Err(error) = earlier.write(&tokens, Durability::Strict).await {
            log::error!("the tokens stay in the first release's database too: {error}");
        }
    }
    Ok(OpenedDatabase {
        database,
        lacks_first_release,
    })
}

/// Everything under its key.
type NamedValues = Vec<(String, Value)>;

/// The database of the first release and what it holds, if it was ever used on this origin.
async fn read_earlier(patience: OpenPatience) -> Result<Option<(Database, NamedValues)>, Error> {
    let name = PageScope::UNSCOPED_DATABASE;
    match database::open(name, Version::Present, patience, |_new| Err(ABSENT)).await {
        Err(error) if error == ABSENT => Ok(None),
        opened => {
            let database = opened?;
            let records = database.read_all(ObjectStore::Records.name()).await?;
            Ok(Some((database, records)))
        }
    }
}

/// Takes the database up to this version, one step for each version from the one before; a database that is being made
/// begins with the records `earlier`.
fn change_version(upgrade: &Upgrade, earlier: &[(String, Value)]) -> Result<(), Error> {
    let records = ObjectStore::Records.name();
    upgrade.create_store(records)?;
    if upgrade.from_version() < 1 {
        for (key, value) in earlier {
            upgrade.put(earlier_slot(key), value)?;
        }
    }
    if upgrade.from_version() < 2 {
        let tokens = ObjectStore::Tokens.name();
        upgrade.create_store(tokens)?;
        upgrade.move_value(earlier_slot(Key::SpotifyTokens.name()), tokens)?;
    }
    Ok(())
}

/// The place of a value in version 1, which had one store.
const fn earlier_slot(key: &str) -> Slot<'_> {
    Slot {
        store: ObjectStore::Records.name(),
        key,
    }
}

fn fault(error: &Error) -> StoreFault {
    log::warn!("the database does not open: {error}");
    match error {
        Error::TimedOut { .. } => StoreFault::LockHeld,
        error if *error == SILENT => StoreFault::Silent,
        Error::Missing(_) => StoreFault::Blocked,
        error => StoreFault::of_exception_on_opening(error.name().unwrap_or_default()),
    }
}
