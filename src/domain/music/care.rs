//! Care: the songs that are kept from people at times when they could harm, or that come only when they are wished for.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::goal::Goal;
use crate::domain::music::meaning::CautionSet;
use crate::domain::quantity::Balance;

/// The valence of a mood up to which songs of death and self-harm stay away.
const LOW: f32 = 0.2;

/// The cautions that keep a song out of a list, unless the person likes it or it is their own: death and self-harm for
/// whoever is not in good spirits or wants to be led somewhere, and all others while they are not wished for.
#[must_use]
pub(super) fn kept_cautions(goal: Goal, mood: Balance, wished: bool) -> CautionSet {
    let low = goal != Goal::Match || mood.get() < LOW;
    let grave = if low { CautionSet::GRAVE.0 } else { 0 };
    let unwished = if wished { 0 } else { CautionSet::WISHED_ONLY.0 };
    CautionSet(grave | unwished)
}

/// Tells if a song has one of these cautions.
#[must_use]
pub(super) const fn is_kept_out(annotation: &Annotation, kept: CautionSet) -> bool {
    annotation.cautions.meets(kept)
}
