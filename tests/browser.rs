//! Each file of `web/` against a real browser.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "what the browser refuses fails the test"
)]

use feelharmonic::domain::http::{Body, HttpFailure, HttpRequest, MAX_RESPONSE_BYTES, Method};
use feelharmonic::domain::quantity::Millis;
use feelharmonic::domain::secret::Secret;
use feelharmonic::flow::bridge::reader::{FromReader, ReaderFault, ToReader};
use feelharmonic::flow::kit::device::CameraSupport;
use feelharmonic::flow::kit::link::Seq;
use feelharmonic::flow::kit::scope::PageScope;
use feelharmonic::web::animation::AnimationLoop;
use feelharmonic::web::camera::{self, Camera, CameraError};
use feelharmonic::web::fetch::{self, FetchBounds};
use feelharmonic::web::listener::EventListener;
use feelharmonic::web::locks::Lock;
use feelharmonic::web::module_bridge::{ModuleBridge, PageBridge};
use feelharmonic::web::object_url::ObjectUrl;
use feelharmonic::web::pieces::FilePieces;
use feelharmonic::web::tab_channel::TabChannel;
use feelharmonic::web::worker_link::WorkerLink;
use feelharmonic::web::{
    Error, address, capabilities, clipboard, clock, frame, http, page, persistence, random,
    session, start_script, timer, window, worker_scope,
};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Blob, BlobPropertyBag, Event, EventTarget, HtmlCanvasElement, HtmlVideoElement,
    MediaStreamTrack,
};

wasm_bindgen_test_configure!(run_in_browser);

#[path = "browser/storage.rs"]
mod storage;

const BOUNDS: FetchBounds = FetchBounds {
    bytes: 1000,
    patience: Millis(5000.0),
};

fn blob(text: &str, kind: &str) -> Blob {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).unwrap()
}

fn canvas() -> HtmlCanvasElement {
    let canvas = window()
        .unwrap()
        .document()
        .unwrap()
        .create_element("canvas")
        .unwrap();
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_width(40);
    canvas.set_height(30);
    canvas
}

async fn wait_for(happened: impl Fn() -> bool) {
    for _ in 0..200 {
        if happened() {
            return;
        }
        timer::sleep_for(Millis(25.0)).await;
    }
    assert!(happened(), "it did not happen in five seconds");
}

#[wasm_bindgen_test]
fn there_is_a_window_and_no_worker_scope() {
    assert!(window().is_ok());
    assert_eq!(worker_scope().unwrap_err(), Error::Missing("worker scope"));
}

#[wasm_bindgen_test]
fn an_exception_keeps_its_name_and_becomes_text() {
    let error = Error::from(JsValue::from(
        web_sys::DomException::new_with_message_and_name("no", "NotAllowedError").unwrap(),
    ));
    assert_eq!(error.name(), Some("NotAllowedError"));
    assert_eq!(error.to_string(), "NotAllowedError: no");
}

#[wasm_bindgen_test]
fn this_browser_can_do_everything() {
    let can = capabilities::detect_capabilities().unwrap();
    assert_eq!(can.camera, CameraSupport::Available);
    assert!(can.simd);
}

#[wasm_bindgen_test]
async fn the_clocks_go_on() {
    let (now, monotonic) = (clock::wall_time(), clock::monotonic_time());
    timer::sleep_for(Millis(40.0)).await;
    assert!(clock::monotonic_time().0 - monotonic.0 >= 30.0);
    assert!(clock::wall_time().since(now).0 >= 30.0);
    assert!(now.0 > 1.6e12, "a time of this century");
}

#[wasm_bindgen_test]
fn seeds_differ() {
    assert_ne!(
        random::random_seed().unwrap(),
        random::random_seed().unwrap()
    );
}

#[wasm_bindgen_test]
fn a_dropped_listener_hears_nothing() {
    let target = EventTarget::new().unwrap();
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let listener =
        EventListener::new(&target, "tick", move |_| count.set(count.get() + 1)).unwrap();
    target.dispatch_event(&Event::new("tick").unwrap()).unwrap();
    drop(listener);
    target.dispatch_event(&Event::new("tick").unwrap()).unwrap();
    assert_eq!(heard.get(), 1);
}

