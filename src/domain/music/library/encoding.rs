//! The encoding of a text, told by the bytes in it: what is possible, and which of that is likely.
//!
//! A mark at the beginning decides. Without one, UTF-8 is what has no byte that UTF-8 can't have, UTF-16 is what has a
//! zero in every second byte. For the rest each encoding is scored by the share of letters that are frequent in it.

/// Encodings of text that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, which has all letters.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Little,
    /// UTF-16, high byte first.
    Utf16Big,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
    /// `Shift_JIS`, as Windows has it.
    ShiftJis,
    /// GBK, as Windows has it.
    Gbk,
}

impl TextEncoding {
    /// Name of the encoding, as browsers know it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Little => "UTF-16LE",
            Self::Utf16Big => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
            Self::ShiftJis => "Shift_JIS",
            Self::Gbk => "GBK",
        }
    }
}

/// The evidence that the bytes of a text give of its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodingEvidence {
    /// The likeliest of the encodings.
    pub encoding: TextEncoding,
    /// Length of the byte order mark.
    pub mark: usize,
    /// True if another encoding is nearly as likely, so that letters may be wrong.
    pub is_doubtful: bool,
}

/// Share of frequent letters under which an encoding is not believed.
const BELIEVED: f32 = 0.6;
/// Lead of the likeliest encoding over the next, under which it is doubtful.
const CLEAR_LEAD: f32 = 0.2;

/// Tells the encoding of a text that begins with `head`; of a longer text, its end may be cut.
#[must_use]
pub fn tell_encoding(head: &[u8]) -> EncodingEvidence {
    let sure = |encoding, mark| EncodingEvidence {
        encoding,
        mark,
        is_doubtful: false,
    };
    match head {
        [0xFF, 0xFE, ..] => return sure(TextEncoding::Utf16Little, 2),
        [0xFE, 0xFF, ..] => return sure(TextEncoding::Utf16Big, 2),
        [0xEF, 0xBB, 0xBF, ..] => return sure(TextEncoding::Utf8, 3),
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return sure(encoding, 0);
    }
    if is_utf8(head) {
        return sure(TextEncoding::Utf8, 0);
    }
    likeliest(head)
}

/// Tells whether `head` is UTF-8, but for a letter that its end may have cut.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Tells UTF-16 by its zeros: separators, digits and line ends have one whatever the script.
fn utf16_without_mark(head: &[u8]) -> Option<TextEncoding> {
    let zeros = |at: usize| {
        let bytes = head.iter().skip(at).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    if 10 * (first + second) < head.len() {
        return None;
    }
    match (first, second) {
        _ if second > 3 * first => Some(TextEncoding::Utf16Little),
        _ if first > 3 * second => Some(TextEncoding::Utf16Big),
        _ => None,
    }
}

fn likeliest(head: &[u8]) -> EncodingEvidence {
    let mut scored = [
        (TextEncoding::Windows1252, western_score(head)),
        (TextEncoding::ShiftJis, double_byte_score(head, shift_jis)),
        (TextEncoding::Gbk, double_byte_score(head, gbk)),
    ];
    scored.sort_by(|one, other| other.1.total_cmp(&one.1));
    let [(encoding, best), (_, next), _] = scored;
    EncodingEvidence {
        encoding,
        mark: 0,
        is_doubtful: best < BELIEVED || best - next < CLEAR_LEAD,
    }
}

/// Share of the bytes beyond ASCII that are a letter in a Latin word, or a sign of typography beside one.
fn western_score(head: &[u8]) -> f32 {
    let (mut all, mut good) = (0_usize, 0_usize);
    for (at, byte) in head.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        let neighbour = |near: Option<usize>| near.and_then(|at| head.get(at)).copied();
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let is_letter = |near: Option<u8>| near.is_some_and(|near| near.is_ascii_alphabetic());
        let is_edge = |near: Option<u8>| near.is_none_or(|near| near.is_ascii());
        all += 1;
        good += usize::from(match byte {
            // Two in a row, as in "Zoë’s", are rare; three are no word of a Latin script.
            0xC0..=0xD6
            | 0xD8..=0xF6
            | 0xF8..=0xFF
            | 0x8A
            | 0x8C
            | 0x8E
            | 0x9A
            | 0x9C
            | 0x9E
            | 0x9F => is_letter(before) || is_letter(after) || (is_edge(before) && is_edge(after)),
            0x82
            | 0x84
            | 0x85
            | 0x91..=0x97
            | 0x99
            | 0xA1
            | 0xA9
            | 0xAA
            | 0xAB
            | 0xAE
            | 0xB0
            | 0xB4
            | 0xB7
            | 0xBA
            | 0xBB
            | 0xBF => is_edge(before) || is_edge(after),
            _ => false,
        });
    }
    share(good, all)
}

