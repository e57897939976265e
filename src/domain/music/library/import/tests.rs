use super::*;
use crate::domain::music::library::decode::tests::native_decoder;
use crate::domain::music::library::sniff::WrongFile;
use crate::domain::music::library::summary::CellProblem;
use crate::domain::music::track::Track;
use proptest::prelude::*;
use rstest::rstest;

pub type Imported = Result<(Library, ImportSummary), ImportError>;

/// An import with this machine's decoders in place of a browser's.
pub fn native_import() -> TableImport {
    TableImport::new(ImportSettings {
        decoders: native_decoder,
        assigned: Vec::new(),
    })
}

pub fn import(bytes: &[u8], size: usize) -> Imported {
    let mut import = native_import();
    for piece in bytes.chunks(size) {
        import.push(piece)?;
    }
    assert_eq!(import.consumed_bytes(), bytes.len() as u64);
    import.finish()
}

pub fn imported(text: &str) -> Imported {
    import(text.as_bytes(), 4096)
}

fn first(text: &str) -> Track {
    imported(text).unwrap().0.track(0).unwrap()
}

const HEADER: &str = "id,name,artist,year,genre,valence,energy,tempo,danceability,acousticness,\
    instrumentalness,explicit";
const ROW: &str =
    "0123456789abcdefghijkl,Song,Band,1999-01-01,Hard Rock,0.5,0.25,120.5,0.75,0.125,0,True";

#[test]
fn a_table_becomes_a_library() {
    let (library, summary) = imported(&format!("{HEADER}\n{ROW}\n")).unwrap();
    assert_eq!((summary.tracks, summary.bad, summary.repeated), (1, 0, 0));
    assert!(summary.lacking.is_empty());
    let track = library.track(0).unwrap();
    assert_eq!(track.id.spotify(), Some("0123456789abcdefghijkl"));
    assert_eq!(
        (track.title.as_str(), track.artist.as_str()),
        ("Song", "Band")
    );
    assert_eq!((track.year, track.genre.as_str()), (1999, "hard rock"));
    assert!((track.features.tempo.get() - 120.5).abs() < 0.01);
    assert!((track.features.acousticness.get() - 0.125).abs() < 0.001);
    assert!(track.explicit);
    assert_eq!(library.sounds().next().unwrap(), track.sound());
    assert_eq!(library.year(0), Some(1999));
    assert_eq!(library.track(1), None);
}

#[rstest]
#[case(";")]
#[case("\t")]
fn other_separators_are_found(#[case] separator: &str) {
    let table = format!("{HEADER}\n{ROW}").replace(',', separator);
    assert_eq!(first(&table).title, "Song");
}

#[test]
fn a_comma_in_a_number_is_a_point_where_semicolons_separate() {
    let track = first("name;artist;valence;energy;tempo\nA;B;0,5;0,25;99,5");
    assert!((track.features.energy.get() - 0.25).abs() < 0.001);
}

#[test]
fn a_note_about_the_separator_is_skipped() {
    assert_eq!(
        first(&format!(
            "sep=;\r\n{}",
            format!("{HEADER}\r\n{ROW}").replace(',', ";")
        ))
        .title,
        "Song"
    );
}

#[test]
fn hundredths_and_shares_mix_column_by_column() {
    let track = first("name,artist,valence,energy,tempo\nA,B,50,0.25,100\nC,D,70,0.75,100");
    assert!((track.features.valence.get() - 0.5).abs() < 0.001);
    assert!((track.features.energy.get() - 0.25).abs() < 0.001);
}

#[test]
fn line_ends_of_every_kind_and_newlines_in_quotes_are_counted_right() {
    for end in ["\n", "\r\n"] {
        let rows = [
            HEADER,
            "",
            "\"x\"",
            "1,\"two\nlines\",B,,,0.5,0.5,100,0.5,0.5,0.5,",
            "y",
            ROW,
        ]
        .join(end);
        let (library, summary) = imported(&rows).unwrap();
        let lines: Vec<_> = summary.listed.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 6], "{end:?}");
        assert_eq!(library.track(0).unwrap().title, "two lines");
        assert_eq!(library.len(), 2);
    }
}