#[wasm_bindgen_test]
async fn an_animation_runs_until_it_is_dropped() {
    let frames = Rc::new(Cell::new(0));
    let count = Rc::clone(&frames);
    let running = AnimationLoop::start(move || count.set(count.get() + 1));
    wait_for(|| frames.get() > 2).await;
    drop(running);
    timer::sleep_for(Millis(60.0)).await;
    let last = frames.get();
    timer::sleep_for(Millis(100.0)).await;
    assert_eq!(frames.get(), last);
}

#[wasm_bindgen_test]
async fn leaving_and_hiding_are_heard() {
    let left = Rc::new(Cell::new(false));
    let note = Rc::clone(&left);
    let _leaving = page::on_leaving(move || note.set(true)).unwrap();
    window()
        .unwrap()
        .dispatch_event(&Event::new("pagehide").unwrap())
        .unwrap();
    assert!(left.get());
    let seen = Rc::new(Cell::new(None));
    let note = Rc::clone(&seen);
    let _visibility = page::on_visibility(move |shown| note.set(Some(shown))).unwrap();
    let document = window().unwrap().document().unwrap();
    document
        .dispatch_event(&Event::new("visibilitychange").unwrap())
        .unwrap();
    assert!(seen.get().is_some());
}

#[wasm_bindgen_test]
async fn a_file_is_fetched_within_bounds_and_with_progress() {
    let url = ObjectUrl::new(&blob("hello", "text/plain")).unwrap();
    let arrived = Cell::new(0);
    let bytes = fetch::fetch_bytes(url.as_str(), BOUNDS, |bytes| arrived.set(bytes))
        .await
        .unwrap();
    assert_eq!((bytes.as_slice(), arrived.get()), (b"hello".as_slice(), 5));
    assert_eq!(
        fetch::fetch_text(url.as_str(), BOUNDS).await.unwrap(),
        "hello"
    );
    let tight = FetchBounds { bytes: 4, ..BOUNDS };
    assert!(matches!(
        fetch::fetch_text(url.as_str(), tight).await,
        Err(Error::TooLarge { .. })
    ));
}

#[wasm_bindgen_test]
async fn what_is_not_there_or_no_text_is_an_error() {
    assert!(matches!(
        fetch::fetch_text("/not-here", BOUNDS).await,
        Err(Error::Status { status: 404, .. })
    ));
    let url = ObjectUrl::new(&blob("x", "text/plain")).unwrap();
    let address = url.as_str().to_string();
    drop(url);
    assert!(
        fetch::fetch_text(&address, BOUNDS).await.is_err(),
        "an address that was given back leads nowhere"
    );
    let bytes = Array::of1(&Uint8Array::from([0xFF, 0xFE].as_slice()));
    let url = ObjectUrl::new(&Blob::new_with_u8_array_sequence(&bytes).unwrap()).unwrap();
    assert!(matches!(
        fetch::fetch_text(url.as_str(), BOUNDS).await,
        Err(Error::Malformed(_))
    ));
}

#[wasm_bindgen_test]
async fn a_file_comes_in_pieces_that_add_up_to_it() {
    // More than the pipe between a blob and its reader holds: two megabytes.
    let text = "0123456789".repeat(800_000);
    let mut pieces = FilePieces::of(&blob(&text, "text/csv"));
    let (mut count, mut whole) = (0, Vec::new());
    while let Some(piece) = pieces.next().await.unwrap() {
        count += 1;
        whole.extend(piece);
    }
    assert!(count > 1, "eight megabytes in one piece");
    assert_eq!(whole, text.into_bytes());
    drop(FilePieces::of(&blob("half read", "text/csv")));
}

#[wasm_bindgen_test]
async fn a_camera_runs_delivers_frames_and_stops_when_dropped() {
    let camera = Camera::open(None).await.unwrap();
    assert!(
        camera::list_cameras()
            .await
            .unwrap()
            .iter()
            .any(|device| Some(&device.id) == camera.device().as_ref())
    );
    let video: HtmlVideoElement = window()
        .unwrap()
        .document()
        .unwrap()
        .create_element("video")
        .unwrap()
        .unchecked_into();
    assert!(
        frame::capture_video(&video).await.unwrap().is_none(),
        "no picture before there is a stream"
    );
    video.set_muted(true);
    video.set_autoplay(true);
    video.set_src_object(Some(camera.stream()));
    wait_for(|| video.ready_state() >= 2).await;
    let bitmap = frame::capture_video(&video).await.unwrap().unwrap();
    assert_eq!((bitmap.width(), bitmap.height()), (640, 480));
    let track: MediaStreamTrack = camera.stream().get_video_tracks().get(0).unchecked_into();
    drop(camera);
    assert_eq!(track.ready_state(), web_sys::MediaStreamTrackState::Ended);
}

