//! A feature whose code is fetched when it is first wanted: state, reducer and view come together, later than the page.
//!
//! The page's first download names the feature's types alone. Its code arrives as function pointers ([`FeatureCode`]),
//! which the fetched part hands over; what happens to the feature before that waits here, and is taken in order then.

use crate::flow::kit::now::Now;
use crate::flow::kit::out::Out;

/// The types of a feature.
pub trait Feature {
    /// All that it remembers.
    type State;
    /// Everything that can happen to it.
    type Event;
    /// Facts of other features, read-only.
    type Given<'a>;
    /// The requests of the feature to the shell.
    type Effect;
    /// The news that the feature tells the rest of the page.
    type News;
    /// The part of the feature that is drawn.
    type View;
}

/// The code of a feature, as the part of the page that holds it hands it over.
pub struct FeatureCode<F: Feature> {
    /// Makes the state that the feature begins with.
    pub begin: fn() -> F::State,
    /// Takes an event into the state.
    pub update: FeatureUpdate<F>,
    /// Projects the state to the view.
    pub view: FeatureView<F>,
}

/// The type of a feature's reducer.
pub type FeatureUpdate<F> = for<'a> fn(
    &mut <F as Feature>::State,
    <F as Feature>::Event,
    &<F as Feature>::Given<'a>,
    Now,
    &mut Out<<F as Feature>::Effect, <F as Feature>::News>,
);

/// The type of a feature's projection.
pub type FeatureView<F> =
    for<'a> fn(&<F as Feature>::State, &<F as Feature>::Given<'a>) -> <F as Feature>::View;

/// A feature that may be there already.
pub enum Fetched<F: Feature> {
    /// The feature's code is not there; these events wait for it.
    Awaited(Vec<F::Event>),
    /// The feature's code and its state.
    Here(FeatureCode<F>, Box<F::State>),
}

impl<F: Feature> Default for Fetched<F> {
    fn default() -> Self {
        Self::Awaited(Vec::new())
    }
}

impl<F: Feature> Fetched<F> {
    /// Takes `event`, or keeps it until the code is there.
    pub fn update(
        &mut self,
        event: F::Event,
        given: &F::Given<'_>,
        now: Now,
        out: &mut Out<F::Effect, F::News>,
    ) {
        match self {
            Self::Awaited(waiting) => waiting.push(event),
            Self::Here(code, state) => (code.update)(state, event, given, now, out),
        }
    }

    /// Takes the code, and all that has waited for it. A second one changes nothing.
    pub fn code_arrived(
        &mut self,
        code: FeatureCode<F>,
        given: &F::Given<'_>,
        now: Now,
        out: &mut Out<F::Effect, F::News>,
    ) {
        let Self::Awaited(waiting) = self else {
            return;
        };
        let waiting = std::mem::take(waiting);
        let state = Box::new((code.begin)());
        *self = Self::Here(code, state);
        for event in waiting {
            self.update(event, given, now, out);
        }
    }

    /// Projects the state, once the code is there.
    pub fn view(&self, given: &F::Given<'_>) -> Option<F::View> {
        match self {
            Self::Awaited(_) => None,
            Self::Here(code, state) => Some((code.view)(state, given)),
        }
    }

    /// Tells whether an event waits for the code, so that it should be fetched.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        matches!(self, Self::Awaited(waiting) if !waiting.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A journal of words, each kept with the page's greeting.
    struct Journal;

    impl Feature for Journal {
        type State = Vec<String>;
        type Event = &'static str;
        type Given<'a> = &'a str;
        type Effect = usize;
        type News = &'static str;
        type View = String;
    }

    const CODE: FeatureCode<Journal> = FeatureCode {
        begin: Vec::new,
        update: |state, event, given, _now, out| {
            state.push(format!("{given} {event}"));
            out.effect(state.len());
            out.news(event);
        },
        view: |state, _given| state.join(", "),
    };

    #[test]
    fn what_happens_before_the_code_is_there_is_taken_in_order_then() {
        let (mut journal, mut out) = (Fetched::<Journal>::default(), Out::new());
        let now = Now::default();
        assert!(!journal.is_awaited());
        journal.update("one", &"my", now, &mut out);
        journal.update("two", &"my", now, &mut out);
        assert!(journal.is_awaited());
        assert_eq!(journal.view(&"my"), None);
        assert_eq!(out, Out::new());

        journal.code_arrived(CODE, &"your", now, &mut out);
        journal.update("three", &"our", now, &mut out);
        // Fetched twice, as two presses of a button may do.
        journal.code_arrived(CODE, &"your", now, &mut out);
        assert_eq!(
            journal.view(&"my").as_deref(),
            Some("your one, your two, our three")
        );
        assert_eq!(out.effects, [1, 2, 3]);
        assert_eq!(out.news, ["one", "two", "three"]);
        assert!(!journal.is_awaited());
    }
}
