//! What is said to the person beside the picture: one notice at a time, the newest unless an older one matters more.
//!
//! Features push a [`NoticeChange`] among their news; the root applies it to its [`Notices`], which nobody else holds.

/// A notice to the person: what happened, what to do, and the button that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The event that is told, in one short sentence.
    pub what: String,
    /// Advice on what to do now, or what follows, in one or two sentences.
    pub advice: &'static str,
    /// The notice's button, if one helps.
    pub remedy: Option<Remedy>,
}

impl Notice {
    /// A notice without a button.
    #[must_use]
    pub fn new(what: impl Into<String>, advice: &'static str) -> Self {
        Self {
            what: what.into(),
            advice,
            remedy: None,
        }
    }

    /// Adds a button for `remedy` to the notice.
    #[must_use]
    pub fn with(self, remedy: Remedy) -> Self {
        Self {
            remedy: Some(remedy),
            ..self
        }
    }

    fn is_undoable(&self) -> bool {
        self.remedy == Some(Remedy::Undo)
    }
}

/// The action of a notice's button. `deliver` knows which feature each belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Ask for the camera again.
    StartCamera,
    /// Run the demo instead.
    StartDemo,
    /// Start the face reader again, and go on with what was running.
    RestartReader,
    /// Choose another picture; the page opens its file dialogue itself, since browsers allow that only from a press.
    ChoosePhoto,
    /// Fetch the catalogue again.
    FetchCatalogue,
    /// Take the last change of the taste back.
    Undo,
    /// Open "Your taste", where a file can be brought back.
    BringTaste,
}

impl Remedy {
    /// The text on the button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StartCamera | Self::RestartReader | Self::FetchCatalogue => "Try again",
            Self::StartDemo => "See the demo instead",
            Self::ChoosePhoto => "Choose another photo",
            Self::Undo => "Undo",
            Self::BringTaste => "Bring back your file",
        }
    }
}

/// A change of what is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeChange {
    /// Say this, whatever is being said.
    Say(Notice),
    /// Say this unless something is being said.
    SayIfSilent(Notice),
    /// Say this unless an undo would go with what is being said.
    SayUnlessUndoable(Notice),
    /// Something kept earlier can't be read; several are said in one sentence.
    Unreadable(&'static str),
    /// Something could not be kept. Said once a visit: once is enough.
    NotKept(Notice, Weight),
    /// The loss that is still to be said was mended by a later write; nobody has to be told any more.
    KeptAfterAll,
    /// Say nothing any more.
    Clear,
    /// Take back what was said about something that can't be undone any more.
    ClearUndo,
}

/// The weight of a loss beside what is being said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A light loss: what is already being said matters more.
    Light,
    /// A loss that puts what was taught in danger: said over anything but an undo.
    Precious,
}

/// The notice that is being said, and what has been said before.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Option<Notice>,
    unreadable: Vec<&'static str>,
    is_loss_told: bool,
    /// A precious loss that an undo stood in the way of: said as soon as that goes.
    owed: Option<Notice>,
}

impl Notices {
    /// The notice to show.
    #[must_use]
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Takes the notice off the screen, for its button.
    pub fn take(&mut self) -> Option<Notice> {
        let taken = self.shown.take();
        self.say_owed();
        taken
    }

    /// Applies `change` to the notice that is shown.
    pub fn apply(&mut self, change: NoticeChange) {
        let is_undoable = self.shown.as_ref().is_some_and(Notice::is_undoable);
        match change {
            NoticeChange::Say(notice) => self.shown = Some(notice),
            NoticeChange::SayIfSilent(notice) => {
                self.shown.get_or_insert(notice);
            }
            NoticeChange::SayUnlessUndoable(notice) => {
                if !is_undoable {
                    self.shown = Some(notice);
                }
            }
            NoticeChange::Unreadable(what) => self.add_unreadable(what),
            NoticeChange::NotKept(notice, weight) => {
                let fits = self.shown.is_none() || (weight == Weight::Precious && !is_undoable);
                if self.is_loss_told {
                    return;
                }
                if fits {
                    self.owed = Some(notice);
                    self.shown = None;
                    self.say_owed();
                } else if weight == Weight::Precious {
                    self.owed = Some(notice);
                }
            }
            NoticeChange::KeptAfterAll => self.owed = None,
            NoticeChange::Clear => drop(self.take()),
            NoticeChange::ClearUndo => {
                if is_undoable {
                    drop(self.take());
                }
            }
        }
    }

