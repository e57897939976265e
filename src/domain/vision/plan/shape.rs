//! The shape of what a step reads or writes, and how it lies in memory.

/// Shape of a tensor: channels × height × width, row by row, one channel's plane after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TensorShape {
    /// Number of the channels.
    pub channels: usize,
    /// Number of rows of a plane.
    pub height: usize,
    /// Number of columns of a plane.
    pub width: usize,
}

impl TensorShape {
    /// Number of pixels in a plane.
    #[must_use]
    pub const fn area(self) -> usize {
        self.height * self.width
    }

    /// Number of values in the tensor, `None` where it has none or more than can be counted.
    #[must_use]
    pub fn checked_len(self) -> Option<usize> {
        let plane = self.height.checked_mul(self.width)?;
        self.channels.checked_mul(plane).filter(|len| *len > 0)
    }

    /// Number of values from the start of one plane to the start of the next, as planes lie in a network's memory:
    /// whole cache lines, an odd number of them.
    // An even number, and a power of two above all, would put the same pixel of all channels into the same few places
    // of a processor's cache: a convolution of 16 channels is three times slower then.
    #[must_use]
    pub const fn pitch(self) -> usize {
        const LINE: usize = 16;
        (self.area().div_ceil(LINE) | 1) * LINE
    }
}

/// A tensor to be read.
#[derive(Debug, Clone, Copy)]
pub struct TensorView<'a> {
    /// Values of the tensor, and what lies between its planes.
    pub values: &'a [f32],
    /// Shape of the tensor.
    pub shape: TensorShape,
    /// Number of values from the start of one plane to the start of the next.
    pub pitch: usize,
}

impl<'a> TensorView<'a> {
    /// Iterates over the planes, channel by channel.
    pub fn planes(self) -> impl Iterator<Item = &'a [f32]> {
        let area = self.shape.area();
        let planes = self.values.chunks(self.pitch.max(1));
        planes.filter_map(move |plane| plane.get(..area))
    }
}
