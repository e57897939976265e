//! A straight map from values to lengths, and round numbers along it.

/// Linear map from an interval of values to an interval of lengths, first end to first end and last end to last. A
/// value outside is drawn at the nearer end, and what is not a number at the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinearScale {
    /// First and last value of the domain.
    pub from: (f32, f32),
    /// Lengths at which the first and the last value are drawn. The second may be the smaller one, as with heights in
    /// SVG.
    pub to: (f32, f32),
}

impl LinearScale {
    /// Position at which `value` is drawn. A scale whose values span no length draws everything at its start.
    #[must_use]
    pub fn position_of(&self, value: f32) -> f32 {
        let ((first, last), (start, end)) = (self.from, self.to);
        let share = (value - first) / (last - first);
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        start + (end - start) * share
    }

    /// Round values inside the scale, `at_most` or fewer, in ascending order: multiples of 1, 2 or 5 times a power of
    /// ten.
    #[must_use]
    pub fn ticks(&self, at_most: u8) -> Vec<f32> {
        let (low, high) = (self.from.0.min(self.from.1), self.from.0.max(self.from.1));
        let width = high - low;
        if !width.is_finite() || width <= 0.0 || at_most == 0 {
            return Vec::new();
        }
        let step = self.round_step(width, at_most);
        let first = (low / step - TOLERANCE).ceil();
        (0..at_most)
            .map(|at| (first + f32::from(at)) * step)
            .take_while(|tick| *tick <= high + step * TOLERANCE)
            .map(|tick| if tick == 0.0 { 0.0 } else { tick })
            .collect()
    }

    /// Finds the smallest round step of which no more than `at_most` multiples can lie in `width`.
    fn round_step(&self, width: f32, at_most: u8) -> f32 {
        let rough = width / f32::from(at_most);
        let power = 10.0_f32.powf(rough.log10().floor());
        let (low, high) = (self.from.0.min(self.from.1), self.from.0.max(self.from.1));
        [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
            .map(|factor| factor * power)
            .into_iter()
            .find(|step| {
                let first = (low / step - TOLERANCE).ceil();
                let last = (high / step + TOLERANCE).floor();
                last - first < f32::from(at_most)
            })
            .unwrap_or(width)
    }
}

/// Tolerance at both ends of a scale, in steps: an end's own tick may be off by rounding.
const TOLERANCE: f32 = 1e-3;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_lie_on_ends_and_what_is_outside_stays_there() {
        let scale = LinearScale {
            from: (-1.0, 1.0),
            to: (200.0, 0.0),
        };
        for (value, drawn) in [
            (-1.0, 200.0),
            (0.0, 100.0),
            (1.0, 0.0),
            (7.0, 0.0),
            (f32::NAN, 200.0),
        ] {
            assert!((scale.position_of(value) - drawn).abs() < 1e-4);
        }
    }

    #[test]
    fn ticks_are_round() {
        let ticks = |from, at_most| {
            let to = (0.0, 1.0);
            let ticks = LinearScale { from, to }.ticks(at_most);
            ticks
                .iter()
                .map(|tick| format!("{tick:.1}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(ticks((0.0, 1.0), 6), "0.0 0.2 0.4 0.6 0.8 1.0");
        assert_eq!(ticks((-1.0, 1.0), 5), "-1.0 -0.5 0.0 0.5 1.0");
        assert_eq!(ticks((40.0, 200.0), 5), "50.0 100.0 150.0 200.0");
        assert_eq!(ticks((3.0, 3.0), 5), "");
    }

    proptest! {
        #[test]
        fn ticks_are_inside_in_order_and_not_too_many(
            low in -1000.0_f32..1000.0, width in 0.01_f32..1000.0, at_most in 1_u8..20,
        ) {
            let scale = LinearScale { from: (low, low + width), to: (0.0, 100.0) };
            let ticks = scale.ticks(at_most);
            prop_assert!(ticks.len() <= usize::from(at_most));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
            let slack = width * 0.01;
            prop_assert!(ticks.iter().all(|tick| (low - slack..=low + width + slack).contains(tick)));
        }
    }
}