/// Kind of a letter of two bytes, or of one beyond ASCII.
enum Letter {
    Frequent(usize),
    Rare(usize),
    Impossible,
}

fn double_byte_score(head: &[u8], read: fn(&[u8]) -> Letter) -> f32 {
    let (mut all, mut good) = (0_usize, 0_usize);
    let mut rest = head;
    while let [byte, after @ ..] = rest {
        if byte.is_ascii() {
            rest = after;
            continue;
        }
        // The end may have cut a letter.
        if after.is_empty() {
            break;
        }
        let (is_good, length) = match read(rest) {
            Letter::Frequent(length) => (true, length),
            Letter::Rare(length) => (false, length),
            Letter::Impossible => return 0.0,
        };
        all += 1;
        good += usize::from(is_good);
        rest = rest.get(length..).unwrap_or_default();
    }
    share(good, all)
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
fn share(good: usize, all: usize) -> f32 {
    if all == 0 {
        0.0
    } else {
        good as f32 / all as f32
    }
}

/// Kana, signs and the kanji of level 1 are frequent (JIS X 0208); half-width kana and level 2 are rare.
fn shift_jis(text: &[u8]) -> Letter {
    match text {
        [0xA1..=0xDF, ..] => Letter::Rare(1),
        [0x81..=0x83 | 0x89..=0x97, 0x40..=0x7E | 0x80..=0xFC, ..] | [0x88, 0x9F..=0xFC, ..] => {
            Letter::Frequent(2)
        }
        [
            0x84..=0x88 | 0x98..=0x9F | 0xE0..=0xFC,
            0x40..=0x7E | 0x80..=0xFC,
            ..,
        ] => Letter::Rare(2),
        _ => Letter::Impossible,
    }
}

/// The hanzi of level 1, signs and kana are frequent (GB 2312); what GBK has added is rare.
fn gbk(text: &[u8]) -> Letter {
    match text {
        [0xA1 | 0xA3..=0xA5 | 0xB0..=0xD7, 0xA1..=0xFE, ..] => Letter::Frequent(2),
        [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => Letter::Rare(2),
        _ => Letter::Impossible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[rstest]
    #[case("name,artist\nThinkin’ Bout It,Beyoncé\nCafé – Nuit,Mötley\n")]
    #[case("name,artist\nÜber den Wolken,Müller\nÉté,Élodie\n")]
    #[case("titel;künstler\nSchöne Größe;Die Ärzte\n")]
    fn western_texts_are_known(#[case] text: &str) {
        let evidence = tell_encoding(&encoded(text, encoding_rs::WINDOWS_1252));
        assert_eq!(evidence.encoding, TextEncoding::Windows1252);
        assert!(!evidence.is_doubtful);
    }

    #[rstest]
    #[case("name,artist\n夜に駆ける,音楽隊\nさくら,音楽\n")]
    #[case("曲名,アーティスト\n愛をこめて花束を,歌手\n")]
    fn japanese_texts_are_known(#[case] text: &str) {
        let evidence = tell_encoding(&encoded(text, encoding_rs::SHIFT_JIS));
        assert_eq!(evidence.encoding, TextEncoding::ShiftJis);
        assert!(!evidence.is_doubtful, "{evidence:?}");
    }

    #[rstest]
    #[case("name,artist\n月亮代表我的心,邓丽君\n青花瓷,周杰伦\n")]
    #[case("歌名,歌手\n海阔天空,乐队\n")]
    fn chinese_texts_are_known(#[case] text: &str) {
        let evidence = tell_encoding(&encoded(text, encoding_rs::GBK));
        assert_eq!(evidence.encoding, TextEncoding::Gbk);
    }

    #[rstest]
    #[case(b"name,artist", TextEncoding::Utf8, 0)]
    #[case(b"\xEF\xBB\xBFname", TextEncoding::Utf8, 3)]
    #[case(b"\xFF\xFEn\0", TextEncoding::Utf16Little, 2)]
    #[case(b"\xFE\xFF\0n", TextEncoding::Utf16Big, 2)]
    #[case(b"n\0a\0m\0e\0,\0", TextEncoding::Utf16Little, 0)]
    #[case(b"\0n\0a\0m\0e\0,", TextEncoding::Utf16Big, 0)]
    #[case(b"caf\xC3", TextEncoding::Utf8, 0)]
    #[case(b"", TextEncoding::Utf8, 0)]
    fn marks_and_zeros_decide(
        #[case] head: &[u8],
        #[case] encoding: TextEncoding,
        #[case] mark: usize,
    ) {
        let evidence = tell_encoding(head);
        assert_eq!((evidence.encoding, evidence.mark), (encoding, mark));
    }

    #[test]
    fn what_could_be_anything_is_doubtful() {
        assert!(tell_encoding(b"name\n\xB1\xB2\xB3\n").is_doubtful);
    }
}