#[wasm_bindgen_test]
async fn a_camera_that_ends_by_itself_is_heard_and_one_that_is_gone_is_over_constrained() {
    let mut camera = Camera::open(None).await.unwrap();
    let ended = Rc::new(Cell::new(false));
    let note = Rc::clone(&ended);
    camera.on_ended(move || note.set(true)).unwrap();
    camera
        .stream()
        .get_video_tracks()
        .get(0)
        .unchecked_into::<EventTarget>()
        .dispatch_event(&Event::new("ended").unwrap())
        .unwrap();
    assert!(ended.get());
    let gone = Camera::open(Some("no such camera")).await;
    assert!(matches!(gone.unwrap_err(), CameraError::Overconstrained(_)));
}

#[wasm_bindgen_test]
async fn cameras_coming_and_going_are_heard() {
    let heard = Rc::new(Cell::new(false));
    let note = Rc::clone(&heard);
    let _listener = camera::on_cameras_change(move || note.set(true)).unwrap();
    let devices = window().unwrap().navigator().media_devices().unwrap();
    devices
        .dispatch_event(&Event::new("devicechange").unwrap())
        .unwrap();
    assert!(heard.get());
}

#[wasm_bindgen_test]
fn camera_errors_are_told_apart_by_name() {
    let named = |name: &str| {
        CameraError::from(Error::Exception {
            name: name.into(),
            message: String::new(),
        })
    };
    assert!(matches!(named("NotAllowedError"), CameraError::Denied(_)));
    assert!(matches!(named("NotFoundError"), CameraError::NotFound(_)));
    assert!(matches!(named("NotReadableError"), CameraError::InUse(_)));
    assert!(matches!(
        named("OverconstrainedError"),
        CameraError::Overconstrained(_)
    ));
    assert!(matches!(named("TypeError"), CameraError::Unsupported(_)));
    assert!(matches!(named("Unheard"), CameraError::Other(_)));
}

#[wasm_bindgen_test]
async fn a_canvas_gives_its_picture() {
    let bitmap = frame::capture_canvas(&canvas()).await.unwrap();
    assert_eq!((bitmap.width(), bitmap.height()), (40, 30));
}

#[wasm_bindgen_test]
fn random_bytes_differ() {
    let bytes: [u8; 32] = random::random_bytes().unwrap();
    assert_ne!(bytes, random::random_bytes::<32>().unwrap());
}

#[wasm_bindgen_test]
fn the_network_coming_back_is_heard() {
    let heard = Rc::new(Cell::new(false));
    let note = Rc::clone(&heard);
    let _listener = page::on_online(move || note.set(true)).unwrap();
    let window = window().unwrap();
    window
        .dispatch_event(&Event::new("online").unwrap())
        .unwrap();
    assert!(heard.get());
}

#[wasm_bindgen_test]
async fn a_lock_is_held_by_one_and_given_back_when_dropped() {
    let first = Lock::hold("test").await.unwrap();
    let second = Rc::new(RefCell::new(None));
    let holder = Rc::clone(&second);
    let waiting = async move {
        let lock = Lock::hold("test").await.unwrap();
        holder.borrow_mut().replace(lock);
        JsValue::UNDEFINED
    };
    let _promise = wasm_bindgen_futures::future_to_promise(async { Ok(waiting.await) });
    timer::sleep_for(Millis(100.0)).await;
    assert!(second.borrow().is_none(), "it waits");
    let _other = Lock::hold("another").await.unwrap();
    drop(first);
    wait_for(|| second.borrow().is_some()).await;
}

