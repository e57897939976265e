//! The memory of tracks that were shown: in which mood, and in which order, so that none comes again too soon.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::playlist::MEMORY;
use crate::domain::music::taste::model::Quadrant;
use std::collections::VecDeque;

/// The number of tracks that were just shown, in whatever mood: they don't come again in another one either.
const LATELY: usize = 50;
/// The most tracks that are remembered: [`MEMORY`] for each quarter of the plane.
const MOST: usize = 4 * MEMORY;
/// The quarters of the plane by their letters in a record.
const LETTERS: [(char, Quadrant); 4] = [
    ('v', Quadrant::Lively),
    ('c', Quadrant::Calm),
    ('t', Quadrant::Tense),
    ('l', Quadrant::Low),
];

/// Tracks that were shown, oldest first, each with the quarter of the plane that it was shown for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ShownTracks(VecDeque<(TrackId, Quadrant)>);

impl ShownTracks {
    /// Remembers tracks that were shown in a mood.
    pub fn remember(&mut self, mood: Place, ids: impl IntoIterator<Item = TrackId>) {
        let quadrant = Quadrant::of(mood);
        self.0.extend(ids.into_iter().map(|id| (id, quadrant)));
        while self.0.len() > MOST {
            self.0.pop_front();
        }
    }

    /// The tracks that were shown in such a mood, and those of the last lists of any mood, oldest first.
    pub fn in_mood(&self, mood: Place) -> Vec<TrackId> {
        let quadrant = Quadrant::of(mood);
        let late = self.0.len().saturating_sub(LATELY);
        let counts = |at: usize, of: Quadrant| at >= late || of == quadrant;
        let shown = self.0.iter().enumerate();
        let counting = shown.filter(|(at, (_, of))| counts(*at, *of));
        counting.map(|(_, (id, _))| id.clone()).collect()
    }

    /// Says whether a track was among the last that were shown.
    pub fn has_lately(&self, id: &TrackId) -> bool {
        self.0
            .iter()
            .rev()
            .take(LATELY)
            .any(|(known, _)| known == id)
    }

    /// The ids, and a letter for the quarter of each, as they are kept.
    pub fn to_record(&self) -> (Vec<TrackId>, String) {
        let letter = |quadrant: Quadrant| {
            let mut known = LETTERS.iter().filter(|(_, of)| *of == quadrant);
            known.next().map_or('v', |(letter, _)| *letter)
        };
        let ids = self.0.iter().map(|(id, _)| id.clone()).collect();
        (ids, self.0.iter().map(|(_, of)| letter(*of)).collect())
    }

    /// Reads what was kept. Of a record without letters all are taken for lively.
    pub fn of_record(ids: Vec<TrackId>, letters: &str) -> Self {
        let quadrant = |letter: char| {
            let mut known = LETTERS.iter().filter(|(of, _)| *of == letter);
            known.next().map_or(Quadrant::Lively, |(_, of)| *of)
        };
        let letters = letters.chars().chain(std::iter::repeat('v'));
        let both = ids.into_iter().zip(letters);
        Self(both.map(|(id, letter)| (id, quadrant(letter))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> TrackId {
        TrackId::new(&format!("{number:022}")).unwrap()
    }

    #[test]
    fn each_mood_remembers_its_own_and_the_last_of_all() {
        let (happy, sad) = (Place::clamped(0.8, 0.5), Place::clamped(-0.6, -0.3));
        let mut shown = ShownTracks::default();
        shown.remember(happy, (0..200).map(id));
        shown.remember(sad, (200..260).map(id));
        assert_eq!(shown.in_mood(sad).len(), 60);
        assert_eq!(shown.in_mood(happy).len(), 250);
        assert!(shown.has_lately(&id(259)) && !shown.has_lately(&id(200)));
        let (ids, letters) = shown.to_record();
        assert_eq!(ShownTracks::of_record(ids, &letters), shown);
    }

    #[test]
    fn the_oldest_go_first() {
        let mut shown = ShownTracks::default();
        shown.remember(Place::MIDDLE, (0..MOST + 5).map(id));
        let kept = shown.in_mood(Place::MIDDLE);
        assert_eq!((kept.len(), &kept[0]), (MOST, &id(5)));
    }
}