#[rstest]
#[case("", TableColumn::Valence, CellProblem::Missing)]
#[case("much", TableColumn::Valence, CellProblem::NotANumber)]
#[case("-1", TableColumn::Valence, CellProblem::OutOfRange)]
#[case("101", TableColumn::Valence, CellProblem::OutOfRange)]
#[case("42", TableColumn::Valence, CellProblem::OutOfRange)]
fn a_bad_cell_costs_its_row_and_is_named(
    #[case] cell: &str,
    #[case] column: TableColumn,
    #[case] problem: fn(TableColumn) -> CellProblem,
) {
    let table = format!(
        "{HEADER}\n{ROW}\n,A,B,,,{cell},0.5,100,0.5,0.5,0.5,\n,C,D,,,0.4,0.5,100,0.5,0.5,0.5,"
    );
    let (library, summary) = imported(&table).unwrap();
    assert_eq!((library.len(), summary.bad), (2, 1));
    assert_eq!(
        (summary.listed[0].line, summary.listed[0].problem),
        (3, problem(column))
    );
    assert_eq!(library.track(1).unwrap().title, "C");
}

#[test]
fn tracks_that_come_again_are_counted_once() {
    let (library, summary) = imported(&format!("{HEADER}\n{ROW}\n{ROW}\n{ROW}")).unwrap();
    assert_eq!((library.len(), summary.repeated), (1, 2));
}

#[test]
fn a_row_whose_first_letter_is_a_quoted_line_end_is_one_row_in_pieces_of_any_size() {
    // The head of a file is read at once, so the row stands behind it.
    let before: Vec<_> = (0..300)
        .map(|at| format!("T{at},B,0.5,0.5,100\n"))
        .collect();
    let table = format!(
        "name,artist,valence,energy,tempo\n{}\"\n\nA\",B,0.5,0.5,100\nC,D,0.5,0.5,x",
        before.concat()
    );
    for size in 1..60 {
        let (library, summary) = import(table.as_bytes(), size).unwrap();
        assert_eq!(library.track(300).unwrap().title, "A");
        assert_eq!(summary.listed[0].line, 305);
    }
}

#[test]
fn a_hundred_thousand_rows_are_read_and_stored_in_fewer_bytes() {
    let rows: Vec<_> = (0..100_000)
        .map(|at| {
            let row = ROW.replace("0123456789abcdefghijkl", &format!("{at:022}"));
            row.replace("Band", &format!("Band {}", at % 20_000)) + "\n"
        })
        .collect();
    let table = format!("{HEADER}\n{}", rows.concat());
    let (library, _) = import(table.as_bytes(), 1 << 16).unwrap();
    let stored = library.to_bytes();
    println!(
        "{} bytes of CSV are stored as {} bytes",
        table.len(),
        stored.len()
    );
    assert_eq!(library.len(), 100_000);
    assert!(stored.len() < table.len());
    assert_eq!(Library::from_bytes(&stored), Ok(library));
}

#[test]
fn formulas_stay_text() {
    for lead in ["=", "+", "-", "@"] {
        let title = format!("{lead}HYPERLINK(1)");
        let track = first(&format!(
            "name,artist,valence,energy,tempo\n{title},{lead}B,0.5,0.5,100"
        ));
        assert_eq!(track.title, title);
        assert!(
            track
                .open_url()
                .starts_with("https://open.spotify.com/search/")
        );
    }
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(imported("").unwrap_err(), ImportError::Empty);
    assert_eq!(imported(" \n\n").unwrap_err(), ImportError::Empty);
    assert_eq!(imported("<html>").unwrap_err(), WrongFile::WebPage.into());
    assert_eq!(imported("[{}]").unwrap_err(), WrongFile::Json.into());
    assert_eq!(
        imported("PK\u{3}\u{4}").unwrap_err(),
        WrongFile::Spreadsheet.into()
    );
    assert!(
        matches!(imported("a,b\n1,2"), Err(ImportError::MissingColumns(missing)) if missing.missing.len() == 5)
    );
    assert!(matches!(imported(HEADER), Err(ImportError::NoTracks(_))));
    assert!(
        matches!(imported(&format!("{HEADER}\nx")), Err(ImportError::NoTracks(summary)) if summary.bad == 1)
    );
}

