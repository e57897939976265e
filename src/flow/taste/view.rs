//! "Your taste" as the page draws it.

use crate::domain::music::taste::explain::{LearnedPreference, Preference};
use crate::flow::taste::copy;
use crate::flow::taste::record::TasteSaveState;
use crate::flow::taste::state::TasteState;

/// "Your taste", while it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct TasteView {
    /// The number of thumbs and skips it was learned from.
    pub thumbs: usize,
    /// The things that were learned, the strongest first.
    pub learned: Vec<LearnedView>,
    /// A note on the last thing that was done here.
    pub note: Option<String>,
    /// True if the last thing that was done here can be taken back.
    pub can_undo: bool,
    /// True if there is an earlier taste that could not be read.
    pub has_quarantined: bool,
    /// The state of keeping what was taught.
    pub save_state: TasteSaveState,
}

/// A thing that was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedView {
    /// The thing it is about.
    pub preference: Preference,
    /// "brighter music", "jazz", "Nina Simone".
    pub name: String,
    /// "Artist", "Genre" or "Sound".
    pub kind: &'static str,
    /// "you like it much".
    pub words: &'static str,
    /// −1 to 1, for its bar.
    pub strength: f32,
    /// True if the thing is left out.
    pub is_muted: bool,
}

/// Projects "Your taste"; none while it is closed.
#[must_use]
pub fn view(state: &TasteState) -> Option<TasteView> {
    let editor = state.editor.as_ref()?;
    Some(TasteView {
        thumbs: state.taste.log().len(),
        learned: editor.rows.iter().map(learned_view).collect(),
        note: editor.note.clone(),
        can_undo: !state.undo.is_empty(),
        has_quarantined: state.record.quarantined().is_some(),
        save_state: state.record.save_state(),
    })
}

fn learned_view(learned: &LearnedPreference) -> LearnedView {
    LearnedView {
        preference: learned.preference.clone(),
        name: learned.name().into(),
        kind: copy::of_kind(&learned.preference),
        words: copy::of_strength(learned),
        strength: match learned.preference {
            // Its name says which way it leans.
            Preference::Trait(_) => learned.strength.abs(),
            Preference::Genre(_) | Preference::Artist(_) | Preference::Origin(_) => {
                learned.strength
            }
        }
        .clamp(-1.0, 1.0),
        is_muted: learned.muted,
    }
}
