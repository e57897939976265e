//! Numbers and letters as text, in little code: what the standard library brings for all numbers and all scripts is
//! twenty kilobytes of tables in the page's download.

/// Formats `value` with `places` digits after the point, six at most. Halves are rounded away from zero, and there is
/// no negative zero.
///
/// A value that is not a number is written as 0, and one beyond nine million as nine million.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "it is clamped to what fits; what is no number becomes 0"
)]
pub fn format_fixed(value: f32, places: u32) -> String {
    let places = places.min(6);
    let factor = 10_i64.pow(places);
    let power = (0..places).fold(1.0, |power, _| power * 10.0);
    let scaled = (f64::from(value).clamp(-9e6, 9e6) * power).round() as i64;
    let (whole, rest) = (scaled.abs() / factor, scaled.abs() % factor);
    let sign = if scaled < 0 { "-" } else { "" };
    if places == 0 {
        return format!("{sign}{whole}");
    }
    let digits = (factor + rest).to_string();
    format!("{sign}{whole}.{}", digits.get(1..).unwrap_or_default())
}

/// Parses a decimal number of 15 digits at most, with a minus sign and a point if there is one; `None` for any other
/// text.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the nearest number of half the digits is meant"
)]
pub fn parse_number(text: &str) -> Option<f32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let count = whole.len() + rest.len();
    if count == 0 || count > 15 {
        return None;
    }
    let mut value = 0.0_f64;
    for digit in whole.bytes().chain(rest.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10.0 + f64::from(digit - b'0');
    }
    let places = rest.bytes().fold(1.0_f64, |places, _| places * 10.0);
    Some((sign * value / places) as f32)
}

/// Lower case of a Latin, Greek or Cyrillic letter; any other letter stays as it is.
#[must_use]
pub fn lowercase_letter(letter: char) -> char {
    let code = u32::from(letter);
    let lowered = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => {
            code + 32
        }
        0x100..=0x12E | 0x132..=0x137 | 0x14A..=0x177 | 0x1E00..=0x1E94 | 0x1EA0..=0x1EFE => {
            code | 1
        }
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x178 => 0xFF,
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E | 0x38F => code + 63,
        0x400..=0x40F => code + 80,
        _ => code,
    };
    char::from_u32(lowered).unwrap_or(letter)
}

/// Lower case of `text`, letter by letter as by [`lowercase_letter`].
#[must_use]
pub fn lowercase_text(text: &str) -> String {
    text.chars().map(lowercase_letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_the_standard_librarys_but_for_halves(value in -2000.0_f32..2000.0, places in 0_u32..3) {
            let theirs = format!("{value:.*}", places as usize);
            let ours = format_fixed(value, places);
            let apart = (theirs.parse::<f64>().unwrap() - ours.parse::<f64>().unwrap()).abs();
            prop_assert!(apart <= 1.01 * 10_f64.powf(-f64::from(places)), "{ours} {theirs}");
            let half = (f64::from(value) * 10_f64.powf(f64::from(places))).fract().abs();
            let signed_nothing = theirs.strip_prefix('-').is_some_and(|rest| rest.parse() == Ok(0.0));
            if (half - 0.5).abs() > 1e-3 && !signed_nothing {
                prop_assert_eq!(ours, theirs);
            }
        }

        #[test]
        fn numbers_are_the_standard_librarys(whole in 0_u32..100_000, rest in "[0-9]{0,6}", minus: bool) {
            let text = format!("{}{whole}.{rest}", if minus { "-" } else { "" });
            prop_assert_eq!(parse_number(&text), text.parse().ok());
            prop_assert_eq!(parse_number(&whole.to_string()), whole.to_string().parse().ok());
        }

        #[test]
        fn what_is_no_number_is_none(text in "[0-9.e+x -]{0,6}") {
            if text.parse::<f32>().is_err() {
                prop_assert_eq!(parse_number(&text), None);
            }
        }
    }

    #[test]
    fn letters_are_lowered_as_the_standard_library_does() {
        let scripts = (0..0x180)
            .chain(0x386..0x3CF)
            .chain(0x400..0x460)
            .chain(0x1E00..0x1F00);
        for letter in scripts.filter_map(char::from_u32) {
            let theirs: Vec<_> = letter.to_lowercase().collect();
            // Two letters of one, and those that only look like a pair.
            if theirs.len() == 1 && !"ẞ".contains(letter) {
                assert_eq!(
                    [lowercase_letter(letter)],
                    theirs[..],
                    "{letter} {:x}",
                    u32::from(letter)
                );
            }
        }
        assert_eq!(lowercase_text("ÉTÉ Ночь ΆΝΘΗ Łódź"), "été ночь άνθη łódź");
    }
}
