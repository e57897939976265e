//! Noise that can be repeated: numbers that depend on nothing but a seed and what they are drawn for.
//!
//! Made of integers and of additions of floats alone, so that a seed means the same natively and in a browser.

/// The odd constant of `SplitMix64`: 2⁶⁴ divided by the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a seed and an index to 64 bits: `SplitMix64` (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014).
#[must_use]
pub const fn mixed_bits(seed: u64, index: u64) -> u64 {
    let mut z = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(GOLDEN));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number from 0 to below 1, evenly distributed over seeds and indices.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "24 bits are what is kept")]
pub const fn uniform_noise(seed: u64, index: u64) -> f32 {
    (mixed_bits(seed, index) >> 40) as f32 / (1_u32 << 24) as f32
}

/// A number of mean 0 and variance 1 that is nearly normal: the sum of twelve even ones less six (Irwin–Hall), within
/// ±6.
// The exact methods need logarithms or cosines, whose last bits differ between platforms.
#[must_use]
pub fn normal_noise(seed: u64, index: u64) -> f64 {
    let own = mixed_bits(seed, index);
    (0..12)
        .map(|at| f64::from(uniform_noise(own, at)))
        .sum::<f64>()
        - 6.0
}

/// Hashes a text to 64 bits: FNV-1a (Fowler, Noll, Vo).
#[must_use]
pub fn digest_text(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_numbers_have_their_mean_and_variance() {
        let drawn: Vec<f64> = (0..20_000).map(|at| normal_noise(3, at)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03, "{mean}");
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
    }

    #[test]
    fn the_digest_is_the_published_one() {
        assert_eq!(digest_text(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(digest_text("a"), 0xAF63_DC4C_8601_EC8C);
    }

    #[test]
    fn splitmix_gives_its_published_first_number() {
        // The first output of the reference implementation for seed 1234567.
        assert_eq!(mixed_bits(1_234_567, 0), 6_457_827_717_110_365_317);
    }
}
