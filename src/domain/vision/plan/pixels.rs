//! Eight pixels of a plane at a time: what the steps compute with, in a form that compilers turn into vectors.

/// Number of pixels that are computed together.
pub const ROW: usize = 8;
/// Numbers of eight pixels, in a row.
pub type Row = [f32; ROW];

/// Reads the 8 numbers from `start`; zeros where there are fewer.
#[inline]
#[must_use]
pub fn row_at(plane: &[f32], start: usize) -> Row {
    let rest = plane.get(start..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or_else(|| padded(rest))
}

/// Takes the first `N` numbers, and zeros where there are fewer.
#[must_use]
pub fn padded<const N: usize>(values: &[f32]) -> [f32; N] {
    let mut values = values.iter();
    [(); N].map(|()| values.next().copied().unwrap_or_default())
}

/// Takes the greater of two numbers.
// Not `f32::max`: this is one vector instruction.
#[inline]
#[must_use]
pub fn greater_of(a: f32, x: f32) -> f32 {
    if a > x { a } else { x }
}
