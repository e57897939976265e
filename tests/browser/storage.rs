//! What is kept between visits, against a real `IndexedDB`: the first release's database, other versions, other tabs.

use feelharmonic::domain::quantity::Millis;
use feelharmonic::flow::kit::scope::PageScope;
use feelharmonic::flow::kit::store::{
    Counted, Durability, KeptRecord, Key, Records, StoreEffect, StoreEvent, StoreFault,
};
use feelharmonic::shell::store::Store;
use feelharmonic::shell::witness;
use feelharmonic::web::Error;
use feelharmonic::web::database::{self, Database, OpenPatience, SILENT, Slot, Value, Version};
use feelharmonic::web::locks::Lock;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest};

const PATIENCE: OpenPatience = OpenPatience::with_tabs(Millis(5000.0));
/// For another tab that is known not to answer.
const SHORT: Millis = Millis(60.0);
const SETTINGS: &str = "settings";
const TOKENS: &str = "tokens";
const BYTES: [u8; 3] = [1, 2, 255];

/// The keys of the first release, as they stood in its database.
const FIRST_RELEASE: [(&str, Key); 10] = [
    ("settings", Key::Settings),
    ("music", Key::Choices),
    ("taste", Key::Taste),
    ("taste-aside", Key::QuarantinedTaste),
    ("list", Key::List),
    ("library-card", Key::LibrarySummary),
    ("spotify", Key::Spotify),
    ("spotify-taste", Key::SpotifyTaste),
    ("spotify-calls", Key::SpotifyUsage),
    ("spotify-tokens", Key::SpotifyTokens),
];

fn at<'a>(store: &'a str, key: &'a str) -> Slot<'a> {
    Slot { store, key }
}

fn store(folder: &str) -> Store {
    Store::of(PageScope::of_page(folder))
}

fn no_merge(_: Key, _: &str, _: &str, _: &str) -> Option<String> {
    None
}

async fn carry_out(store: &Store, effect: StoreEffect) -> StoreEvent {
    store.carry_out(effect, no_merge).await
}

async fn put(store: &Store, key: Key, text: &str) {
    let event = carry_out(store, StoreEffect::Put(key, text.into())).await;
    assert_eq!(event, StoreEvent::Written(key));
}

async fn read(store: &Store, keys: &[Key]) -> Result<Records, StoreFault> {
    match carry_out(store, StoreEffect::Read(keys.to_vec())).await {
        StoreEvent::Read(read) => read,
        other => unreachable!("{other:?} is no reading"),
    }
}

async fn text(store: &Store, key: Key) -> Option<String> {
    read(store, &[key]).await.unwrap().take(key).into_text()
}

/// The text under `key` of the object store of records, as it lies in the database.
async fn raw_text(name: &str, key: Key) -> Option<String> {
    let database = open_present(name).await.unwrap();
    let values = database.read(&[at(SETTINGS, key.name())]).await.unwrap();
    values.into_iter().flatten().next()?.to_text()
}

async fn open_present(name: &str) -> Result<Database, Error> {
    let new = |_: &database::Upgrade| Err(Error::Missing("database"));
    database::open(name, Version::Present, PATIENCE, new).await
}

/// A database as version 1 had it.
async fn open_first_version(name: &str) -> Database {
    database::open(name, Version::Exactly(1), PATIENCE, |upgrade| {
        upgrade.create_store(SETTINGS)
    })
    .await
    .unwrap()
}

async fn write_first_release(name: &str) {
    let changes: Vec<_> = FIRST_RELEASE
        .iter()
        .map(|(key, _)| (at(SETTINGS, key), Some(Value::of_text(&record(key)))))
        .chain([(at(SETTINGS, "library"), Some(Value::of_bytes(&BYTES)))])
        .collect();
    let database = open_first_version(name).await;
    database.write(&changes, Durability::Strict).await.unwrap();
}

/// What is kept under `key`, as JSON.
fn record(key: &str) -> String {
    format!("\"what is under {key}\"")
}

async fn assert_everything_is_there(store: &Store, keys: impl Iterator<Item = (&str, Key)>) {
    let keys: Vec<_> = keys.collect();
    let all: Vec<_> = keys.iter().map(|(_, key)| *key).collect();
    let mut records = read(store, &all).await.unwrap();
    for (name, key) in keys {
        assert_eq!(records.take(key), KeptRecord::Text(record(name)), "{name}");
    }
    let library = store.read_library().await.unwrap();
    assert_eq!(library.as_deref(), Some(BYTES.as_slice()));
}

