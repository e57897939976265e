//! The browser's decoders of text for the import, which has none for encodings with large tables.

use crate::domain::music::library::decode::ForeignDecoder;
use crate::web::text_decoder::TextDecoder;

/// A decoder of the browser's, as the import knows one.
#[derive(Debug)]
struct BrowserDecoder(TextDecoder);

impl ForeignDecoder for BrowserDecoder {
    fn decode(&mut self, piece: &[u8], is_last: bool, text: &mut String) {
        match self.0.decode_piece(piece, is_last) {
            Ok(decoded) => text.push_str(&decoded),
            Err(error) => log::error!("a piece of text can't be decoded: {error}"),
        }
    }
}

/// Makes a decoder by the name of its encoding; `None` where the browser has none.
pub(super) fn browser_decoder(label: &'static str) -> Option<Box<dyn ForeignDecoder>> {
    match TextDecoder::new(label) {
        Ok(decoder) => Some(Box::new(BrowserDecoder(decoder))),
        Err(error) => {
            log::warn!("this browser has no decoder of {label}: {error}");
            None
        }
    }
}
