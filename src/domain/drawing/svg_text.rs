//! The writer of SVG's numbers, points and colours: no number that is none, no more digits than the eye sees.

use crate::domain::drawing::tint::Rgb;

/// A text of SVG that grows.
#[derive(Debug, Default)]
pub(super) struct SvgText {
    text: String,
}

impl SvgText {
    /// The text that was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Adds `markup` as it stands.
    pub(super) fn push(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Adds a number with at most one digit after the point; what is not a number is 0.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast holds what is too large, and makes 0 of what is no number"
    )]
    pub(super) fn number(&mut self, value: f32) -> &mut Self {
        let tenths = (value * 10.0 + 0.5).floor() as i32;
        if tenths < 0 {
            self.text.push('-');
        }
        let tenths = tenths.unsigned_abs();
        self.whole(tenths / 10);
        if !tenths.is_multiple_of(10) {
            self.text.push('.');
            self.digit(tenths % 10);
        }
        self
    }

    /// Adds two numbers with a space between them.
    pub(super) fn point(&mut self, (x, y): (f32, f32)) -> &mut Self {
        self.number(x).push(" ").number(y)
    }

    /// Adds a colour as `#rrggbb`.
    pub(super) fn colour(&mut self, Rgb(channels): Rgb) -> &mut Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.text.push('#');
        for channel in channels {
            for half in [channel >> 4, channel & 15] {
                let digit = DIGITS.get(usize::from(half)).copied().unwrap_or(b'0');
                self.text.push(char::from(digit));
            }
        }
        self
    }

    fn whole(&mut self, value: u32) {
        if value >= 10 {
            self.whole(value / 10);
        }
        self.digit(value % 10);
    }

    fn digit(&mut self, value: u32) {
        self.text.push(char::from_digit(value, 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_digit() {
        let written = |value| {
            let mut svg = SvgText::default();
            svg.number(value);
            svg.into_text()
        };
        for (value, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (24.0, "24"),
            (10.26, "10.3"),
            (-3.5, "-3.5"),
            (207.55, "207.6"),
            (f32::NAN, "0"),
        ] {
            assert_eq!(written(value), text);
        }
    }
}
