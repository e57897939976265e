//! The mood plane in words, for whoever cannot see it drawn.

use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::text::format_fixed;

/// Formats a place as its word and its coordinates: "lively (0.42, −0.10)".
#[must_use]
pub fn place_text(place: Place) -> String {
    let word = word_for(place);
    let (valence, arousal) = (place.valence.get(), place.arousal.get());
    format!(
        "{word} ({}, {})",
        format_signed(valence),
        format_signed(arousal)
    )
}

/// Formats a value from −1 to 1 with two digits and a typographic minus sign: "0.42", "−0.63".
fn format_signed(value: f32) -> String {
    format_fixed(value, 2).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_its_word_and_its_numbers() {
        assert_eq!(
            place_text(Place::clamped(-0.634, -0.27)),
            "gloomy (−0.63, −0.27)"
        );
    }

    #[test]
    fn a_signed_value_reads_as_printed_in_books() {
        assert_eq!(format_signed(-0.634), "−0.63");
        assert_eq!(format_signed(-0.001), "0.00");
        assert_eq!(format_signed(0.42), "0.42");
    }
}