#[wasm_bindgen_test]
async fn a_lock_is_waited_for_no_longer_than_wanted() {
    let first = Lock::hold("patience").await.unwrap();
    let late = Lock::hold_within("patience", Millis(40.0)).await;
    let name = "patience".to_string();
    assert_eq!(late.unwrap_err(), Error::TimedOut { url: name });
    drop(first);
    let held = Lock::hold_within("patience", Millis(5000.0)).await.unwrap();
    let late = Lock::hold_within("patience", Millis(0.0)).await;
    assert!(late.is_err(), "it is held, and no deadline takes it back");
    drop(held);
}

#[wasm_bindgen_test]
fn what_this_tab_keeps_is_taken_once() {
    session::put("test", &vec![1, 2]).unwrap();
    assert_eq!(session::take("test").unwrap(), Some(vec![1, 2]));
    assert_eq!(session::take::<Vec<u8>>("test").unwrap(), None);
    session::put("test", &"secret").unwrap();
    let error = session::take::<Vec<u8>>("test").unwrap_err();
    assert!(!error.to_string().contains("secret"));
    assert_eq!(
        session::take::<String>("test").unwrap(),
        None,
        "gone all the same"
    );
    session::put("test", &7).unwrap();
    session::remove("test").unwrap();
    assert_eq!(session::take::<u8>("test").unwrap(), None);
}

