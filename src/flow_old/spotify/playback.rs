//! Playing on a device: which there are, which one is meant, and what it does as far as this page knows.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::PlayerAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::player::{Player, PlayerId, Volume};
use crate::flow_old::spotify::calls::{Asker, ask};
use crate::flow_old::spotify::deed::What;
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::entry::Entry;
use crate::flow_old::spotify::obstacle::Obstacle;
use crate::flow_old::spotify::{Spotify, deed};
use serde::{Deserialize, Serialize};

/// What is to be done on a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Look for devices.
    Find,
    /// This one is meant from now on.
    Choose(PlayerId),
    /// Play the list from this track on.
    PlayFrom(TrackId),
    /// Play the list.
    PlayList,
    /// Play this one after what is playing.
    Queue(TrackId),
    /// Stop for now.
    Pause,
    /// Go on.
    Resume,
    /// On to the next one.
    Next,
    /// Louder, softer.
    SetVolume(Volume),
}

/// Devices and sound.
#[derive(Debug, Default)]
pub struct Playback {
    pub(super) players: Players,
    pub(super) chosen: Option<PlayerId>,
    pub(super) sound: Sound,
    /// What was queued since the list was played last.
    pub(super) queued: Vec<TrackId>,
}

/// The devices.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Players {
    /// Nobody has asked.
    #[default]
    Unknown,
    /// The answer is on its way.
    Asking,
    /// These.
    Known(Vec<Player>),
}

/// What this page has started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sound {
    /// Nothing.
    #[default]
    Silent,
    /// The list plays.
    Playing,
    /// It is paused.
    Paused,
}

/// Carries out `command`. `list` are the tracks of the list.
pub(super) fn command(
    spotify: &mut Spotify,
    command: Command,
    list: &[Entry],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let device = spotify.playback.chosen.clone();
    let call = match command {
        Command::Choose(id) => {
            spotify.playback.chosen = Some(id);
            return Vec::new();
        }
        Command::Find => {
            spotify.playback.players = Players::Asking;
            Call::Devices
        }
        Command::PlayFrom(id) => return play_from(spotify, id, list, now),
        Command::PlayList => return deed::begin(spotify, What::Play, list.to_vec(), now),
        Command::Queue(id) => return deed::with_one(spotify, What::Queue, id, list, now),
        Command::Pause => Call::Pause(device),
        Command::Resume => Call::Resume(device),
        Command::Next => Call::Next(device),
        Command::SetVolume(volume) => Call::SetVolume(volume, device),
    };
    let effects = ask(spotify, call, Asker::Person, now);
    if spotify.playback.players == Players::Asking
        && !spotify.calls.any(|call| *call == Call::Devices)
    {
        spotify.playback.players = Players::Unknown;
    }
    effects
}

/// Plays the list from `id` on; only `id`, if it does not stand there.
fn play_from(
    spotify: &mut Spotify,
    id: TrackId,
    list: &[Entry],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let rest = list.iter().skip_while(|entry| entry.id != id);
    let rest: Vec<_> = rest.cloned().collect();
    if rest.is_empty() {
        deed::with_one(spotify, What::Play, id, list, now)
    } else {
        deed::begin(spotify, What::Play, rest, now)
    }
}

/// Plays these, whose ids are Spotify's, on the chosen device.
pub(super) fn play(
    spotify: &mut Spotify,
    ids: Vec<TrackId>,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let device = spotify.playback.chosen.clone();
    ask(spotify, Call::Play(ids, device), Asker::Person, now)
}

/// Plays this one, whose id is Spotify's, after what is playing.
pub(super) fn queue(spotify: &mut Spotify, id: TrackId, now: UnixMillis) -> Vec<SpotifyEffect> {
    let device = spotify.playback.chosen.clone();
    ask(spotify, Call::Queue(id, device), Asker::Person, now)
}

/// A device has answered.
pub(super) fn arrived(spotify: &mut Spotify, answer: PlayerAnswer) -> Vec<SpotifyEffect> {
    let playback = &mut spotify.playback;
    match answer {
        PlayerAnswer::Devices(players) => {
            let none = players.is_empty();
            playback.know(players);
            if none {
                spotify.obstacle = Some(Obstacle::NoDevice);
                return Vec::new();
            }
        }
        PlayerAnswer::Started => {
            playback.sound = Sound::Playing;
            playback.queued.clear();
        }
        PlayerAnswer::Resumed | PlayerAnswer::Skipped => playback.sound = Sound::Playing,
        PlayerAnswer::Queued(id) => playback.queued.push(id),
        PlayerAnswer::Paused => playback.sound = Sound::Paused,
        PlayerAnswer::VolumeSet(volume, device) => playback.set_volume(volume, device.as_ref()),
    }
    spotify.obstacle = None;
    Vec::new()
}

/// A device has not.
pub(super) fn failed(spotify: &mut Spotify, call: &Call) {
    if *call == Call::Devices {
        spotify.playback.players = Players::Unknown;
    }
}

impl Playback {
    /// Keeps the chosen device while it is there; chooses the one that plays otherwise, or the first one, which is
    /// the one that a picker shows.
    fn know(&mut self, players: Vec<Player>) {
        let there = |id: &PlayerId| players.iter().any(|player| player.id == *id);
        if !self.chosen.as_ref().is_some_and(there) {
            let active = players.iter().find(|player| player.active);
            self.chosen = active
                .or_else(|| players.first())
                .map(|player| player.id.clone());
        }
        self.players = Players::Known(players);
    }

    fn set_volume(&mut self, volume: Volume, device: Option<&PlayerId>) {
        if let Players::Known(players) = &mut self.players {
            let mut meant = players
                .iter_mut()
                .filter(|player| device.map_or(player.active, |id| player.id == *id));
            if let Some(player) = meant.next() {
                player.volume = Some(volume.get());
            }
        }
    }
}
