//! One number for very many lists: equal natively and in a browser if every one of them is.

use crate::domain::emotion::Emotion;
use crate::domain::mood::circumplex::position_of;
use crate::domain::music::chance;
use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::playlist::{CompositionRequest, RankedTrack, compose_playlist};
use crate::domain::music::pool::Pool;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use crate::domain::quantity::UnixMillis;

/// Digests the lists for every goal from every emotion to one number, with a taste that learns from each of them.
#[must_use]
pub fn fingerprint_lists(pool: &Pool) -> u64 {
    let mut taste = Taste::default();
    let mut digest = 0;
    let filter = Filter::default();
    for (goal, length) in Goal::ALL
        .into_iter()
        .zip([ListLength::Ten, ListLength::Thirty].into_iter().cycle())
    {
        for (seed, emotion) in (0..).zip(Emotion::ALL) {
            let request = CompositionRequest {
                goal,
                length,
                seed,
                ..CompositionRequest::matching(position_of(emotion), &filter, &taste)
            };
            let list =
                compose_playlist(pool, &request).map_or_else(|_| Vec::new(), |list| list.tracks);
            for ranked in &list {
                digest = chance::mixed_bits(digest, chance::digest_text(ranked.track.id.as_str()));
            }
            learn(&mut taste, &list);
        }
    }
    digest
}

/// Gives thumbs to the first two tracks of a list: up, then down.
fn learn(taste: &mut Taste, list: &[RankedTrack]) {
    for (ranked, verdict) in list.iter().zip([ThumbVerdict::Up, ThumbVerdict::Down]) {
        let mood = ranked.aim.place;
        taste.learn(Feedback::new(verdict, &ranked.track, mood, UnixMillis(0.0)));
    }
}