fn factory() -> IdbFactory {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into());
    factory.unwrap().dyn_into().unwrap()
}

async fn ended(request: &IdbOpenDbRequest) {
    let ended = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(ended).await.unwrap();
}

async fn delete(name: &str) {
    ended(&factory().delete_database(name).unwrap()).await;
}

/// Whether `key` is kept in the object store `store` of the database `name`.
async fn holds(name: &str, store: &str, key: &str) -> bool {
    let database = open_present(name).await.unwrap();
    database.holds_any(&[at(store, key)]).await.unwrap()
}

#[wasm_bindgen_test]
async fn everything_of_the_first_release_is_found_and_its_tokens_are_in_one_place() {
    write_first_release("feelharmonic").await;
    assert_everything_is_there(&store("/imports/"), FIRST_RELEASE.into_iter()).await;
    let token = "spotify-tokens";
    assert!(holds("feelharmonic:/imports/", TOKENS, token).await);
    assert!(!holds("feelharmonic:/imports/", SETTINGS, token).await);
    assert!(!holds("feelharmonic", SETTINGS, token).await);
    // Another copy on this origin finds everything but the tokens, which one copy has already.
    let other = store("/imports-too/");
    let records = FIRST_RELEASE.into_iter().filter(|(name, _)| *name != token);
    assert_everything_is_there(&other, records).await;
    assert_eq!(text(&other, Key::SpotifyTokens).await, None);
    delete("feelharmonic").await;
}

#[wasm_bindgen_test]
async fn two_tabs_that_open_a_copy_for_the_first_time_both_find_everything() {
    write_first_release("feelharmonic").await;
    let other = store("/two-tabs/");
    let reading = wasm_bindgen_futures::future_to_promise(async move {
        assert_everything_is_there(&other, FIRST_RELEASE.into_iter()).await;
        Ok(JsValue::UNDEFINED)
    });
    assert_everything_is_there(&store("/two-tabs/"), FIRST_RELEASE.into_iter()).await;
    JsFuture::from(reading).await.unwrap();
    delete("feelharmonic").await;
}

#[wasm_bindgen_test]
async fn what_changed_in_a_copy_is_not_overwritten_by_the_first_release() {
    write_first_release("feelharmonic").await;
    let store = store("/goes-on/");
    put(&store, Key::Taste, "newer").await;
    assert_eq!(text(&store, Key::Taste).await.as_deref(), Some("newer"));
    delete("feelharmonic").await;
}