    fn say_owed(&mut self) {
        if let Some(owed) = self.owed.take() {
            self.is_loss_told = true;
            self.shown = Some(owed);
        }
    }

    fn add_unreadable(&mut self, what: &'static str) {
        let is_said = |shown: &Notice| shown.advice == UNREADABLE_ADVICE;
        if self.shown.as_ref().is_some_and(|shown| !is_said(shown)) {
            return;
        }
        self.unreadable.push(what);
        self.shown = Some(Notice::new(
            format!(
                "From your last visit, {} could not be read.",
                enumerated(&self.unreadable)
            ),
            UNREADABLE_ADVICE,
        ));
    }
}

const UNREADABLE_ADVICE: &str =
    "It was damaged, or written by another version of this page, so it begins anew.";

/// "a, b and c".
fn enumerated(things: &[&str]) -> String {
    match things {
        [] => String::new(),
        [one] => (*one).into(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(notices: &Notices) -> &str {
        notices.shown().map_or("", |notice| &notice.what)
    }

    #[test]
    fn an_undo_is_never_taken_away_by_a_loss() {
        let mut notices = Notices::default();
        notices.apply(NoticeChange::Say(
            Notice::new("skipped", "").with(Remedy::Undo),
        ));
        notices.apply(NoticeChange::NotKept(
            Notice::new("lost", ""),
            Weight::Precious,
        ));
        assert_eq!(what(&notices), "skipped");
        notices.apply(NoticeChange::ClearUndo);
        notices.apply(NoticeChange::NotKept(
            Notice::new("lost", ""),
            Weight::Light,
        ));
        assert_eq!(what(&notices), "lost");
    }

    #[test]
    fn a_precious_loss_waits_for_the_undo_to_go_unless_it_is_mended() {
        let (undo, lost) = (
            || Notice::new("skipped", "").with(Remedy::Undo),
            || NoticeChange::NotKept(Notice::new("lost", ""), Weight::Precious),
        );
        let mut notices = Notices::default();
        notices.apply(NoticeChange::Say(undo()));
        notices.apply(lost());
        notices.apply(NoticeChange::KeptAfterAll);
        assert_eq!(notices.take(), Some(undo()));
        assert_eq!(notices.shown(), None);

        notices.apply(NoticeChange::Say(undo()));
        notices.apply(lost());
        notices.apply(NoticeChange::Say(undo()));
        assert_eq!(notices.take(), Some(undo()));
        assert_eq!(what(&notices), "lost");
        notices.take();
        assert_eq!(notices.shown(), None, "once is enough");
    }

    #[test]
    fn a_loss_is_said_once() {
        let mut notices = Notices::default();
        notices.apply(NoticeChange::NotKept(
            Notice::new("lost", ""),
            Weight::Light,
        ));
        notices.apply(NoticeChange::Clear);
        notices.apply(NoticeChange::NotKept(
            Notice::new("lost", ""),
            Weight::Precious,
        ));
        assert_eq!(notices.shown(), None);
    }

    #[test]
    fn what_cannot_be_read_is_said_in_one_sentence() {
        let mut notices = Notices::default();
        for what in [
            "the list",
            "your goal and filters",
            "your own music's summary",
        ] {
            notices.apply(NoticeChange::Unreadable(what));
        }
        assert_eq!(
            what(&notices),
            "From your last visit, the list, your goal and filters and your own music's summary could not be read."
        );
    }
}
