//! Sine and cosine of turns, in little code: the standard library's bring a table for arguments that no drawing has.

use std::f32::consts::TAU;

/// Sine of `turns`, which are counted in whole circles; right to a ten-thousandth.
pub(super) fn sine(turns: f32) -> f32 {
    // Within half a circle of nought, then mirrored into the quarter in which the series is good.
    let folded = turns - (turns + 0.5).floor();
    let quarter = if folded > 0.25 {
        0.5 - folded
    } else if folded < -0.25 {
        -0.5 - folded
    } else {
        folded
    };
    let x = quarter * TAU;
    let square = x * x;
    x * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))))
}

/// Cosine of `turns`, which are counted in whole circles; right to a ten-thousandth.
pub(super) fn cosine(turns: f32) -> f32 {
    sine(turns + 0.25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_standard_librarys() {
        for step in -300_i16..300 {
            let turns = f32::from(step) / 97.0;
            assert!((sine(turns) - (turns * TAU).sin()).abs() < 1e-4, "{turns}");
            assert!(
                (cosine(turns) - (turns * TAU).cos()).abs() < 1e-4,
                "{turns}"
            );
        }
    }
}
