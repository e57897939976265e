//! The post between features: events that news leads to, in the order in which they are taken.

use crate::flow::app::event::Event;
use crate::flow::kit::notice::NoticeChange;
use std::collections::VecDeque;

/// Events, notices and the reload that news has led to and nobody has taken yet.
#[derive(Debug, Default)]
pub(super) struct Post {
    events: VecDeque<Event>,
    notices: VecDeque<NoticeChange>,
    is_out_of_date: bool,
}

impl Post {
    /// Hands `event` to its feature, after those before it.
    pub(super) fn tell(&mut self, event: impl Into<Event>) {
        self.events.push_back(event.into());
    }

    /// Changes what is said to the person.
    pub(super) fn say(&mut self, change: NoticeChange) {
        self.notices.push_back(change);
    }

    /// Has the page loaded anew.
    pub(super) const fn ask_reload(&mut self) {
        self.is_out_of_date = true;
    }

    /// Takes the next event off the post.
    pub(super) fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// The next change of what is said.
    pub(super) fn next_notice(&mut self) -> Option<NoticeChange> {
        self.notices.pop_front()
    }

    /// Tells whether the page is to be loaded anew, and forgets it: asked once.
    pub(super) const fn take_reload(&mut self) -> bool {
        std::mem::replace(&mut self.is_out_of_date, false)
    }
}