#[rstest]
#[case::quoted(&format!("{HEADER}\n{ROW}\n\""), b"x", 3)]
#[case::bare(&format!("{HEADER}\n{ROW}\n"), b"x", 3)]
#[case::of_cells(&format!("{HEADER}\n"), b",", 2)]
#[case::the_first("", b"x", 1)]
#[case::in_utf_16("\u{FEFF}", b"x\0", 1)]
fn a_line_of_a_hundred_megabytes_ends_the_import_early(
    #[case] head: &str,
    #[case] unit: &[u8],
    #[case] line: u32,
) {
    let mut import = native_import();
    let head: Vec<u8> = if unit.len() == 2 {
        head.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else {
        head.into()
    };
    import.push(&head).unwrap();
    let piece = unit.repeat((1 << 20) / unit.len());
    let (at, error) = (0..100)
        .find_map(|at| import.push(&piece).err().map(|error| (at, error)))
        .unwrap();
    assert_eq!((at, error), (0, ImportError::LineTooLong { line }));
}

#[test]
fn a_library_has_a_most() {
    let mut import = native_import();
    import.push(b"name,artist,valence,energy,tempo\n").unwrap();
    let ended = (0..250).find_map(|block| {
        let rows: Vec<_> = (0..1000)
            .map(|at| format!("T{block}-{at},A,0.5,0.5,100\n"))
            .collect();
        import.push(rows.concat().as_bytes()).err()
    });
    assert_eq!(ended, Some(ImportError::TooManyTracks));
}

#[test]
fn tables_in_utf_16_and_with_marks_are_read() {
    let table = format!("{HEADER}\r\n{}\r\n", ROW.replace("Song", "Fünf 🎵"));
    let little = table.encode_utf16().flat_map(u16::to_le_bytes);
    let big = table.encode_utf16().flat_map(u16::to_be_bytes);
    let files: [Vec<u8>; 3] = [
        [0xFF, 0xFE].into_iter().chain(little).collect(),
        [0xFE, 0xFF].into_iter().chain(big).collect(),
        [0xEF, 0xBB, 0xBF]
            .into_iter()
            .chain(table.bytes())
            .collect(),
    ];
    for file in files {
        let (library, _) = import(&file, 7).unwrap();
        assert_eq!(library.track(0).unwrap().title, "Fünf 🎵");
    }
}

fn table() -> impl Strategy<Value = String> {
    let title = "[a-zA-Zäöü' =+@-]{1,12}";
    let row = (title, title, 0.0_f32..=1.0, 0.0_f32..=1.0, 40.0_f32..220.0);
    proptest::collection::vec(row, 80..120).prop_map(|rows| {
        let rows = rows
            .into_iter()
            .map(|(title, artist, valence, energy, tempo)| {
                format!("\"x{title}\",\"y{artist}\",{valence},{energy},{tempo}\r\n")
            });
        rows.fold(
            String::from("name,artist,valence,energy,tempo\r\n"),
            |table, row| table + &row,
        )
    })
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same_library(table in table(), size in 1_usize..100) {
        prop_assert_eq!(import(table.as_bytes(), size), imported(&table));
    }

    #[test]
    fn every_row_is_taken_or_accounted_for_and_storing_is_the_identity(table in table()) {
        let (library, summary) = imported(&table).unwrap();
        let rows = table.lines().count() - 1;
        prop_assert_eq!(summary.tracks + summary.repeated + summary.bad, rows);
        prop_assert_eq!(library.tracks().count(), summary.tracks);
        prop_assert_eq!(Library::from_bytes(&library.to_bytes()), Ok(library));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>, size in 1_usize..100) {
        if let Ok((library, _)) = import(&bytes, size) {
            prop_assert!(!library.is_empty());
        }
    }

    #[test]
    fn arbitrary_bytes_behind_a_mark_never_panic(
        mark in prop::sample::select(vec![&b"\xFF\xFE"[..], b"\xFE\xFF", b"\xEF\xBB\xBF"]),
        bytes: Vec<u8>,
        size in 1_usize..100,
    ) {
        if let Ok((library, _)) = import(&[mark, &bytes].concat(), size) {
            prop_assert!(!library.is_empty());
        }
    }

    #[test]
    fn a_table_in_utf_16_that_breaks_off_anywhere_never_panics(table in table(), end: prop::sample::Index) {
        let text = format!("{}{table}", '\u{FEFF}');
        let bytes: Vec<_> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let kept = bytes.get(..end.index(bytes.len())).unwrap_or_default();
        if let Ok((library, summary)) = import(kept, 64) {
            prop_assert_eq!(library.tracks().count(), summary.tracks);
        }
    }

    #[test]
    fn broken_tables_never_panic_and_never_give_a_broken_library(
        table in table(),
        breaks in proptest::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(b"\"\r\n,;\t\0=\xFF0".to_vec())),
            0..12,
        ),
    ) {
        let mut bytes = table.into_bytes();
        for (at, byte) in breaks {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok((library, summary)) = import(&bytes, 64) {
            prop_assert_eq!(library.tracks().count(), summary.tracks);
            prop_assert!(summary.listed.len() <= 100);
        }
    }
}
