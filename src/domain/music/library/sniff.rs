//! The kind of file that its first bytes tell: a table, or something else altogether.

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

/// Beginnings of files that are no text.
const BINARY: [&[u8]; 10] = [
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xFF\xD8\xFF",
    b"RIFF",
    b"OggS",
    b"fLaC",
    b"ID3\x03",
    b"ID3\x04",
    b"\x7FELF",
];

/// Refuses what is no table by the first bytes of the file.
///
/// # Errors
/// [`WrongFile`] when it is no table.
pub fn refuse_by_bytes(head: &[u8]) -> Result<(), WrongFile> {
    let begins = |magic: &[u8]| head.starts_with(magic);
    if begins(b"PK\x03\x04") || begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(WrongFile::Spreadsheet);
    }
    let packed: [&[u8]; 4] = [&[0x1F, 0x8B], b"BZh", b"7z\xBC\xAF", &[0xFD, b'7', b'z']];
    if packed.into_iter().any(begins) {
        return Err(WrongFile::Compressed);
    }
    if BINARY.into_iter().any(begins) {
        return Err(WrongFile::Binary);
    }
    Ok(())
}

/// Refuses what is no table by the first letters of the text.
///
/// # Errors
/// [`WrongFile`] when it is no table.
pub fn refuse_by_text(text: &str) -> Result<(), WrongFile> {
    // A few stray controls are somebody's slip; a file full of them is no text.
    let controls = text
        .chars()
        .filter(|letter| letter.is_control() && !"\t\n\r\u{B}\u{C}".contains(*letter));
    if 20 * controls.count() > text.chars().count().max(40) {
        return Err(WrongFile::Binary);
    }
    match text.trim_start().chars().next() {
        Some('<') => Err(WrongFile::WebPage),
        Some('{' | '[') => Err(WrongFile::Json),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"PK\x03\x04rest", WrongFile::Spreadsheet)]
    #[case(b"\x1F\x8B\x08", WrongFile::Compressed)]
    #[case(b"\x89PNG\r\n\x1A\n", WrongFile::Binary)]
    #[case(b"ID3\x03\x00", WrongFile::Binary)]
    #[case(b"%PDF-1.7", WrongFile::Binary)]
    fn what_is_no_text_is_told_apart(#[case] head: &[u8], #[case] what: WrongFile) {
        assert_eq!(refuse_by_bytes(head), Err(what));
    }

    #[rstest]
    #[case("  \n<!doctype html>", Err(WrongFile::WebPage))]
    #[case("{\"a\":1}", Err(WrongFile::Json))]
    #[case("\u{1}\u{2}\u{3}\u{4}", Err(WrongFile::Binary))]
    #[case("name,artist\nA\u{8}B,C\n\u{1A}", Ok(()))]
    fn what_is_no_table_is_told_apart(#[case] text: &str, #[case] what: Result<(), WrongFile>) {
        assert_eq!(refuse_by_text(text), what);
    }
}
