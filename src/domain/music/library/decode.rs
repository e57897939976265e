//! Bytes in some encoding to UTF-8, piece by piece. A piece may end in the middle of a letter.

use crate::domain::music::library::sniff::TextEncoding;

/// A decoder of bytes in one encoding to UTF-8, piece by piece: it keeps the unfinished end of a piece.
#[derive(Debug, Clone)]
pub struct TextDecoder {
    encoding: TextEncoding,
    /// The first byte of a unit of two.
    half: Option<u8>,
    /// The first unit of a letter of two.
    high: Option<u16>,
}

impl TextDecoder {
    /// Makes a decoder at a text's beginning, after any byte order mark.
    #[must_use]
    pub const fn new(encoding: TextEncoding) -> Self {
        Self {
            encoding,
            half: None,
            high: None,
        }
    }

    /// Tells if pieces can be read as they are.
    // UTF-8 is not checked here: a cell's text is, when it is read.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.encoding == TextEncoding::Utf8
    }

    /// Appends `piece` to `text` as UTF-8. Units that are no letter become U+FFFD.
    pub fn decode(&mut self, piece: &[u8], text: &mut Vec<u8>) {
        if self.is_plain() {
            text.extend_from_slice(piece);
            return;
        }
        for byte in piece {
            let Some(first) = self.half.take() else {
                self.half = Some(*byte);
                continue;
            };
            let unit = if self.encoding == TextEncoding::Utf16Big {
                u16::from_be_bytes([first, *byte])
            } else {
                u16::from_le_bytes([first, *byte])
            };
            self.push_unit(unit, text);
        }
    }

    fn push_unit(&mut self, unit: u16, text: &mut Vec<u8>) {
        let is_high = (0xD800..0xDC00).contains(&unit);
        let high = self.high.take();
        if is_high {
            self.high = Some(unit);
        }
        let units: &[u16] = match (high, is_high) {
            (None, true) => return,
            // Two first halves: the earlier one is no letter.
            (Some(high), true) => &[high],
            (Some(high), false) => &[high, unit],
            (None, false) => &[unit],
        };
        for letter in char::decode_utf16(units.iter().copied()) {
            let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_survives_utf_16_in_pieces_of_any_size(text: String, size in 1_usize..7, big: bool) {
            let (encoding, bytes): (_, Vec<u8>) = if big {
                (TextEncoding::Utf16Big, text.encode_utf16().flat_map(u16::to_be_bytes).collect())
            } else {
                (TextEncoding::Utf16Little, text.encode_utf16().flat_map(u16::to_le_bytes).collect())
            };
            let mut decoder = TextDecoder::new(encoding);
            let mut read = Vec::new();
            for piece in bytes.chunks(size) {
                decoder.decode(piece, &mut read);
            }
            prop_assert_eq!(read, text.into_bytes());
        }

        #[test]
        fn any_bytes_become_text(bytes: Vec<u8>) {
            let mut read = Vec::new();
            TextDecoder::new(TextEncoding::Utf16Little).decode(&bytes, &mut read);
            prop_assert!(String::from_utf8(read).is_ok());
        }
    }
}
