//! The numbers that a list is drawn by.

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
    /// The most widths that noise takes away, so that near-equals take turns.
    pub noise: f32,
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
            pull: 0.45,
            affinity: 0.4,
            noise: 0.2,
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
