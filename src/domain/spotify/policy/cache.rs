//! Answers of the last five minutes: not asked for again.

use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::answer::Answered;
use crate::domain::spotify::call::Call;

/// The time for which an answer is good.
const FRESH: Millis = Millis::from_secs(300.0);
/// The most answers that are kept; a visit makes about fifteen.
const MOST: usize = 40;

/// The answers, oldest first.
#[derive(Debug, Default)]
pub struct AnswerCache(Vec<(Call, Answered, UnixMillis)>);

impl AnswerCache {
    /// The answer to `call`, if there is one of the last five minutes.
    #[must_use]
    pub fn get(&self, call: &Call, now: UnixMillis) -> Option<&Answered> {
        let kept = self.0.iter().find(|(known, _, _)| known == call);
        kept.filter(|(_, _, at)| now.since(*at).0 < FRESH.0)
            .map(|(_, answer, _)| answer)
    }

    /// Keeps `answer`, if it is of a kind that may be kept.
    pub fn put(&mut self, call: &Call, answer: &Answered, now: UnixMillis) {
        if !call.is_cacheable() {
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
    use crate::domain::spotify::answer::{PlayerAnswer, TasteAnswer};

    fn liked() -> Answered {
        TasteAnswer::Liked(Vec::new()).into()
    }

    #[test]
    fn an_answer_is_good_for_five_minutes() {
        let mut cache = AnswerCache::default();
        cache.put(&Call::Liked, &liked(), UnixMillis(0.0));
        assert!(cache.get(&Call::Liked, UnixMillis(299_000.0)).is_some());
        assert!(cache.get(&Call::Liked, UnixMillis(300_000.0)).is_none());
        assert!(cache.get(&Call::Recent, UnixMillis(0.0)).is_none());
    }

    #[test]
    fn what_does_something_is_never_answered_from_memory() {
        let mut cache = AnswerCache::default();
        cache.put(
            &Call::Next(None),
            &PlayerAnswer::Skipped.into(),
            UnixMillis(0.0),
        );
        cache.put(
            &Call::Devices,
            &PlayerAnswer::Devices(Vec::new()).into(),
            UnixMillis(0.0),
        );
        assert!(cache.get(&Call::Next(None), UnixMillis(0.0)).is_none());
        assert!(cache.get(&Call::Devices, UnixMillis(0.0)).is_none());
    }

    #[test]
    fn a_like_forgets_what_was_liked_before() {
        let mut cache = AnswerCache::default();
        cache.put(&Call::Liked, &liked(), UnixMillis(0.0));
        cache.put(
            &Call::Recent,
            &TasteAnswer::Recent(Vec::new()).into(),
            UnixMillis(0.0),
        );
        cache.forget_library();
        assert!(cache.get(&Call::Liked, UnixMillis(0.0)).is_none());
        assert!(cache.get(&Call::Recent, UnixMillis(0.0)).is_some());
    }
}
