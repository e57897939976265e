//! Bytes in some encoding to text, piece by piece. A piece may end in the middle of a letter.
//!
//! UTF-8, UTF-16 and Windows-1252 are decoded here. The encodings that need large tables are left to whoever runs the
//! import: a browser has them all ([`ForeignDecoder`]).

use crate::domain::music::library::encoding::TextEncoding;

/// A decoder of one encoding that the import has none for.
pub trait ForeignDecoder: std::fmt::Debug {
    /// Appends the text of `piece`, and with `is_last` of what was left of the one before. What is no letter becomes
    /// U+FFFD.
    fn decode(&mut self, piece: &[u8], is_last: bool, text: &mut String);
}

/// Makes a decoder by the name of its encoding; `None` where there is none.
pub type MakeDecoder = fn(&'static str) -> Option<Box<dyn ForeignDecoder>>;

/// A decoder of bytes in one encoding to text, piece by piece: it keeps the unfinished end of a piece.
#[derive(Debug)]
pub struct TableDecoder {
    encoding: TextEncoding,
    foreign: Option<Box<dyn ForeignDecoder>>,
    /// The unfinished letter at the end of a piece.
    rest: Vec<u8>,
}

impl TableDecoder {
    /// Makes a decoder at a text's beginning, after any byte order mark.
    ///
    /// An encoding that `make` has no decoder for is read as Windows-1252.
    #[must_use]
    pub fn new(encoding: TextEncoding, make: MakeDecoder) -> Self {
        let foreign = match encoding {
            TextEncoding::ShiftJis | TextEncoding::Gbk => make(encoding.label()),
            _ => None,
        };
        let encoding = match encoding {
            TextEncoding::ShiftJis | TextEncoding::Gbk if foreign.is_none() => {
                TextEncoding::Windows1252
            }
            encoding => encoding,
        };
        Self {
            encoding,
            foreign,
            rest: Vec::new(),
        }
    }

    /// The encoding that is decoded.
    #[must_use]
    pub const fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    /// Appends the text of `piece`; with `is_last`, of an unfinished letter too.
    pub fn decode(&mut self, piece: &[u8], is_last: bool, text: &mut String) {
        if let Some(foreign) = &mut self.foreign {
            return foreign.decode(piece, is_last, text);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(piece);
        let taken = match self.encoding {
            TextEncoding::Utf16Little => decode_utf16(&bytes, u16::from_le_bytes, is_last, text),
            TextEncoding::Utf16Big => decode_utf16(&bytes, u16::from_be_bytes, is_last, text),
            TextEncoding::Utf8 => decode_utf8(&bytes, is_last, text),
            _ => {
                text.extend(bytes.iter().map(|byte| windows_1252(*byte)));
                bytes.len()
            }
        };
        self.rest = bytes.split_off(taken.min(bytes.len()));
    }
}

/// Decodes UTF-8; a byte that has no place in it is read as Windows-1252, so that no two names become one.
fn decode_utf8(mut bytes: &[u8], is_last: bool, text: &mut String) -> usize {
    let whole = bytes.len();
    loop {
        let error = match std::str::from_utf8(bytes) {
            Ok(sound) => {
                text.push_str(sound);
                return whole;
            }
            Err(error) => error,
        };
        let (sound, rest) = bytes.split_at(error.valid_up_to());
        text.push_str(std::str::from_utf8(sound).unwrap_or_default());
        if error.error_len().is_none() && !is_last {
            return whole - rest.len();
        }
        let wrong = error.error_len().unwrap_or(rest.len());
        let (wrong, rest) = rest.split_at(wrong);
        text.extend(wrong.iter().map(|byte| windows_1252(*byte)));
        bytes = rest;
    }
}

fn decode_utf16(
    bytes: &[u8],
    unit_of: fn([u8; 2]) -> u16,
    is_last: bool,
    text: &mut String,
) -> usize {
    let mut units: Vec<u16> = bytes
        .chunks_exact(2)
        .filter_map(|pair| Some(unit_of(pair.try_into().ok()?)))
        .collect();
    let is_half = units
        .last()
        .is_some_and(|unit| (0xD800..0xDC00).contains(unit));
    if is_half && !is_last {
        units.pop();
    }
    let letters = char::decode_utf16(units.iter().copied());
    text.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if is_last {
        bytes.len()
    } else {
        units.len() * 2
    }
}

/// The letters of Windows-1252 at 0x80 to 0x9F; the five that it has none for stay controls (WHATWG, "Encoding").
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let special = usize::from(byte)
        .checked_sub(0x80)
        .and_then(|at| WINDOWS_1252.get(at));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug)]
    struct Native(Box<encoding_rs::Decoder>);

    impl ForeignDecoder for Native {
        fn decode(&mut self, piece: &[u8], is_last: bool, text: &mut String) {
            text.reserve(self.0.max_utf8_buffer_length(piece.len()).unwrap());
            let (_, read, _) = self.0.decode_to_string(piece, text, is_last);
            assert_eq!(read, piece.len());
        }
    }

    /// The decoders of this machine, in place of a browser's.
    pub fn native_decoder(label: &'static str) -> Option<Box<dyn ForeignDecoder>> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let decoder = encoding.new_decoder_without_bom_handling();
        Some(Box::new(Native(Box::new(decoder))))
    }

    fn decoded(encoding: TextEncoding, bytes: &[u8], size: usize) -> String {
        let mut decoder = TableDecoder::new(encoding, native_decoder);
        let mut text = String::new();
        for piece in bytes.chunks(size) {
            decoder.decode(piece, false, &mut text);
        }
        decoder.decode(&[], true, &mut text);
        text
    }

    proptest! {
        #[test]
        fn text_survives_in_pieces_of_any_size(text: String, size in 1_usize..7) {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            prop_assert_eq!(decoded(TextEncoding::Utf16Little, &little, size), text.clone());
            prop_assert_eq!(decoded(TextEncoding::Utf16Big, &big, size), text.clone());
            prop_assert_eq!(decoded(TextEncoding::Utf8, text.as_bytes(), size), text);
        }

        #[test]
        fn windows_1252_is_read_as_others_read_it(bytes: Vec<u8>, size in 1_usize..7) {
            let theirs = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned();
            prop_assert_eq!(decoded(TextEncoding::Windows1252, &bytes, size), theirs);
        }

        #[test]
        fn any_bytes_become_text(bytes: Vec<u8>, size in 1_usize..7) {
            for encoding in [TextEncoding::Utf8, TextEncoding::Utf16Big, TextEncoding::ShiftJis, TextEncoding::Gbk] {
                prop_assert!(bytes.is_empty() || !decoded(encoding, &bytes, size).is_empty() || bytes.len() < 2);
            }
        }
    }

    #[test]
    fn a_byte_that_is_not_utf_8_stays_a_letter_of_its_own() {
        assert_eq!(
            decoded(TextEncoding::Utf8, b"caf\xE9 \xC3\xA9", 3),
            "café é"
        );
    }
}
