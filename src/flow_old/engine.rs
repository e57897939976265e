//! The worker's life: started before it is needed, watched, ended and started again when it fails.
//!
//! One panic poisons a wasm instance for good, so a worker that stops or does not answer is never spoken to
//! again: a new one takes its place and goes on with the same camera, demo or photo.

use crate::domain::quantity::{Fraction, Millis, UnixMillis};
use crate::flow_old::capture::{Asked, CaptureParams};
use crate::flow_old::effect::{Effect, Wake};
use crate::flow_old::fault::Fault;
use crate::flow_old::listening;
use crate::flow_old::protocol::{FromWorker, PROTOCOL_VERSION, Seq, WorkerFault};
use crate::flow_old::source::{self, Source};
use crate::flow_old::state::{Message, State, Watchdog};

/// Patience with the worker. Empirical: a cold start on a slow phone and network takes seconds.
#[derive(Debug, Clone, Copy)]
pub struct EngineParams {
    /// How often the watchdog looks.
    pub look_every: Millis,
    /// How long loading may go without a sign of progress.
    pub load_patience: Millis,
    /// How many failures in a row are mended without asking.
    pub restarts: u32,
    /// After this long without a failure, the count begins anew.
    pub forgiven_after: Millis,
}

impl Default for EngineParams {
    fn default() -> Self {
        Self {
            look_every: Millis::from_secs(1.0),
            load_patience: Millis::from_secs(30.0),
            restarts: 3,
            forgiven_after: Millis::from_secs(60.0),
        }
    }
}

/// Where the worker stands.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    /// Its present state.
    pub stage: Stage,
    /// Whether it has ever answered on this page.
    has_worked: bool,
    /// Failures in a row, and when the last one was.
    failures: Option<(u32, UnixMillis)>,
}

/// The worker's stages.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Stage {
    /// Not started, or ended.
    #[default]
    Off,
    /// Fetching and checking its models.
    Loading {
        /// The last sign of progress.
        heard: UnixMillis,
        /// How much has arrived.
        progress: Fraction,
    },
    /// It answers.
    Ready,
    /// It could not be started, and waits for a person's "Try again".
    Failed,
}

/// Starts the worker unless it runs already, or this browser can't run it.
pub fn ensure_started(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let able = state.capabilities.is_some_and(|can| can.simd);
    if !able || !matches!(state.engine.stage, Stage::Off | Stage::Failed) {
        return Vec::new();
    }
    state.engine.stage = Stage::Loading {
        heard: now,
        progress: Fraction::MIN,
    };
    let mut effects = vec![Effect::StartWorker];
    effects.extend(wake_watchdog(state));
    effects
}

/// Starts the watchdog's timer unless it runs.
pub fn wake_watchdog(state: &mut State) -> Option<Effect> {
    if state.watchdog == Watchdog::Awake {
        return None;
    }
    state.watchdog = Watchdog::Awake;
    Some(Effect::After(
        EngineParams::default().look_every,
        Wake::Watchdog,
    ))
}

/// What the worker said.
pub fn heard(state: &mut State, said: FromWorker, now: UnixMillis) -> Vec<Effect> {
    match said {
        FromWorker::Loading { received, total } => {
            if let Stage::Loading { heard, progress } = &mut state.engine.stage {
                *heard = now;
                *progress = share(received, total);
            }
            Vec::new()
        }
        FromWorker::Ready { protocol, .. } if protocol != PROTOCOL_VERSION => {
            vec![Effect::EndWorker, Effect::Reload]
        }
        FromWorker::Ready { unsure_below, .. } => {
            state.engine.stage = Stage::Ready;
            state.engine.has_worked = true;
            state.listening.unsure_below(unsure_below);
            source::engine_ready(state, now)
        }
        FromWorker::Faces {
            seq, size, faces, ..
        } => match state.capture.answered(seq, now, &CaptureParams::default()) {
            Some(asked) => listening::faces_read(state, asked, size, &faces, now),
            None => Vec::new(),
        },
        FromWorker::Failed {
            seq: Some(seq),
            fault,
        } => question_failed(state, seq, fault, now),
        FromWorker::Failed { seq: None, fault } => failed(state, fault.into(), now),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share of megabytes needs no more than 24 bits"
)]
fn share(received: u64, total: u64) -> Fraction {
    Fraction::clamped(received as f32 / total.max(1) as f32)
}

/// One question could not be answered; the worker lives on.
fn question_failed(
    state: &mut State,
    seq: Seq,
    fault: WorkerFault,
    now: UnixMillis,
) -> Vec<Effect> {
    match state.capture.answered(seq, now, &CaptureParams::default()) {
        Some(Asked::Photo) => source::photo_failed(state, fault.into()),
        // A single unreadable frame is no news: the next one follows at once.
        Some(Asked::Frame) | None => Vec::new(),
    }
}

/// The worker is of no use any more.
pub fn failed(state: &mut State, fault: Fault, now: UnixMillis) -> Vec<Effect> {
    if matches!(state.engine.stage, Stage::Off | Stage::Failed) {
        return Vec::new();
    }
    let params = EngineParams::default();
    let count = match state.engine.failures {
        Some((count, last)) if now.since(last) < params.forgiven_after => count + 1,
        _ => 1,
    };
    state.engine.failures = Some((count, now));
    state.capture.forget();
    if state.source.is_live() {
        // What was read last is no reading of now.
        state.listening.forget_faces();
    }
    state.engine.stage = Stage::Off;
    let mut effects = vec![Effect::EndWorker];
    // A worker that has worked here is worth another try by itself, also when it dies while it is coming back.
    let death = matches!(
        fault,
        Fault::EngineCrashed | Fault::EngineUnreachable | Fault::EngineStuck
    );
    let fault = match (state.engine.has_worked, fault) {
        (true, Fault::EngineUnreachable) => Fault::EngineCrashed,
        (false, Fault::EngineCrashed) => Fault::EngineUnreachable,
        (_, fault) => fault,
    };
    if state.engine.has_worked && death && count <= params.restarts {
        state.message = Some(Message::Fault(fault));
        effects.extend(ensure_started(state, now));
    } else {
        state.engine.stage = Stage::Failed;
        // Before anybody asked for it, a worker that can't be warmed up is not worth a word.
        if !matches!(state.source, Source::Idle) {
            let gave_up = state.engine.has_worked && death;
            state.message = Some(Message::Fault(if gave_up {
                Fault::EngineGaveUp
            } else {
                fault
            }));
        }
    }
    effects
}

/// The browser says that the worker is gone.
pub fn lost(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let fault = match state.engine.stage {
        Stage::Ready => Fault::EngineCrashed,
        _ => Fault::EngineUnreachable,
    };
    failed(state, fault, now)
}

/// A person's "Try again": the count of failures begins anew.
pub fn restart(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    state.engine.failures = None;
    ensure_started(state, now)
}

/// The watchdog looks: is an answer overdue, has loading stalled, does the camera deliver?
pub fn watch(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    state.watchdog = Watchdog::Asleep;
    let stalled = matches!(state.engine.stage, Stage::Loading { heard, .. }
        if now.since(heard) > EngineParams::default().load_patience);
    let mut effects = if stalled {
        failed(state, Fault::EngineUnreachable, now)
    } else if state.capture.overdue(now, &CaptureParams::default()) {
        failed(state, Fault::EngineStuck, now)
    } else {
        source::watch(state, now)
    };
    let worth_watching = matches!(state.engine.stage, Stage::Loading { .. })
        || state.capture.in_flight().is_some()
        || state.source.is_live();
    if worth_watching {
        effects.extend(wake_watchdog(state));
    }
    effects
}
