//! Numbers as they lie in a plan's file: in the codes that they were made with, so that little has to be fetched.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Added to a code of six bits, −31 to 31, so that it is none below zero.
pub(super) const MIDDLE: u8 = 31;
/// Bits of a decimal code that hold its three digits.
pub(super) const DIGIT_BITS: u16 = 10;
/// Bit of a decimal code that says that the number is below zero.
pub(super) const SIGN_BIT: u16 = 1 << 15;

/// A list of numbers, stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoredNumbers<'a> {
    /// 32 bits each, little-endian.
    Single(#[serde(borrow)] Cow<'a, [u8]>),
    /// Three decimal digits and a power of ten each, in 16 bits: sign, negative exponent (5 bits), digits (10 bits).
    /// The low bytes of all, then the high ones, which a compressor likes better.
    Decimal(#[serde(borrow)] Cow<'a, [u8]>),
    /// Six bits each, number = (code − 31) · scale, in as many equal parts as there are scales.
    SixBits {
        /// Four codes in three bytes: the low six bits of each byte are one, the high two bits together the fourth,
        /// lowest first.
        #[serde(borrow)]
        packed: Cow<'a, [u8]>,
        /// Scales of the parts, 32 bits each, little-endian.
        #[serde(borrow)]
        scales: Cow<'a, [u8]>,
    },
}

impl StoredNumbers<'_> {
    /// Expands the numbers; `None` where bytes are left over.
    #[must_use]
    pub fn expand(&self) -> Option<Vec<f32>> {
        match self {
            Self::Single(bytes) => singles(bytes),
            Self::Decimal(bytes) => {
                let (low, high) = bytes.split_at(bytes.len() / 2);
                let codes = low.iter().zip(high);
                let numbers = codes.map(|(low, high)| decimal(u16::from_le_bytes([*low, *high])));
                (low.len() == high.len()).then(|| numbers.collect())
            }
            Self::SixBits { packed, scales } => {
                let scales = singles(scales)?;
                let (packed, rest) = packed.as_chunks();
                let part = (4 * packed.len()).checked_div(scales.len())?;
                let fits = rest.is_empty() && part * scales.len() == 4 * packed.len();
                let mut numbers: Vec<f32> = packed
                    .iter()
                    .flat_map(|bytes| unpacked(*bytes))
                    .map(|code| f32::from(code) - f32::from(MIDDLE))
                    .collect();
                for (part, scale) in numbers.chunks_exact_mut(part.max(1)).zip(scales) {
                    for number in part {
                        *number *= scale;
                    }
                }
                fits.then_some(numbers)
            }
        }
    }
}

fn singles(bytes: &[u8]) -> Option<Vec<f32>> {
    let (words, rest) = bytes.as_chunks();
    let numbers = words.iter().map(|word| f32::from_le_bytes(*word));
    rest.is_empty().then(|| numbers.collect())
}

fn unpacked([a, b, c]: [u8; 3]) -> [u8; 4] {
    [a & 63, b & 63, c & 63, a >> 6 | b >> 6 << 2 | c >> 6 << 4]
}

/// Gives the number of 32 bits that is nearest to what a decimal code says.
pub(super) fn decimal(code: u16) -> f32 {
    let digits = f64::from(code & ((1 << DIGIT_BITS) - 1));
    let exponent = (code & !SIGN_BIT) >> DIGIT_BITS;
    // Powers of ten are exact up to the 22nd: one rounding for the quotient and one to 32 bits.
    let scale = (0..exponent).fold(1.0, |scale, _| scale * 10.0);
    let sign = if code & SIGN_BIT == 0 { 1.0 } else { -1.0 };
    #[expect(clippy::cast_possible_truncation, reason = "the nearest is meant")]
    let number = (sign * digits / scale) as f32;
    number
}