#[wasm_bindgen_test]
fn the_browser_can_be_asked_to_keep_what_is_kept() {
    assert_eq!(persistence::request(), Ok(()));
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let (ours, theirs) = (Rc::clone(&heard), Rc::clone(&heard));
    let this = TabChannel::open("test", move |news: u8| {
        ours.borrow_mut().push(("this", news));
    })
    .unwrap();
    let other = TabChannel::open("test", move |news: u8| {
        theirs.borrow_mut().push(("other", news));
    })
    .unwrap();
    this.tell(&"nonsense").unwrap();
    this.tell(&7).unwrap();
    wait_for(|| !heard.borrow().is_empty()).await;
    assert_eq!(heard.borrow()[..], [("other", 7)]);
    drop(other);
    this.tell(&8).unwrap();
    timer::sleep_for(Millis(100.0)).await;
    assert_eq!(heard.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn the_address_is_known_and_an_answer_in_it_is_read_once() {
    assert!(
        address::page_address()
            .unwrap()
            .starts_with("http://127.0.0.1:")
    );
    assert_eq!(address::take_callback().unwrap(), None);
    let property = Object::new();
    Reflect::set(&property, &"value".into(), &"?code=c&state=s".into()).unwrap();
    Reflect::set(&property, &"configurable".into(), &true.into()).unwrap();
    let page: Object = window().unwrap().unchecked_into();
    Object::define_property(&page, &"feelharmonicCallback".into(), &property);
    assert_eq!(
        address::take_callback().unwrap().as_deref(),
        Some("?code=c&state=s")
    );
    assert_eq!(address::take_callback().unwrap(), None);
    assert_eq!(address::scope().unwrap(), PageScope::of_page("/"));
    address::leave_for("#elsewhere").unwrap();
    wait_for(|| address::page_address().unwrap().ends_with("#elsewhere")).await;
}

/// Puts `value` in the place of this browser's clipboard.
fn pretend_clipboard(value: &JsValue) {
    let property = Object::new();
    Reflect::set(&property, &"value".into(), value).unwrap();
    Reflect::set(&property, &"configurable".into(), &true.into()).unwrap();
    let navigator: Object = window().unwrap().navigator().unchecked_into();
    Object::define_property(&navigator, &"clipboard".into(), &property);
}

#[wasm_bindgen_test]
async fn text_is_copied_where_there_is_a_clipboard() {
    let clipboard = Object::new();
    let write = Function::new_with_args("text", "this.text = text; return Promise.resolve();");
    Reflect::set(&clipboard, &"writeText".into(), &write).unwrap();
    pretend_clipboard(&clipboard);
    clipboard::write_text("hello").await.unwrap();
    let text = Reflect::get(&clipboard, &"text".into()).unwrap();
    assert_eq!(text.as_string().as_deref(), Some("hello"));
    pretend_clipboard(&JsValue::UNDEFINED);
    assert_eq!(
        clipboard::write_text("hello").await,
        Err(Error::Missing("clipboard"))
    );
}

const DEADLINE: Millis = Millis(5000.0);

#[wasm_bindgen_test]
async fn a_request_brings_status_headers_and_body() {
    let url = ObjectUrl::new(&blob("hello", "text/plain")).unwrap();
    let request = HttpRequest::new(Method::Get, url.as_str().into());
    let answer = http::send_request(request, DEADLINE).await.unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (200, b"hello".as_slice())
    );
    assert_eq!(answer.header("content-type"), Some("text/plain"));
    let missing = format!("{}not-here", address_of_server());
    let answer = http::send_request(HttpRequest::new(Method::Get, missing), DEADLINE).await;
    assert_eq!(answer.unwrap().status, 404);
}

fn address_of_server() -> String {
    format!("{}/", window().unwrap().location().origin().unwrap())
}

#[wasm_bindgen_test]
async fn too_large_an_answer_a_silent_server_and_a_late_one_are_told_apart() {
    let large = "x".repeat(MAX_RESPONSE_BYTES + 1);
    let url = ObjectUrl::new(&blob(&large, "text/plain")).unwrap();
    let request = HttpRequest::new(Method::Get, url.as_str().into());
    assert_eq!(
        http::send_request(request, DEADLINE).await,
        Err(HttpFailure::TooLarge)
    );
    let request = HttpRequest {
        method: Method::Post,
        url: "http://127.0.0.1:9/".into(),
        bearer: Some(Secret::new("token")),
        body: Body::Json("{}".into()),
    };
    assert_eq!(
        http::send_request(request, DEADLINE).await,
        Err(HttpFailure::Opaque)
    );
    let request = HttpRequest::new(Method::Get, address_of_server());
    assert_eq!(
        http::send_request(request, Millis(0.0)).await,
        Err(HttpFailure::TimedOut)
    );
}

/// What the start script does: hands the module the page's ear, and the page the module's.
const CONNECT: &str = "globalThis.feelharmonicLine = { said };
    return Promise.resolve(bytes => globalThis.feelharmonicLine.tell(bytes));";

#[wasm_bindgen_test]
async fn page_and_module_speak_over_a_line_and_one_that_cannot_be_fetched_is_an_error() {
    let name = "feelharmonicOpen".into();
    let global = js_sys::global();
    Reflect::delete_property(&global, &name).unwrap();
    assert!(
        ModuleBridge::fetch("spotify", |_, _| (), |_: u8| {})
            .await
            .is_err()
    );
    Reflect::set(
        &global,
        &name,
        &Function::new_with_args("name, said", CONNECT),
    )
    .unwrap();
    let (said, number) = (Rc::new(RefCell::new(Vec::new())), Rc::new(Cell::new(0)));
    let (page_ear, module_ear) = (Rc::clone(&said), Rc::clone(&number));
    let page = ModuleBridge::fetch(
        "spotify",
        |_, _| (),
        move |word: String| {
            page_ear.borrow_mut().push(word);
        },
    )
    .await
    .unwrap();
    let module = PageBridge::take().unwrap();
    assert!(page.send(&7_u8).is_err(), "nobody hears it yet");
    module
        .on_message(move |told: u8| module_ear.set(told))
        .unwrap();
    page.send(&7_u8).unwrap();
    module.send(&"ready").unwrap();
    assert_eq!(number.get(), 7);
    assert_eq!(*said.borrow(), ["ready"]);
}

/// Answers a frame with a fault that carries its number, and anything else with nonsense.
const ECHO: &str = "onmessage = ({ data }) => {
    const [kind, seq] = data.header;
    // As postcard writes them: ToReader::Frame is 0, FromReader::Failed 5, some seq, ReaderFault::Crashed 6.
    const known = kind === 0 && data.payload instanceof ImageBitmap;
    postMessage({ header: known ? new Uint8Array([5, 1, seq, 6]) : '?' });
};";

