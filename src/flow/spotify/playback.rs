//! Playing on a device: which there are, which one is meant, and what it does as far as this page knows.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::answer::PlayerAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::player::{PlaybackDevice, PlayerId, Volume};
use crate::domain::spotify::policy::budget::Asker;
use crate::flow::bridge::spotify::playback::Sound;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::wants::{Want, Wants};

/// The devices, and what plays on them.
#[derive(Debug, Default)]
pub struct Playback {
    pub(super) players: Players,
    pub(super) chosen: Option<PlayerId>,
    pub(super) sound: Sound,
    /// Tracks that were queued since the list was played last.
    pub(super) queued: Vec<TrackId>,
}

/// The devices, as far as they are known.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Players {
    /// Nobody has asked for them.
    #[default]
    Unknown,
    /// The answer is on its way.
    Asking,
    /// The devices that there are.
    Known(Vec<PlaybackDevice>),
}

impl Playback {
    /// Means this device from now on.
    pub(super) fn choose_player(&mut self, id: PlayerId) {
        self.chosen = Some(id);
    }

    /// Looks for devices to play on.
    pub(super) fn find_devices(&mut self, wants: &mut Wants) {
        self.players = Players::Asking;
        wants.call(Call::Devices, Asker::Person);
    }

    /// The answer about devices will not come.
    pub(super) fn forget_devices(&mut self) {
        self.players = Players::Unknown;
    }

    /// Asks something of the chosen device.
    pub(super) fn ask_device(
        &self,
        call: impl FnOnce(Option<PlayerId>) -> Call,
        wants: &mut Wants,
    ) {
        wants.call(call(self.chosen.clone()), Asker::Person);
    }

    /// A device has answered.
    pub(super) fn note_answer(&mut self, answer: PlayerAnswer, wants: &mut Wants) {
        match answer {
            PlayerAnswer::Devices(players) if players.is_empty() => {
                self.note_devices(players);
                wants.push(Want::Block(Blocker::NoDevice));
                return;
            }
            PlayerAnswer::Devices(players) => self.note_devices(players),
            PlayerAnswer::Started => {
                self.sound = Sound::Playing;
                self.queued.clear();
            }
            PlayerAnswer::Resumed | PlayerAnswer::Skipped => self.sound = Sound::Playing,
            PlayerAnswer::Queued(id) => self.queued.push(id),
            PlayerAnswer::Paused => self.sound = Sound::Paused,
            PlayerAnswer::VolumeSet(volume, device) => self.set_volume(volume, device.as_ref()),
        }
        wants.push(Want::Unblock(Cleared::Any));
    }

    /// Keeps the chosen device while it is there; chooses the one that plays otherwise, or the first one, which is
    /// the one that a picker shows.
    fn note_devices(&mut self, players: Vec<PlaybackDevice>) {
        let is_there = |id: &PlayerId| players.iter().any(|player| player.id == *id);
        if !self.chosen.as_ref().is_some_and(is_there) {
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
