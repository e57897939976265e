//! The one entrance: which reducer an event goes to.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::flow_old::account::{self, AccountEffect, AccountEvent};
use crate::flow_old::capture::CaptureParams;
use crate::flow_old::effect::{Effect, Wake};
use crate::flow_old::event::{Capabilities, Device, Event};
use crate::flow_old::fault::{Fault, Remedy};
use crate::flow_old::music::{self, MusicEffect, MusicEvent};
use crate::flow_old::protocol::Seq;
use crate::flow_old::settings::Settings;
use crate::flow_old::spotify::wish::Wish;
use crate::flow_old::state::{Message, State};
use crate::flow_old::{engine, listening, source};

/// How long after the first paint the worker is started unasked, so that the camera finds it ready.
const WARM_UP_AFTER: Millis = Millis(700.0);

/// Takes `event` at `now`: changes the state, and says what is to be done.
pub fn update(state: &mut State, event: Event, now: UnixMillis) -> Vec<Effect> {
    let mut effects = reduce(state, event, now);
    effects.extend(account::tell_list(state));
    effects
}

fn reduce(state: &mut State, event: Event, now: UnixMillis) -> Vec<Effect> {
    match event {
        Event::Opened { capabilities, seed } => opened(state, capabilities, seed),
        Event::SettingsRead(settings) => settings_read(state, settings),
        Event::SettingsLost => settings_lost(state),
        Event::CatalogueFetched(text) => music::catalogue_fetched(state, text),

        Event::StartCamera => source::start_preferred_camera(state, now),
        Event::Stop | Event::Leaving => source::stop(state),
        Event::ChooseDevice(device) => source::choose_device(state, device, now),
        Event::StartDemo => source::start_demo(state, now),
        Event::PhotoChosen { bytes } => source::photo_chosen(state, bytes, now),
        Event::MessageAction => message_action(state, now),
        Event::MessageDismissed => message_dismissed(state),

        Event::MoodSet { valence, arousal } => listening::mood_set(state, valence, arousal, now),
        Event::MoodReleased => listening::mood_released(state),
        Event::RefreshTracks => music::refresh(state),
        Event::TogglePin => music::toggle_pin(state),
        Event::Play(id) => play(state, id),
        Event::ClosePlayer => music::close_player(state),

        Event::CameraOpened { device, label } => source::camera_opened(state, device, label, now),
        Event::DevicesListed(devices) => devices_listed(state, devices),
        Event::CameraFailed(fault) => source::camera_failed(state, fault),
        Event::CameraEnded => source::camera_failed(state, Fault::CameraUnplugged),
        Event::DemoLoaded(loaded) => source::demo_loaded(state, loaded, now),
        Event::AnimationFrame => source::animation_frame(state, now),
        Event::FrameSent(_) => source::frame_sent(state, now),
        Event::FrameUnavailable(seq) => frame_unavailable(state, seq, now),
        Event::PhotoUnavailable(seq) => source::photo_unavailable(state, seq, now),
        Event::TabHidden => source::hidden(state),
        Event::TabShown => source::shown(state),

        Event::Worker(said) => engine::heard(state, said, now),
        Event::WorkerLost => engine::lost(state, now),
        Event::Account(event) => account::update(state, event),
        Event::Woke(wake) => woke(state, wake, now),

        Event::Music(event) => music::update(state, event, now),
    }
}

fn opened(state: &mut State, capabilities: Capabilities, seed: u64) -> Vec<Effect> {
    state.capabilities = Some(capabilities);
    state.music.sow(seed);
    let mut effects = vec![
        Effect::ReadSettings,
        MusicEffect::ReadKept.into(),
        Effect::FetchCatalogue,
        AccountEffect::LookForTraces.into(),
    ];
    if capabilities.simd && !capabilities.save_data {
        effects.push(Effect::After(WARM_UP_AFTER, Wake::WarmUp));
    }
    effects
}

/// Plays a track in the page; one without an id of Spotify's is searched for first.
fn play(state: &mut State, id: TrackId) -> Vec<Effect> {
    if music::play(state, &id) {
        return account::update(state, AccountEvent::Wished(Wish::Find(id)));
    }
    Vec::new()
}

fn settings_read(state: &mut State, settings: Settings) -> Vec<Effect> {
    state.settings = settings;
    Vec::new()
}

fn settings_lost(state: &mut State) -> Vec<Effect> {
    // What is already being said matters more.
    state
        .message
        .get_or_insert(Message::Fault(Fault::SettingsLost));
    Vec::new()
}

fn devices_listed(state: &mut State, devices: Vec<Device>) -> Vec<Effect> {
    state.devices = devices;
    Vec::new()
}

fn frame_unavailable(state: &mut State, seq: Seq, now: UnixMillis) -> Vec<Effect> {
    state.capture.missed(seq, now, &CaptureParams::default());
    Vec::new()
}

fn message_dismissed(state: &mut State) -> Vec<Effect> {
    state.message = None;
    Vec::new()
}

fn message_action(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let remedy = match state.message.take() {
        Some(Message::Fault(fault)) => fault.remedy(),
        Some(Message::CameraRested) => Some(Remedy::StartCamera),
        Some(Message::Music(note)) => note.undo.then_some(Remedy::Undo),
        None => None,
    };
    remedy.map_or_else(Vec::new, |remedy| source::remedy(state, remedy, now))
}

fn woke(state: &mut State, wake: Wake, now: UnixMillis) -> Vec<Effect> {
    match wake {
        Wake::WarmUp => engine::ensure_started(state, now),
        Wake::Watchdog => engine::watch(state, now),
        Wake::HiddenLong(hiding) => source::hidden_long(state, hiding),
        Wake::HandRested(moves) => listening::hand_rested(state, moves),
        Wake::Librarian => music::update(state, MusicEvent::LibrarianWatch, now),
        Wake::Account(fetching) => account::update(state, AccountEvent::Late(fetching)),
    }
}