#[wasm_bindgen_test]
async fn a_worker_is_spoken_to_and_heard_until_it_is_dropped() {
    let url = ObjectUrl::new(&blob(ECHO, "text/javascript")).unwrap();
    let said = Rc::new(RefCell::new(Vec::<FromReader>::new()));
    let lost = Rc::new(Cell::new(0));
    let (hears, loses) = (Rc::clone(&said), Rc::clone(&lost));
    start_workers_by_address();
    let link = WorkerLink::start(
        url.as_str(),
        |_, _| (),
        move |message| hears.borrow_mut().push(message),
        move || loses.set(loses.get() + 1),
    )
    .unwrap();
    let bitmap = frame::capture_canvas(&canvas()).await.unwrap();
    link.send(&ToReader::Frame { seq: Seq(5) }, &bitmap)
        .unwrap();
    assert_eq!(bitmap.width(), 0, "the picture has changed hands");
    wait_for(|| !said.borrow().is_empty()).await;
    assert_eq!(
        said.borrow()[..],
        [FromReader::Failed {
            seq: Some(Seq(5)),
            fault: ReaderFault::Crashed
        }]
    );
    link.send(
        &ToReader::Photo { seq: Seq(6) },
        &js_sys::ArrayBuffer::new(4),
    )
    .unwrap();
    wait_for(|| lost.get() == 1).await;
    let bitmap = frame::capture_canvas(&canvas()).await.unwrap();
    link.send(&ToReader::Frame { seq: Seq(7) }, &bitmap)
        .unwrap();
    drop(link);
    timer::sleep_for(Millis(150.0)).await;
    assert_eq!(said.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn a_worker_that_does_not_start_is_lost() {
    let lost = Rc::new(Cell::new(false));
    let note = Rc::clone(&lost);
    start_workers_by_address();
    let _link = WorkerLink::start(
        "/no-such-worker.js",
        |_, _| (),
        |_: FromReader| (),
        move || note.set(true),
    )
    .unwrap();
    wait_for(|| lost.get()).await;
}

#[wasm_bindgen_test]
async fn bytes_on_the_way_are_told_of_and_a_worker_without_a_start_script_is_an_error() {
    let come = Rc::new(RefCell::new(Vec::new()));
    let counted = Rc::clone(&come);
    leave_start_function(
        "feelharmonicWorker",
        "name",
        "const worker = new EventTarget();
        worker.terminate = () => {};
        setTimeout(() => worker.dispatchEvent(new ProgressEvent('progress', { loaded: 3, total: 7 })));
        return worker;",
    );
    let link = WorkerLink::start(
        "",
        move |loaded, total| counted.borrow_mut().push((loaded, total)),
        |_: FromReader| (),
        || (),
    );
    wait_for(|| !come.borrow().is_empty()).await;
    assert_eq!(*come.borrow(), [(3, 7)]);
    drop(link.unwrap());
    Reflect::delete_property(&js_sys::global(), &"feelharmonicWorker".into()).unwrap();
    assert!(WorkerLink::start("", |_, _| (), |_: FromReader| (), || ()).is_err());
}

#[wasm_bindgen_test]
async fn a_start_script_is_asked_where_a_file_lies_and_to_load_the_page_again() {
    assert!(start_script::address_of_file("a.txt").is_err());
    assert!(
        page::reload_page().is_err(),
        "nobody would know that it was the second time"
    );
    leave_start_function("feelharmonicAddress", "name", "return `/there/${name}`;");
    assert_eq!(
        start_script::address_of_file("a.txt").unwrap(),
        "/there/a.txt"
    );
    leave_start_function("feelharmonicReload", "", "globalThis.reloaded = true;");
    page::reload_page().unwrap();
    let reloaded = Reflect::get(&js_sys::global(), &"reloaded".into()).unwrap();
    assert!(reloaded.is_truthy());
}

#[wasm_bindgen_test]
async fn a_start_script_fetches_in_the_browsers_place_however_long_it_takes() {
    leave_start_function(
        "feelharmonicFetch",
        "url",
        "return new Promise(resolve => setTimeout(() => resolve(new Response('mine')), 250));",
    );
    let bounds = FetchBounds {
        bytes: 10,
        patience: Millis(100.0),
    };
    let text = fetch::fetch_text("whatever", bounds).await;
    Reflect::delete_property(&js_sys::global(), &"feelharmonicFetch".into()).unwrap();
    assert_eq!(text.unwrap(), "mine");
}

/// Leaves a function as the start script does.
fn leave_start_function(name: &str, arguments: &str, body: &str) {
    let function = Function::new_with_args(arguments, body);
    Reflect::set(&js_sys::global(), &name.into(), &function).unwrap();
}

fn start_workers_by_address() {
    leave_start_function(
        "feelharmonicWorker",
        "name",
        "return new Worker(name, { type: 'module' });",
    );
}
