//! All that the page remembers of the taste.

use crate::domain::music::taste::Taste;
use crate::domain::music::taste::explain::LearnedPreference;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::taste::news::TasteNews;
use crate::flow::taste::record::{TasteOut, TasteRecord};

/// The most changes that can be taken back, one after another.
const UNDO_STEPS: usize = 20;

/// The state of the taste; changed by this feature's `update` alone.
#[derive(Debug, Clone, Default)]
pub struct TasteState {
    pub(super) taste: Taste,
    pub(super) record: TasteRecord,
    /// The states before the last changes that can be taken back, oldest first.
    pub(super) undo: Vec<UndoPoint>,
    /// "Your taste", while somebody looks at it.
    pub(super) editor: Option<TasteEditor>,
    /// True if nothing was kept, so that it matters what the second database remembers.
    pub(super) awaits_witness: bool,
}

impl TasteState {
    /// The taste as it is.
    #[must_use]
    pub const fn taste(&self) -> &Taste {
        &self.taste
    }

    /// Shows, keeps and tells the taste as it is now.
    pub(super) fn taste_changed(&mut self, out: &mut TasteOut) {
        self.refresh_editor();
        self.record.save_taste(&self.taste, out);
        out.news(TasteNews::Changed);
    }

    /// Remembers how things are, so that what comes next can be taken back.
    pub(super) fn remember_undo(&mut self, judgement: Option<u32>) {
        if self.undo.len() >= UNDO_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(UndoPoint {
            taste: self.taste.clone(),
            judgement,
        });
    }

    /// Lets the last change stand for good.
    pub(super) fn outdate_undo(&mut self, out: &mut TasteOut) {
        self.undo.clear();
        out.news(NoticeChange::ClearUndo);
    }

    /// Reads out anew what was learned, if anybody looks.
    pub(super) fn refresh_editor(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.rows = self.taste.learned();
        }
    }

    /// Says something beside what was learned, if anybody looks.
    pub(super) fn note_in_editor(&mut self, note: impl Into<String>) {
        if let Some(editor) = &mut self.editor {
            editor.note = Some(note.into());
        }
    }
}

/// The state of things before a change that can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UndoPoint {
    pub taste: Taste,
    /// The number of the judgement that was the change.
    pub judgement: Option<u32>,
}

/// "Your taste", while somebody looks at it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TasteEditor {
    /// The things that were learned; kept ready, since the view is asked for often.
    pub rows: Vec<LearnedPreference>,
    /// A note on the last thing that was done here.
    pub note: Option<String>,
}
