//! The scale of a column of shares, 0 to 1 or 0 to 100: its own numbers tell.

/// A scale on which a table writes a column's shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareScale {
    /// Shares are written 0 to 1.
    Unit,
    /// Shares are written 0 to 100.
    Hundred,
}

/// The counts of a column's numbers, by which its scale is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScaleTally {
    /// The count of numbers that only fit 0 to 100.
    above_one: usize,
    /// The count of numbers between 0 and 1, of which a column of hundredths has few.
    between: usize,
}

impl ScaleTally {
    /// Counts one more number of the column.
    pub fn add(&mut self, value: f32) {
        if value > 1.0 {
            self.above_one += 1;
        } else if value > 0.0 && value < 1.0 {
            self.between += 1;
        }
    }

    /// The column's scale by majority, so that one slip doesn't decide; `None` for one of 0 and 1 alone.
    #[must_use]
    pub const fn own_scale(&self) -> Option<ShareScale> {
        if self.above_one > self.between {
            Some(ShareScale::Hundred)
        } else if self.between > 0 {
            Some(ShareScale::Unit)
        } else {
            None
        }
    }
}

/// Tells the scale of each column: by its name, by its numbers, and else by those of its neighbours.
#[must_use]
pub fn tell_scales<const COLUMNS: usize>(
    tallies: [ScaleTally; COLUMNS],
    named: [Option<ShareScale>; COLUMNS],
) -> [ShareScale; COLUMNS] {
    let mut known = named;
    for (scale, tally) in known.iter_mut().zip(tallies) {
        // A name that says "%" over numbers like 0.4 is a name alone.
        *scale = tally.own_scale().or(*scale);
    }
    let count = |of| known.iter().filter(|scale| **scale == Some(of)).count();
    let others = if count(ShareScale::Hundred) > count(ShareScale::Unit) {
        ShareScale::Hundred
    } else {
        ShareScale::Unit
    };
    known.map(|scale| scale.unwrap_or(others))
}

impl ShareScale {
    /// The value in thousandths; `None` for one off this scale.
    #[must_use]
    pub fn thousandths(self, value: f32) -> Option<u16> {
        let share = match self {
            Self::Unit => value,
            Self::Hundred => value / 100.0,
        };
        (0.0..=1.0)
            .contains(&share)
            .then(|| rounded_to_u16(share * 1000.0))
    }
}

/// Rounds a value to the nearest whole number; a negative one becomes 0, one above 65,535 that.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "such casts saturate, and callers give what fits"
)]
pub fn rounded_to_u16(value: f32) -> u16 {
    value.round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[0.1, 0.5, 1.0], Some(ShareScale::Unit))]
    #[case(&[10.0, 50.0, 1.0, 0.0], Some(ShareScale::Hundred))]
    #[case(&[0.0, 1.0], None)]
    #[case(&[0.1, 0.2, 0.3, 42.0], Some(ShareScale::Unit))]
    #[case(&[10.0, 20.0, 0.5], Some(ShareScale::Hundred))]
    fn a_columns_numbers_tell_its_scale(
        #[case] numbers: &[f32],
        #[case] scale: Option<ShareScale>,
    ) {
        let mut tally = ScaleTally::default();
        for number in numbers {
            tally.add(*number);
        }
        assert_eq!(tally.own_scale(), scale);
    }

    #[test]
    fn a_column_that_says_nothing_goes_by_its_name_and_its_neighbours() {
        let tally = |numbers: &[f32]| {
            let mut tally = ScaleTally::default();
            for number in numbers {
                tally.add(*number);
            }
            tally
        };
        let (silent, hundred) = (tally(&[0.0, 1.0]), tally(&[40.0, 80.0]));
        let scales = tell_scales([silent, hundred, hundred], [None; 3]);
        assert_eq!(scales, [ShareScale::Hundred; 3]);
        let scales = tell_scales([silent, tally(&[0.5])], [Some(ShareScale::Hundred), None]);
        assert_eq!(scales, [ShareScale::Hundred, ShareScale::Unit]);
    }

    #[test]
    fn a_number_off_the_scale_is_refused() {
        assert_eq!(ShareScale::Unit.thousandths(0.5), Some(500));
        assert_eq!(ShareScale::Hundred.thousandths(50.0), Some(500));
        assert_eq!(ShareScale::Unit.thousandths(42.0), None);
        assert_eq!(ShareScale::Unit.thousandths(-0.1), None);
    }
}
