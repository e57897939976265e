//! The rosette, the one shape of every flower: petals that are sharp or soft, deep or shallow.

use crate::domain::drawing::angle::{cosine, sine};
use crate::domain::drawing::svg_text::SvgText;

/// Middle of the square of 48 units that every flower is drawn in.
pub(super) const MIDDLE: f32 = 24.0;

/// A flower's outline, in units of a square of 48 around its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rosette {
    /// Radius of the tips of the petals.
    pub radius: f32,
    /// Number of the petals.
    pub petals: u8,
    /// Depth of the valleys, as a share of the radius.
    pub depth: f32,
    /// Softness of the tips: 0 is sharp, 1 is round.
    pub softness: f32,
    /// Turn of the whole, in circles.
    pub turn: f32,
}

/// A corner of the outline: where it is, and its handle towards the next one.
struct Corner {
    at: (f32, f32),
    handle: (f32, f32),
}

impl Rosette {
    /// Writes the outline as the data of a path, a closed row of cubic curves.
    pub(super) fn write(&self, svg: &mut SvgText) {
        let mut last = self.corner(0);
        svg.push("M").point(last.at);
        for index in 1..=u16::from(self.petals) * 2 {
            let next = self.corner(index);
            let leaving = (last.at.0 + last.handle.0, last.at.1 + last.handle.1);
            let coming = (next.at.0 - next.handle.0, next.at.1 - next.handle.1);
            svg.push("C").point(leaving);
            svg.push(" ").point(coming);
            svg.push(" ").point(next.at);
            last = next;
        }
        svg.push("z");
    }

    /// The corner of this index, from the top clockwise: tips are even, valleys odd.
    fn corner(&self, index: u16) -> Corner {
        let petals = f32::from(self.petals.max(1));
        let (radius, reach) = if index.is_multiple_of(2) {
            (self.radius, 0.12 + 0.42 * self.softness)
        } else {
            (self.radius * (1.0 - self.depth), 0.40)
        };
        let turns = self.turn - 0.25 + f32::from(index) / (2.0 * petals);
        let (across, down) = (cosine(turns), sine(turns));
        let length = radius * std::f32::consts::PI / petals * reach;
        Corner {
            at: (MIDDLE + radius * across, MIDDLE + radius * down),
            handle: (-down * length, across * length),
        }
    }
}
