//! Answers of the last five minutes: not asked for again.

use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::call::{Answer, Call};

/// How long an answer is good.
const FRESH: Millis = Millis::from_secs(300.0);
/// How many are kept; a visit makes about fifteen.
const MOST: usize = 40;

/// The answers, oldest first.
#[derive(Debug, Default)]
pub struct Cache(Vec<(Call, Answer, UnixMillis)>);

impl Cache {
    /// The answer to `call`, if there is one of the last five minutes.
    #[must_use]
    pub fn get(&self, call: &Call, now: UnixMillis) -> Option<&Answer> {
        let kept = self.0.iter().find(|(known, _, _)| known == call);
        kept.filter(|(_, _, at)| now.since(*at).0 < FRESH.0)
            .map(|(_, answer, _)| answer)
    }

    /// Keeps `answer`, if it is of a kind that may be kept.
    pub fn put(&mut self, call: &Call, answer: &Answer, now: UnixMillis) {
        if !call.keeps() {
            return;
        }
        self.0.retain(|(known, _, _)| known != call);
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push((call.clone(), answer.clone(), now));
    }

    /// Forgets which tracks are liked: one was just liked or unliked.
    pub fn forget_library(&mut self) {
        self.0.retain(|(call, _, _)| !matches!(call, Call::Liked));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_good_for_five_minutes() {
        let mut cache = Cache::default();
        cache.put(&Call::Liked, &Answer::Tracks(Vec::new()), UnixMillis(0.0));
        assert!(cache.get(&Call::Liked, UnixMillis(299_000.0)).is_some());
        assert!(cache.get(&Call::Liked, UnixMillis(300_000.0)).is_none());
        assert!(cache.get(&Call::Recent, UnixMillis(0.0)).is_none());
    }

    #[test]
    fn what_does_something_is_never_answered_from_memory() {
        let mut cache = Cache::default();
        cache.put(&Call::Next(None), &Answer::Done, UnixMillis(0.0));
        cache.put(
            &Call::Devices,
            &Answer::Players(Vec::new()),
            UnixMillis(0.0),
        );
        assert!(cache.get(&Call::Next(None), UnixMillis(0.0)).is_none());
        assert!(cache.get(&Call::Devices, UnixMillis(0.0)).is_none());
    }

    #[test]
    fn a_like_forgets_what_was_liked_before() {
        let mut cache = Cache::default();
        cache.put(&Call::Liked, &Answer::Tracks(Vec::new()), UnixMillis(0.0));
        cache.put(&Call::Recent, &Answer::Tracks(Vec::new()), UnixMillis(0.0));
        cache.forget_library();
        assert!(cache.get(&Call::Liked, UnixMillis(0.0)).is_none());
        assert!(cache.get(&Call::Recent, UnixMillis(0.0)).is_some());
    }
}
