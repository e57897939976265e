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
    /// Open "Bring your own music", where a table can be brought.
    BringTable,
    /// Read once more what was kept.
    ReadRecords,
}

impl Remedy {
    /// The text on the button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StartCamera | Self::RestartReader | Self::FetchCatalogue | Self::ReadRecords => {
                "Try again"
            }
            Self::StartDemo => "See the demo instead",
            Self::ChoosePhoto => "Choose another photo",
            Self::Undo => "Undo",
            Self::BringTaste | Self::BringTable => "Bring back your file",
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
    /// Say this, but not before what is being said is closed; it is never left out.
    SayInTurn(Notice),
    /// Something kept earlier can't be read; several are said in one sentence, in turn.
    Unreadable(&'static str),
    /// Something was kept by a later version of the page; several are said in one sentence, in turn.
    OfLaterVersion(&'static str),
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
    /// Notices that wait until what is being said is closed.
    waiting: Vec<Notice>,
    /// True while one that has waited is shown: only the person takes it off.
    is_in_turn: bool,
    unreadable: Vec<&'static str>,
    of_later_version: Vec<&'static str>,
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
        self.is_in_turn = false;
        self.say_owed();
        taken
    }

    /// Applies `change` to the notice that is shown.
    pub fn apply(&mut self, change: NoticeChange) {
        let is_undoable = self.shown.as_ref().is_some_and(Notice::is_undoable);
        match change {
            NoticeChange::Say(notice) => self.show(notice),
            NoticeChange::SayIfSilent(notice) => {
                if self.shown.is_none() {
                    self.show(notice);
                }
            }
            NoticeChange::SayUnlessUndoable(notice) => {
                if !is_undoable {
                    self.show(notice);
                }
            }
            NoticeChange::SayInTurn(notice) => self.say_in_turn(notice),
            NoticeChange::Unreadable(what) => {
                self.unreadable.push(what);
                self.say_in_turn(unreadable(&self.unreadable));
            }
            NoticeChange::OfLaterVersion(what) => {
                self.of_later_version.push(what);
                self.say_in_turn(of_later_version(&self.of_later_version));
            }
            NoticeChange::NotKept(notice, weight) => {
                let fits = self.shown.is_none() || (weight == Weight::Precious && !is_undoable);
                if self.is_loss_told {
                    return;
                }
                if fits {
                    self.is_loss_told = true;
                    self.show(notice);
                } else if weight == Weight::Precious {
                    self.owed = Some(notice);
                }
            }
            NoticeChange::KeptAfterAll => self.owed = None,
            NoticeChange::Clear if self.is_in_turn => {}
            NoticeChange::Clear => drop(self.take()),
            NoticeChange::ClearUndo => {
                if is_undoable {
                    drop(self.take());
                }
            }
        }
    }

    /// Shows `notice` now. One that has waited for its turn waits once more.
    fn show(&mut self, notice: Notice) {
        let replaced = self.shown.replace(notice);
        if let (true, Some(replaced)) = (std::mem::take(&mut self.is_in_turn), replaced) {
            self.waiting.insert(0, replaced);
        }
    }

    fn say_owed(&mut self) {
        if let Some(owed) = self.owed.take() {
            self.is_loss_told = true;
            self.show(owed);
        } else if self.shown.is_none() && !self.waiting.is_empty() {
            self.shown = Some(self.waiting.remove(0));
            self.is_in_turn = true;
        }
    }

    /// Says `notice` when it is its turn. One of the same advice says the same of more things, and takes its place.
    fn say_in_turn(&mut self, notice: Notice) {
        let mut known = self.shown.iter_mut().chain(&mut self.waiting);
        match known.find(|known| known.advice == notice.advice) {
            Some(known) => *known = notice,
            None => self.waiting.push(notice),
        }
        if self.shown.is_none() {
            self.say_owed();
        }
    }
}

fn unreadable(things: &[&str]) -> Notice {
    Notice::new(
        format!(
            "From your last visit, {} could not be read.",
            enumerated(things)
        ),
        "It was damaged, so it begins anew.",
    )
}

fn of_later_version(things: &[&str]) -> Notice {
    Notice::new(
        format!(
            "A newer version of this page has kept {}.",
            enumerated(things)
        ),
        "This version leaves it as it is. Load this page again to use it; what you change now lasts until you \
         close it.",
    )
}

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
    fn what_is_to_be_said_in_turn_is_never_left_out() {
        let mut notices = Notices::default();
        notices.apply(NoticeChange::Say(Notice::new("no camera", "")));
        notices.apply(NoticeChange::SayInTurn(Notice::new(
            "lost",
            "Bring it back.",
        )));
        notices.apply(NoticeChange::OfLaterVersion("the list"));
        notices.apply(NoticeChange::OfLaterVersion("your goal and filters"));
        assert_eq!(what(&notices), "no camera");
        notices.take();
        assert_eq!(what(&notices), "lost");
        notices.apply(NoticeChange::Clear);
        assert_eq!(what(&notices), "lost", "nobody but the person takes it off");
        notices.apply(NoticeChange::Say(Notice::new("skipped", "")));
        assert_eq!(what(&notices), "skipped");
        notices.take();
        assert_eq!(what(&notices), "lost", "it waits once more");
        notices.take();
        let both = "A newer version of this page has kept the list and your goal and filters.";
        assert_eq!(what(&notices), both);
        notices.take();
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