#[wasm_bindgen_test]
async fn a_copy_without_a_predecessor_begins_empty_and_makes_none() {
    let records = read(&store("/fresh/"), &Key::OF_PAGE).await.unwrap();
    assert!(records.is_empty());
    assert!(open_present("feelharmonic").await.is_err());
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_is_upgraded_in_its_place() {
    write_first_release("feelharmonic:/upgraded/").await;
    assert_everything_is_there(&store("/upgraded/"), FIRST_RELEASE.into_iter()).await;
    assert!(!holds("feelharmonic:/upgraded/", SETTINGS, "spotify-tokens").await);
}

#[wasm_bindgen_test]
async fn a_tab_that_has_an_earlier_version_open_makes_way_for_an_upgrade() {
    let earlier = open_first_version("feelharmonic:/makes-way/").await;
    put(&store("/makes-way/"), Key::List, "kept").await;
    let late = earlier.read(&[at(SETTINGS, "list")]).await;
    assert!(late.is_err(), "its connection is closed");
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_make_way_is_waited_for_no_longer_than_that() {
    let name = "feelharmonic:/blocked/";
    drop(open_first_version(name).await);
    let opening = factory().open(name).unwrap();
    ended(&opening).await;
    let stubborn: IdbDatabase = opening.result().unwrap().dyn_into().unwrap();
    let store = store("/blocked/");
    let hasty = store.clone().with_patience(SHORT);
    assert_eq!(read(&hasty, &[Key::List]).await, Err(StoreFault::LockHeld));
    stubborn.close();
    put(&store, Key::List, "kept after all").await;
    assert!(
        !holds(name, TOKENS, "spotify-tokens").await,
        "a whole upgrade"
    );
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone_and_said() {
    let name = "feelharmonic:/newer/";
    let newer = database::open(name, Version::Exactly(3), PATIENCE, |upgrade| {
        upgrade.create_store(SETTINGS)
    });
    drop(newer.await.unwrap());
    let store = store("/newer/");
    let fault = StoreFault::NewerVersion;
    assert_eq!(read(&store, &[Key::Taste]).await, Err(fault));
    let event = carry_out(&store, StoreEffect::Put(Key::Taste, "older".into())).await;
    assert_eq!(event, StoreEvent::NotWritten(Key::Taste, fault));
    assert!(!holds(name, SETTINGS, "taste").await);
}

fn merge(base: &str, text: &str) -> StoreEffect {
    StoreEffect::Merge {
        key: Key::Taste,
        base: base.into(),
        text: text.into(),
    }
}

#[wasm_bindgen_test]
async fn what_two_tabs_write_is_joined_unless_it_cannot_be() {
    let store = store("/merges/");
    let written = StoreEvent::Written(Key::Taste);
    assert_eq!(carry_out(&store, merge("", "a")).await, written);
    assert_eq!(carry_out(&store, merge("a", "b")).await, written);
    let joined = store
        .carry_out(merge("a", "c"), |_, base, ours, theirs| {
            Some(format!("{base}{ours}{theirs}"))
        })
        .await;
    assert_eq!(
        joined,
        StoreEvent::Merged {
            key: Key::Taste,
            wrote: "c".into(),
            stored: "acb".into()
        }
    );
    assert_eq!(text(&store, Key::Taste).await.as_deref(), Some("acb"));
    assert_eq!(
        carry_out(&store, merge("a", "d")).await,
        StoreEvent::NotWritten(Key::Taste, StoreFault::Unmergeable)
    );
    assert_eq!(text(&store, Key::Taste).await.as_deref(), Some("acb"));
}

#[wasm_bindgen_test]
async fn a_lock_that_another_tab_does_not_give_back_is_given_up() {
    let store = store("/locked/");
    let hung = Lock::hold("feelharmonic-taste:/locked/").await.unwrap();
    let hasty = store.clone().with_patience(SHORT);
    assert_eq!(
        carry_out(&hasty, merge("", "a thumb")).await,
        StoreEvent::NotWritten(Key::Taste, StoreFault::LockHeld)
    );
    // Only the taste is locked, and only in this copy.
    put(&hasty, Key::List, "a list").await;
    let elsewhere = Store::of(PageScope::of_page("/locked-not/")).with_patience(SHORT);
    let written = StoreEvent::Written(Key::Taste);
    assert_eq!(carry_out(&elsewhere, merge("", "a thumb")).await, written);
    drop(hung);
    assert_eq!(carry_out(&store, merge("", "two thumbs")).await, written);
}

#[wasm_bindgen_test]
async fn two_copies_do_not_see_each_other() {
    let (one, other) = (store("/one/"), store("/other/"));
    put(&one, Key::Taste, "one's").await;
    put(&other, Key::Taste, "the other's").await;
    assert_eq!(text(&one, Key::Taste).await.as_deref(), Some("one's"));
    let event = carry_out(&one, StoreEffect::Remove(Key::Taste)).await;
    assert_eq!(event, StoreEvent::Written(Key::Taste));
    assert_eq!(text(&one, Key::Taste).await, None);
    assert_eq!(
        text(&other, Key::Taste).await.as_deref(),
        Some("the other's")
    );
}

#[wasm_bindgen_test]
async fn a_library_and_its_summary_come_and_go_together() {
    let store = store("/library/");
    store.put_library(&BYTES, &"three bytes").await.unwrap();
    let library = store.read_library().await.unwrap();
    assert_eq!(library.as_deref(), Some(BYTES.as_slice()));
    let summary = text(&store, Key::LibrarySummary).await;
    assert_eq!(summary.as_deref(), Some("\"three bytes\""));
    store.remove_library().await.unwrap();
    assert_eq!(store.read_library().await.unwrap(), None);
    assert_eq!(text(&store, Key::LibrarySummary).await, None);
}

#[wasm_bindgen_test]
async fn a_transaction_is_done_whole_or_not_at_all() {
    let name = "feelharmonic:/whole/";
    let database = open_first_version(name).await;
    let value = Some(Value::of_text("half"));
    let changes = [
        (at(SETTINGS, "one"), value.clone()),
        (at("no such store", "two"), value),
    ];
    let outcome = database.write(&changes, Durability::Relaxed).await;
    assert!(outcome.is_err());
    assert!(!holds(name, SETTINGS, "one").await);
}

#[wasm_bindgen_test]
async fn an_upgrade_that_fails_leaves_everything_as_it_was() {
    let name = "feelharmonic:/failing/";
    drop(open_first_version(name).await);
    let failing = database::open(name, Version::Exactly(2), PATIENCE, |upgrade| {
        upgrade.create_store("half")?;
        Err(Error::Missing("reason"))
    });
    assert_eq!(failing.await.unwrap_err(), Error::Missing("reason"));
    let database = open_first_version(name).await;
    assert!(database.read_all("half").await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn values_are_read_and_changed_as_what_they_are() {
    let store = store("/typed/");
    assert_eq!(store.read_json::<u8>(Key::SpotifyUsage).await, Ok(None));
    assert_eq!(store.holds_any(&[Key::SpotifyUsage]).await, Ok(false));
    let count = |before: Option<u8>| before.unwrap_or_default() + 1;
    assert_eq!(store.change_json(Key::SpotifyUsage, count).await, Ok(1));
    assert_eq!(store.change_json(Key::SpotifyUsage, count).await, Ok(2));
    assert_eq!(
        store.holds_any(&[Key::Spotify, Key::SpotifyUsage]).await,
        Ok(true)
    );
    put(&store, Key::SpotifyUsage, "{ no JSON").await;
    assert_eq!(
        store.read_json::<u8>(Key::SpotifyUsage).await,
        Err(StoreFault::Unreadable)
    );
    assert_eq!(store.change_json(Key::SpotifyUsage, count).await, Ok(1));
}

#[wasm_bindgen_test]
async fn tokens_are_changed_by_one_tab_at_a_time() {
    let store = store("/tokens/").with_patience(SHORT);
    let record = store.lock_record(Key::SpotifyTokens).await.unwrap();
    record.put_json(&"token").await.unwrap();
    let second = store.lock_record(Key::SpotifyTokens).await;
    assert_eq!(second.unwrap_err(), StoreFault::LockHeld);
    // Reading alone needs no lock.
    let token = store.read_json::<String>(Key::SpotifyTokens).await;
    assert_eq!(token, Ok(Some("token".into())));
    record.remove().await.unwrap();
    drop(record);
    let record = store.lock_record(Key::SpotifyTokens).await.unwrap();
    assert_eq!(record.read_json::<String>().await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_witness_knows_how_much_was_kept() {
    let (here, there) = (PageScope::of_page("/here/"), PageScope::of_page("/there/"));
    let recall = witness::recall_count;
    assert_eq!(recall(&here, Counted::Thumbs).await, None);
    witness::remember_count(&here, Counted::Thumbs, 153).await;
    witness::remember_count(&here, Counted::Thumbs, 154).await;
    let store = Store::of(here.clone());
    let told = carry_out(&store, StoreEffect::Remember(Counted::Tracks, 1200)).await;
    assert_eq!(told, StoreEvent::Recalled(Counted::Tracks, Some(1200)));
    assert_eq!(recall(&there, Counted::Tracks).await, None);
    // The main database is emptied, as a browser does with a damaged one.
    delete(&here.database()).await;
    assert_eq!(recall(&here, Counted::Thumbs).await, Some(154));
    let told = carry_out(&store, StoreEffect::Recall(Counted::Tracks)).await;
    assert_eq!(told, StoreEvent::Recalled(Counted::Tracks, Some(1200)));
}

#[wasm_bindgen_test]
async fn what_a_later_version_has_written_is_never_replaced() {
    let (store, name) = (store("/later/"), "feelharmonic:/later/");
    put(&store, Key::Settings, "{}").await;
    let later = r#"{"version":9}"#;
    let table = b"feelharmonic-library-9\n...".as_slice();
    let keys = [
        Key::Choices,
        Key::List,
        Key::Taste,
        Key::LibrarySummary,
        Key::Spotify,
    ];
    let texts = keys.map(|key| (at(SETTINGS, key.name()), Some(Value::of_text(later))));
    let bytes = (at(SETTINGS, "library"), Some(Value::of_bytes(table)));
    let changes: Vec<_> = texts.into_iter().chain([bytes]).collect();
    let database = open_present(name).await.unwrap();
    database.write(&changes, Durability::Strict).await.unwrap();

    let fault = StoreFault::NewerVersion;
    for key in [Key::Choices, Key::List, Key::LibrarySummary] {
        let event = carry_out(&store, StoreEffect::Put(key, "{}".into())).await;
        assert_eq!(event, StoreEvent::NotWritten(key, fault));
        assert_eq!(
            read(&store, &[key]).await.unwrap().take(key),
            KeptRecord::OfLaterVersion
        );
    }
    let event = carry_out(&store, merge("", "a thumb")).await;
    assert_eq!(event, StoreEvent::NotWritten(Key::Taste, fault));
    assert_eq!(store.read_json::<u8>(Key::Spotify).await, Err(fault));
    assert_eq!(
        store.change_json(Key::Spotify, |_: Option<u8>| 1).await,
        Err(fault)
    );
    assert_eq!(store.put_library(&BYTES, &"three bytes").await, Err(fault));
    for key in keys {
        assert_eq!(raw_text(name, key).await.as_deref(), Some(later), "{key:?}");
    }
    assert_eq!(store.read_library().await.unwrap().as_deref(), Some(table));
    // What is of this version is replaced as ever, and what a person lets go goes.
    put(&store, Key::Settings, "{}").await;
    store.remove_library().await.unwrap();
    assert_eq!(store.read_library().await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_record_of_an_earlier_version_is_brought_up_to_date_and_says_its_version_from_then_on() {
    let (store, name) = (store("/steps/"), "feelharmonic:/steps/");
    put(&store, Key::List, "[]").await;
    let database = open_present(name).await.unwrap();
    let first = Some(Value::of_text(r#"{"goal":"lift","shelves":"ours"}"#));
    let change = [(at(SETTINGS, "music"), first)];
    database.write(&change, Durability::Relaxed).await.unwrap();
    let present = text(&store, Key::Choices).await.unwrap();
    assert_eq!(present, r#"{"goal":"lift","sources":"ours"}"#);
    put(&store, Key::Choices, &present).await;
    let kept = raw_text(name, Key::Choices).await.unwrap();
    assert_eq!(kept, r#"{"version":2,"goal":"lift","sources":"ours"}"#);
    assert_eq!(text(&store, Key::Choices).await, Some(kept));
}

/// A browser whose databases of some name can't be opened, until it is dropped.
struct BrokenOpening(Function);

/// Does `broken` instead of opening the database `name`.
const BREAK_OPENING: &str = "const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
        return given[0] === name ? broken() : open.apply(this, given);
    };
    return () => { IDBFactory.prototype.open = open; };";

impl BrokenOpening {
    fn of(name: &str, broken: &str) -> Self {
        let breaks = Function::new_with_args("name, broken", BREAK_OPENING);
        let broken = Function::new_no_args(broken);
        let mend = breaks.call2(&JsValue::NULL, &name.into(), &broken);
        Self(mend.unwrap().dyn_into().unwrap())
    }
}

impl Drop for BrokenOpening {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_first_release_that_cannot_be_read_blocks_nothing_is_told_once_and_left_where_it_is() {
    write_first_release("feelharmonic").await;
    let store = store("/unreadable/");
    let refuses = "throw new DOMException('damaged', 'UnknownError');";
    let broken = BrokenOpening::of("feelharmonic", refuses);
    let mut records = read(&store, &[Key::Taste]).await.unwrap();
    assert!(records.lacks_first_release);
    assert_eq!(records.take(Key::Taste), KeptRecord::Absent);
    put(&store, Key::Taste, "newer").await;
    assert!(
        !read(&store, &[Key::Taste])
            .await
            .unwrap()
            .lacks_first_release
    );
    drop(broken);
    assert_eq!(text(&store, Key::Taste).await.as_deref(), Some("newer"));
    assert!(holds("feelharmonic", SETTINGS, "taste").await);
    assert!(holds("feelharmonic", SETTINGS, "spotify-tokens").await);
    delete("feelharmonic").await;
}

#[wasm_bindgen_test]
async fn a_database_of_which_nothing_is_heard_is_not_waited_for_for_ever() {
    let name = "feelharmonic:/silent/";
    let patience = OpenPatience {
        silence: SHORT,
        ..PATIENCE
    };
    let silent = BrokenOpening::of(name, "return {};");
    let opening = database::open(name, Version::Present, patience, |_| Ok(()));
    assert_eq!(opening.await.unwrap_err(), SILENT);
    drop(silent);
    put(&store("/silent/"), Key::List, "kept after all").await;
}

#[wasm_bindgen_test]
async fn the_lease_of_a_tab_that_hangs_is_not_waited_for_for_ever() {
    let store = store("/lease/").with_patience(SHORT);
    let hung = store.hold_tab_lease().await.unwrap();
    assert_eq!(
        store.hold_tab_lease().await.unwrap_err(),
        StoreFault::LockHeld
    );
    drop(hung);
    assert!(store.hold_tab_lease().await.is_ok());
}
