//! The keyboard's focus in the list, when the row or the button that had it is gone.

use crate::domain::music::catalogue::TrackId;
use crate::page::context::Page;
use crate::page::ui::focus::focus_first;
use leptos::prelude::*;

/// The row of a track in the list that is shown, from nought.
pub fn find_row(page: Page, id: &TrackId) -> Option<usize> {
    page.sections
        .tracks
        .with_untracked(|view| view.tracks.iter().position(|track| track.id == *id))
}

/// Focuses "less like this" of this row, or of the last one, once the list is drawn, if nothing else has the focus:
/// whoever goes through the list with the keyboard goes on where a track has left.
pub fn focus_row(row: Option<usize>) {
    let Some(row) = row else { return };
    request_animation_frame(move || {
        let nth = |button: &str| format!("#tracks .row:nth-child({}) {button}", row + 1);
        // The thumb is hidden where the screen is narrow, and can't take the focus.
        let (less, open) = (nth(".less"), nth(".row-open"));
        focus_first(&[
            less.as_str(),
            open.as_str(),
            "#tracks .row:last-child .row-open",
            "#tracks",
        ]);
    });
}

/// Focuses the list once it is drawn, if nothing else has the focus.
pub fn focus_list() {
    request_animation_frame(|| focus_first(&["#tracks"]));
}
