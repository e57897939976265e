//! The kind of file that its first bytes tell: a table in some encoding, or something else altogether.

/// The kinds of file that are chosen instead of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongFile {
    /// A spreadsheet of Excel or Calc, or another zip.
    #[error("this is a spreadsheet or a zip file; save it as CSV first")]
    Spreadsheet,
    /// A file packed by gzip and the like.
    #[error("this file is compressed; unpack it first")]
    Compressed,
    /// A saved web page, not a table.
    #[error("this is a web page, not a table")]
    WebPage,
    /// A file of JSON, as Spotify's own data export has it.
    #[error("this is JSON, not a table")]
    Json,
    /// A picture, music, or a program.
    #[error("this is not a text file")]
    Binary,
}

/// The encodings of text that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, or text that is near enough.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Little,
    /// UTF-16, high byte first.
    Utf16Big,
}

/// The number of first bytes that [`sniff_encoding`] likes to see.
pub const HEAD: usize = 4096;

/// Tells the encoding of the table that begins with `head`, and the length of its byte order mark in bytes.
///
/// # Errors
/// [`WrongFile`] when it is no table.
pub fn sniff_encoding(head: &[u8]) -> Result<(TextEncoding, usize), WrongFile> {
    let begins = |magic: &[u8]| head.starts_with(magic);
    if begins(b"PK\x03\x04") || begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(WrongFile::Spreadsheet);
    }
    let packed: [&[u8]; 4] = [&[0x1F, 0x8B], b"BZh", b"7z\xBC\xAF", &[0xFD, b'7', b'z']];
    if packed.into_iter().any(begins) {
        return Err(WrongFile::Compressed);
    }
    if begins(&[0xFF, 0xFE]) {
        return Ok((TextEncoding::Utf16Little, 2));
    }
    if begins(&[0xFE, 0xFF]) {
        return Ok((TextEncoding::Utf16Big, 2));
    }
    let mark = if begins(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let control = |byte: &u8| *byte < 0x20 && !b"\t\n\r\x0B\x0C".contains(byte);
    if begins(b"%PDF") || head.iter().any(control) {
        return Err(WrongFile::Binary);
    }
    let text = head.get(mark..).unwrap_or_default();
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'<') => Err(WrongFile::WebPage),
        Some(b'{' | b'[') => Err(WrongFile::Json),
        _ => Ok((TextEncoding::Utf8, mark)),
    }
}

/// Tells the separator that the first line has most of, outside quotation marks; a comma if it has none.
#[must_use]
pub fn sniff_delimiter(text: &[u8]) -> u8 {
    let line = text.trim_ascii_start();
    if let Some([noted, ..]) = line.strip_prefix(b"sep=") {
        return *noted;
    }
    let line = line.split(|byte| matches!(byte, b'\r' | b'\n')).next();
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line.unwrap_or_default() {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| sign == byte)
            && !quoted
        {
            *count += 1;
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"PK\x03\x04rest", WrongFile::Spreadsheet)]
    #[case(b"\x1F\x8B\x08", WrongFile::Compressed)]
    #[case(b"  \n<!doctype html>", WrongFile::WebPage)]
    #[case(b"\xEF\xBB\xBF{\"a\":1}", WrongFile::Json)]
    #[case(b"\x89PNG\r\n\x1A\n", WrongFile::Binary)]
    #[case(b"ID3\x03\x00", WrongFile::Binary)]
    #[case(b"%PDF-1.7", WrongFile::Binary)]
    fn what_is_no_table_is_told_apart(#[case] head: &[u8], #[case] what: WrongFile) {
        assert_eq!(sniff_encoding(head), Err(what));
    }

    #[rstest]
    #[case(b"a,b;c,d\n;;;;", b',')]
    #[case(b"a;b,c;d", b';')]
    #[case(b"a\tb", b'\t')]
    #[case(b"\"a,b,c\";d", b';')]
    #[case(b"sep=|\na", b'|')]
    #[case(b"a", b',')]
    fn the_first_line_tells_the_separator(#[case] text: &[u8], #[case] separator: u8) {
        assert_eq!(sniff_delimiter(text), separator);
    }

    #[rstest]
    #[case(b"name,artist", TextEncoding::Utf8, 0)]
    #[case(b"\xEF\xBB\xBFname", TextEncoding::Utf8, 3)]
    #[case(b"\xFF\xFEn\0", TextEncoding::Utf16Little, 2)]
    #[case(b"\xFE\xFF\0n", TextEncoding::Utf16Big, 2)]
    #[case(b"", TextEncoding::Utf8, 0)]
    fn encodings_are_known_by_their_marks(
        #[case] head: &[u8],
        #[case] encoding: TextEncoding,
        #[case] mark: usize,
    ) {
        assert_eq!(sniff_encoding(head), Ok((encoding, mark)));
    }
}
