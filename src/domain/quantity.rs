//! Checked numbers: bounded ratios, times and tempi that can't be mixed up or leave their range.
//!
//! Owns no meaning beyond the unit; what a [`Balance`] measures is for its user to say.

use serde::{Deserialize, Serialize};

/// Error for a number outside the range of its type, or for what is not a number.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{value} is not within {low}..={high}")]
pub struct OutOfRange {
    /// Number that was given.
    pub value: f32,
    /// Smallest number that the type allows.
    pub low: f32,
    /// Largest number that the type allows.
    pub high: f32,
}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident, $low:expr, $high:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
        #[serde(try_from = "f32", into = "f32")]
        pub struct $name(f32);

        impl $name {
            /// Smallest value of the range.
            pub const MIN: Self = Self($low);
            /// Largest value of the range.
            pub const MAX: Self = Self($high);

            /// Checks that `value` lies within the range.
            ///
            /// # Errors
            /// [`OutOfRange`] when it lies outside, or is not a number.
            pub fn new(value: f32) -> Result<Self, OutOfRange> {
                if ($low..=$high).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { value, low: $low, high: $high })
                }
            }

            /// Clamps `value` to the range; what is not a number becomes the lower bound.
            #[must_use]
            pub fn clamped(value: f32) -> Self {
                if value.is_nan() { Self::MIN } else { Self(value.clamp($low, $high)) }
            }

            /// Value as a plain number.
            #[must_use]
            pub const fn get(self) -> f32 {
                self.0
            }
        }

        impl TryFrom<f32> for $name {
            type Error = OutOfRange;
            fn try_from(value: f32) -> Result<Self, OutOfRange> {
                Self::new(value)
            }
        }

        impl From<$name> for f32 {
            fn from(value: $name) -> f32 {
                value.0
            }
        }
    };
}

bounded!(
    /// A share or a probability, 0 to 1.
    Fraction, 0.0, 1.0
);
bounded!(
    /// A signed degree between two poles, −1 to 1; 0 is the middle.
    Balance, -1.0, 1.0
);
bounded!(
    /// Tempo in beats a minute, 0 to 400. Zero stands for music without a beat.
    Bpm, 0.0, 400.0
);

impl Fraction {
    /// The share in whole per cent, 0 to 100.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a fraction times 100 is 0 to 100"
    )]
    pub fn percent(self) -> u8 {
        (self.get() * 100.0).round() as u8
    }
}

/// A span of time in milliseconds; also a moment of the monotonic clock, which is the span since the page was opened.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
pub struct Millis(pub f64);

impl Millis {
    /// Makes a span of so many `seconds`.
    #[must_use]
    pub const fn from_secs(seconds: f64) -> Self {
        Self(seconds * 1000.0)
    }

    /// Span from `earlier` to this moment, both read off the monotonic clock; never negative.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self((self.0 - earlier.0).max(0.0))
    }

    /// Moment or span that is longer by `span`.
    #[must_use]
    pub const fn plus(self, span: Self) -> Self {
        Self(self.0 + span.0)
    }
}

impl Balance {
    /// The middle between both poles.
    pub const MIDDLE: Self = Self(0.0);
}

/// A moment of the wall clock: milliseconds since 1 January 1970 UTC, as browsers count them.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
pub struct UnixMillis(pub f64);

impl UnixMillis {
    /// Span since `earlier`; zero when the clock was set back in between.
    #[must_use]
    pub fn since(self, earlier: Self) -> Millis {
        Millis((self.0 - earlier.0).max(0.0))
    }

    /// Moment that is later by `span`.
    #[must_use]
    pub fn plus(self, span: Millis) -> Self {
        Self(self.0 + span.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_refuses_what_lies_outside_and_what_is_no_number() {
        assert!(Fraction::new(1.0).is_ok());
        assert!(Fraction::new(1.01).is_err());
        assert!(Fraction::new(f32::NAN).is_err());
    }

    #[test]
    fn clamping_never_leaves_the_range() {
        assert_eq!(Balance::clamped(-7.0), Balance::MIN);
        assert_eq!(Balance::clamped(f32::NAN), Balance::MIN);
        assert_eq!(Bpm::clamped(f32::INFINITY), Bpm::MAX);
    }

    #[test]
    fn a_number_outside_is_refused_when_it_is_read_from_json() {
        assert!(serde_json::from_str::<Fraction>("0.5").is_ok());
        assert!(serde_json::from_str::<Fraction>("1.5").is_err());
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_span() {
        assert_eq!(UnixMillis(5.0).since(UnixMillis(9.0)), Millis(0.0));
    }
}
