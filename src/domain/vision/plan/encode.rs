//! Numbers to the shortest of the codes that give them back bit by bit; what [`super::weights`] reads.

use crate::domain::vision::plan::weights::{DIGIT_BITS, MIDDLE, SIGN_BIT, StoredNumbers, decimal};

impl StoredNumbers<'static> {
    /// Stores `numbers`, of which `parts` equal parts may have a scale of their own, without any loss.
    #[must_use]
    pub fn lossless(numbers: &[f32], parts: usize) -> Self {
        Self::six_bits(numbers, parts)
            .or_else(|| Self::decimals(numbers))
            .unwrap_or_else(|| Self::Single(numbers.iter().flat_map(|n| n.to_le_bytes()).collect()))
    }

    fn decimals(numbers: &[f32]) -> Option<Self> {
        let codes: Vec<[u8; 2]> = numbers
            .iter()
            .map(|number| decimal_code(*number).map(u16::to_le_bytes))
            .collect::<Option<_>>()?;
        let (low, high) = (
            codes.iter().map(|[low, _]| *low),
            codes.iter().map(|[_, high]| *high),
        );
        Some(Self::Decimal(low.chain(high).collect()))
    }

    fn six_bits(numbers: &[f32], parts: usize) -> Option<Self> {
        let part = numbers.len().checked_div(parts)?;
        if part == 0 || part * parts != numbers.len() {
            return None;
        }
        let parts = numbers.chunks_exact(part);
        let scales: Vec<f32> = parts.clone().map(scale_of).collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked below: only what comes back as it was is kept"
        )]
        let code = |number: f32, scale: f32| ((number / scale).round() + f32::from(MIDDLE)) as u8;
        let codes = parts
            .zip(&scales)
            .flat_map(|(numbers, scale)| numbers.iter().map(move |number| code(*number, *scale)));
        let codes: Vec<u8> = codes.collect();
        let (quads, rest) = codes.as_chunks();
        let pack = |[a, b, c, d]: &[u8; 4]| [a | d << 6, b | d >> 2 << 6, c | d >> 4 << 6];
        let stored = Self::SixBits {
            packed: quads.iter().flat_map(pack).collect(),
            scales: scales
                .iter()
                .flat_map(|scale| scale.to_le_bytes())
                .collect(),
        };
        let same = |found: Vec<f32>| bits(&found).eq(bits(numbers));
        (rest.is_empty() && stored.expand().is_some_and(same)).then_some(stored)
    }
}

fn bits(numbers: &[f32]) -> impl Iterator<Item = u32> {
    // Of a zero's two signs, the codes keep one.
    numbers.iter().map(|number| (number + 0.0).to_bits())
}

/// Finds what the numbers are multiples of, if the largest is 31 of it.
fn scale_of(numbers: &[f32]) -> f32 {
    let most = numbers
        .iter()
        .fold(0.0_f32, |most, number| most.max(number.abs()));
    let near = most / f32::from(MIDDLE);
    let candidates = [near, near.next_up(), near.next_down()];
    let is_scale = |scale: &f32| {
        let multiples = numbers
            .iter()
            .map(|number| (number / scale).round() * scale);
        multiples
            .zip(numbers)
            .all(|(multiple, number)| multiple.to_bits() == number.to_bits())
    };
    candidates.into_iter().find(is_scale).unwrap_or(near)
}

/// Finds the decimal code that gives `number`, if there is one.
fn decimal_code(number: f32) -> Option<u16> {
    let sign = if number.is_sign_negative() {
        SIGN_BIT
    } else {
        0
    };
    (0_u16..23).find_map(|exponent| {
        let scale = (0..exponent).fold(1.0_f64, |scale, _| scale * 10.0);
        let digits = (f64::from(number.abs()) * scale).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked: at most three digits"
        )]
        let code = (digits < 1000.0).then_some(sign | exponent << DIGIT_BITS | digits as u16)?;
        (decimal(code).to_bits() == number.to_bits()).then_some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_a_scale_are_six_bits_and_come_back_bit_by_bit() {
        let scales = [0.003_f32, 1.7];
        let code = |at: i16| f32::from(at % 63 - 31);
        let numbers: Vec<f32> = (0..128)
            .map(|at| code(at) * scales[usize::from(at >= 64)])
            .collect();
        let stored = StoredNumbers::lossless(&numbers, 2);
        assert!(matches!(&stored, StoredNumbers::SixBits { packed, .. } if packed.len() == 96));
        assert!(stored.expand().unwrap() == numbers);
    }

    #[test]
    fn three_digits_are_two_bytes_and_come_back_bit_by_bit() {
        let numbers = [0.0, -0.0, 1.57, -0.00122, 999.0, 1e-6, 0.1, -4.5e-9];
        let stored = StoredNumbers::lossless(&numbers, 1);
        assert!(matches!(&stored, StoredNumbers::Decimal(bytes) if bytes.len() == 16));
        let found = stored.expand().unwrap();
        assert!(
            found
                .iter()
                .zip(numbers)
                .all(|(a, b)| a.to_bits() == b.to_bits())
        );
    }

    #[test]
    fn other_numbers_are_stored_as_they_are() {
        let numbers = [0.1, f32::NAN, 1.0 / 3.0, f32::INFINITY];
        let stored = StoredNumbers::lossless(&numbers, 1);
        assert!(matches!(stored, StoredNumbers::Single(_)));
        let found = stored.expand().unwrap();
        assert!(
            found
                .iter()
                .zip(numbers)
                .all(|(a, b)| a.to_bits() == b.to_bits())
        );
    }
}
