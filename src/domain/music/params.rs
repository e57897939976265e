//! The numbers that a list is drawn by.

/// The number of tracks shown in a mood that are remembered: the longer ago, the less it counts against a track.
pub const MEMORY: usize = 300;

/// The numbers that a list is drawn by.
// They are empirical: the evaluation command shows what they bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaylistParams {
    /// Weight of relevance against variety, 0 to 1: the λ of maximal marginal relevance.
    pub lambda: f32,
    /// The likeness, in widths, of a track by an artist who is in the list already.
    pub same_artist: f32,
    /// The likeness, in widths, of a track of the genre that the whole list is of.
    pub same_genre: f32,
    /// The likeness, in widths, of a track of the decade that the whole list is from.
    pub same_decade: f32,
    /// The widths of distance by which the strongest liking outweighs none. More is better liked and fits less: this
    /// much keeps what the simulated listeners lose in fit within a fifth after thirty thumbs.
    pub pull: f32,
    /// The widths of distance that a full [`Affinity`](crate::domain::music::affinity::Affinity) outweighs: less than
    /// what a person says here with thumbs.
    pub affinity: f32,
    /// The most widths that noise takes away, so that those that fit take turns.
    pub noise: f32,
    /// The widths by which a track that many people know is lifted for somebody new; they fade over
    /// [`Self::NEWCOMER`] tracks.
    pub known: f32,
    /// The share of a list from which on a track that many know is lifted no more.
    pub most_known: f32,
    /// Widths for the newest track of the memory beyond what does not come again at all; less for older ones.
    pub repeat: f32,
    /// Widths for a genre of another family than that of the track before.
    pub far_genre: f32,
    /// Widths for each step of roughness beyond one from the track before.
    pub rough_jump: f32,
    /// The widths off, sound and meaning together, up to which a track fits at all.
    pub floor: f32,
    /// Widths for each width beyond `floor`: more than a taste can outweigh.
    pub beyond_floor: f32,
    /// The trust in a liking. What is learned from few thumbs is small, and still the best there is.
    pub eagerness: f32,
    /// Widths for each unit of the plane that a track of a moving path lies further from the one before than a step
    /// of the path.
    pub smoothness: f32,
    /// The distance from its place of the path up to which a track may lie, in units of the plane.
    pub leeway: f32,
    /// Widths for each unit of the plane beyond `leeway`.
    pub strictness: f32,
    /// The change of the distance to the path that is allowed from one track to the next, in units of the plane.
    pub steadiness: f32,
    /// Widths for each unit of the plane beyond `steadiness`.
    pub unrest: f32,
    /// Widths for a change beyond [`LARGEST_STEP`](crate::domain::music::path::LARGEST_STEP): more than all else can
    /// bring, so that it happens only where nothing else is left.
    pub leap: f32,
}

impl PlaylistParams {
    /// The thumbs after which noise is half of what it was.
    const TAUGHT: f32 = 10.0;
    /// The share of the noise that always stays.
    const LEAST_NOISE: f32 = 0.3;
    /// The tracks after which somebody is a newcomer no more.
    pub const NEWCOMER: usize = 60;

    /// The noise for somebody who gave so many thumbs: whoever has taught their taste is surprised less by chance.
    #[must_use]
    pub fn noise_after(&self, thumbs: usize) -> f32 {
        let thumbs = f32::from(u16::try_from(thumbs).unwrap_or(u16::MAX));
        self.noise * (1.0 / (1.0 + thumbs / Self::TAUGHT)).max(Self::LEAST_NOISE)
    }

    /// The lift of a known track for somebody who was shown so many: strangers want a few songs that they know.
    #[must_use]
    pub fn known_lift(&self, shown: usize) -> f32 {
        let left = Self::NEWCOMER.saturating_sub(shown);
        let share = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        self.known * share(left) / share(Self::NEWCOMER)
    }

    /// The widths by which a liking (1 is a thumb up) outweighs none: never more than `pull`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "between −1 and 1")]
    pub fn pull_of(&self, liking: f64) -> f32 {
        let eager = liking * f64::from(self.eagerness);
        self.pull * (eager / (1.0 + eager.abs())) as f32
    }
}

impl Default for PlaylistParams {
    fn default() -> Self {
        Self {
            lambda: 0.8,
            same_artist: 1.0,
            same_genre: 1.0,
            same_decade: 0.6,
            pull: 1.1,
            affinity: 1.0,
            noise: 1.3,
            known: 0.25,
            most_known: 0.4,
            repeat: 0.8,
            far_genre: 0.25,
            rough_jump: 0.35,
            floor: 1.9,
            beyond_floor: 2.0,
            eagerness: 7.0,
            smoothness: 2.0,
            leeway: 0.25,
            strictness: 3.0,
            steadiness: 0.2,
            unrest: 6.0,
            leap: 20.0,
        }
    }
}
