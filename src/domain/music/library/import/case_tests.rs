//! Tables as people's tools write and break them: each stands for a kind.

use super::tests::{Imported, import, imported};
use super::*;
use crate::domain::music::library::rows::RowFault;
use crate::domain::music::library::summary::CellProblem;
use crate::domain::music::track::Track;
use proptest::prelude::*;
use rstest::rstest;

const HEADER: &str = "name,artist,valence,energy,tempo";

fn tracks(imported: Imported) -> Vec<Track> {
    imported.unwrap().0.tracks().collect()
}

fn names(text: &str) -> Vec<(String, String)> {
    let tracks = tracks(imported(text));
    tracks
        .into_iter()
        .map(|track| (track.title, track.artist))
        .collect()
}

fn valences(text: &str) -> Vec<f32> {
    let tracks = tracks(imported(text));
    tracks
        .iter()
        .map(|track| track.features.valence.get())
        .collect()
}

fn bad_lines(imported: &Imported) -> Vec<u32> {
    let summary = match imported {
        Ok((_, summary))
        | Err(ImportError::NoTracks(summary) | ImportError::NoFigures(summary)) => summary,
        Err(error) => panic!("{error}"),
    };
    summary.listed.iter().map(|row| row.line).collect()
}

#[test]
fn a_table_with_its_units_in_the_header_is_read() {
    let header = "track_name,artist(s)_name,artist_count,bpm,key,valence_%,energy_%,danceability_%";
    let text = format!("{header}\nSé,\"Ana Ruiz, Los Nadie\",2,90,B,20,30,40\nT,U,1,100,C,1,0,50");
    let tracks = tracks(imported(&text));
    assert_eq!(tracks[0].artist, "Ana Ruiz, Los Nadie");
    assert!((tracks[0].features.valence.get() - 0.2).abs() < 1e-3);
    assert!((tracks[1].features.valence.get() - 0.01).abs() < 1e-3);
    assert!((tracks[0].features.tempo.get() - 90.0).abs() < 1e-3);
}

#[rstest]
#[case::windows_1252(encoding_rs::WINDOWS_1252, "Thinkin’ Bout It", "Beyoncé")]
#[case::latin_1(encoding_rs::WINDOWS_1252, "Café del Año", "Mötley")]
#[case::shift_jis(encoding_rs::SHIFT_JIS, "夜に駆ける", "音楽隊")]
#[case::gbk(encoding_rs::GBK, "月亮代表我的心", "邓丽君")]
fn encodings_are_told_by_their_letters(
    #[case] encoding: &'static encoding_rs::Encoding,
    #[case] title: &str,
    #[case] artist: &str,
) {
    let text = format!("{HEADER}\r\n{title},{artist},0.5,0.6,120\r\nPlain,Plain,0.2,0.2,80\r\n");
    let (bytes, _, had_errors) = encoding.encode(&text);
    assert!(!had_errors);
    for size in [3, 4096] {
        let (library, summary) = import(&bytes, size).unwrap();
        let track = library.track(0).unwrap();
        assert_eq!(
            (track.title.as_str(), track.artist.as_str()),
            (title, artist)
        );
        assert!(summary.encoding.is_some(), "what was told is said");
    }
}

#[test]
fn utf_16_without_a_mark_is_read() {
    let text = format!("{HEADER}\r\nA,B,0.5,0.5,100\r\nC,D,0.4,0.4,90");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(import(&bytes, 5).unwrap().0.len(), 2);
    }
}

#[test]
fn names_that_differ_in_bytes_that_are_not_utf_8_stay_two() {
    let mut bytes = vec![b' '; 0];
    bytes.extend_from_slice(format!("{HEADER}\nÉté,B,0.5,0.5,100\n").as_bytes());
    bytes.extend_from_slice(b"Caf\xE9,B,0.5,0.5,100\nCaf\xE8,B,0.5,0.5,100\n");
    let (library, _) = import(&bytes, 4096).unwrap();
    assert_eq!(library.len(), 3);
}

#[test]
fn one_song_in_two_unicode_forms_is_one() {
    let text = format!("{HEADER}\nCafé,Zoë,0.5,0.5,100\nCafe\u{301},Zoe\u{308},0.5,0.5,100");
    let (library, summary) = imported(&text).unwrap();
    assert_eq!((library.len(), summary.repeated), (1, 1));
    assert_eq!(library.artists().len(), 1);
}

#[rstest]
#[case::title("My Library\n", 1)]
#[case::title_and_blank("Table 1\n\n", 2)]
#[case::empty_cells(",,,,\n", 1)]
#[case::export_note("# exported 2024-05-01\n\n\n", 3)]
fn lines_before_the_header_are_skipped_and_counted(#[case] before: &str, #[case] lines: usize) {
    let text = format!("{before}{HEADER}\nA,B,0.5,0.5,100\nC,D,0.3,0.4,90");
    let (library, summary) = imported(&text).unwrap();
    assert_eq!((library.len(), summary.before_header), (2, lines));
}

#[test]
fn a_blank_before_a_quotation_mark_is_no_letter() {
    let text = "TITLE, ARTIST, VALENCE, ENERGY, TEMPO\n\"Waters\", \"Stacey K\", 0.5, 0.4, 100\n\
                \"The Look\", \"Diana K, Trio\", 0.6, 0.3, 90";
    let said = names(text);
    assert_eq!(said[0], ("Waters".into(), "Stacey K".into()));
    assert_eq!(said[1].1, "Diana K, Trio");
}

#[test]
fn marks_inside_a_cell_stay_or_are_named_and_spare_their_neighbours() {
    let text = format!(
        "{HEADER}\n\"First\",\"One\",0.5,0.5,100\n\"No Bread \"Again\"\",\"Fela K \",0.6,0.7,110\n\
         \"Bonnie \"The Diamond\", The\",\"Zone\",0.5,0.5,99\n\"Last\",\"Two\",0.5,0.5,101"
    );
    let result = imported(&text);
    assert_eq!(bad_lines(&result), [4]);
    let titles: Vec<_> = tracks(result)
        .into_iter()
        .map(|track| track.title)
        .collect();
    assert_eq!(titles, ["First", "No Bread \"Again\"", "Last"]);
}

#[rstest]
#[case::never_closed("\"Awaken,G,0.4,0.4,100", "U,V,0.5,0.5,100")]
#[case::closed_by_another("\"Awaken,G,0.4,0.4,100", "U\",V,0.5,0.5,100")]
#[case::in_the_artist("Awaken,\"G,0.4,0.4,100", "U,V\",0.5,0.5,100")]
fn a_stray_mark_loses_no_row_in_silence(#[case] stray: &str, #[case] late: &str) {
    let rows: Vec<_> = (0..20)
        .map(|at| format!("T{at},A{at},0.5,0.5,100"))
        .collect();
    let text = format!(
        "{HEADER}\nX,Y,0.5,0.5,100\n{stray}\n{}\n{late}\n",
        rows.join("\n")
    );
    let result = imported(&text);
    assert_eq!(bad_lines(&result).first(), Some(&3));
    let (library, summary) = result.unwrap();
    assert!(library.len() >= 21, "{summary:?}");
    assert_eq!(summary.tracks + summary.repeated + summary.bad, 23);
}

#[test]
fn empty_figures_are_said_in_one_sentence() {
    let error = imported(&format!("{HEADER}\nA,B,,,\nC,D,,,")).unwrap_err();
    assert!(matches!(error, ImportError::NoFigures(_)));
    assert!(error.to_string().contains("Spotify gives"), "{error}");
}

#[rstest]
#[case::unknown_tempo("A,B,0.5,0.5,?", CellProblem::NotANumber(TableColumn::Tempo))]
#[case::no_artist("A,empty_field,0.5,0.5,100", CellProblem::Missing(TableColumn::Artist))]
#[case::tempo_zero("A,B,0.5,0.5,0.0", CellProblem::OutOfRange(TableColumn::Tempo))]
#[case::too_wide("A,B,0,5,0,5,100", CellProblem::Row(RowFault::OtherWidth { found: 7, expected: 5 }))]
#[case::too_narrow("A,B,0.5,0.5", CellProblem::Row(RowFault::OtherWidth { found: 4, expected: 5 }))]
#[case::much_too_high("A,B,678,0.5,100", CellProblem::OutOfRange(TableColumn::Valence))]
fn impossible_values_are_named(#[case] row: &str, #[case] problem: CellProblem) {
    let result = imported(&format!("{HEADER}\n{row}\nC,D,0.4,0.4,90")).unwrap();
    assert_eq!(result.0.len(), 1);
    assert_eq!(result.1.listed[0].problem, problem);
    assert_eq!(result.1.left_out, format!("{HEADER}\n{row}\n"));
}

#[test]
fn a_point_between_thousands_is_named_where_numbers_have_commas() {
    let header = HEADER.replace(',', ";");
    let text = format!("{header}\nE;F;0,31;0,22;120.200\nG;H;0,3;0,2;99\nI;J;0,4;0,5;90,5");
    let result = imported(&text);
    assert_eq!(bad_lines(&result), [2]);
    let text = format!("{HEADER}\nE,F,0.31,0.22,120.200");
    assert!(imported(&text).is_ok(), "three digits are usual elsewhere");
}

#[test]
fn returns_alone_end_lines_that_are_counted() {
    let text = format!("{HEADER}\rA,B,0.5,0.5,100\rC,D,x,0.4,90\rE,F,0.3,0.4,91\rG,H,0.3,y,92\r");
    assert_eq!(bad_lines(&imported(&text)), [3, 5]);
}

#[test]
fn stray_controls_are_blanks_and_no_reason_to_refuse() {
    let said = names(&format!("{HEADER}\r\nA\u{8}B,C,0.5,0.5,100\r\n\u{1A}"));
    assert_eq!(said, [("A B".into(), "C".into())]);
}

#[test]
fn pipes_separate_and_units_follow_numbers() {
    assert_eq!(
        names("name|artist|valence|energy|tempo\nA|B|0.5|0.5|100").len(),
        1
    );
    let text = format!("{HEADER}\nA,B,50%,60%,120 BPM\nC,D,1%,20%,90bpm");
    let valences = valences(&text);
    assert!((valences[0] - 0.5).abs() < 1e-3 && (valences[1] - 0.01).abs() < 1e-3);
}

#[test]
fn a_column_of_nothing_but_ends_goes_by_its_neighbours() {
    let text = format!("{HEADER}\nA,B,1,50,100\nC,D,0,70,100");
    assert!((valences(&text)[0] - 0.01).abs() < 1e-3);
}

#[test]
fn an_id_is_found_where_the_address_is_that_of_an_album() {
    let text = "uri,id,name,artist,valence,energy,tempo\n\
                spotify:album:0000000000000000000009,0000000000000000000005,A,B,0.5,0.5,100";
    let tracks = tracks(imported(text));
    assert_eq!(tracks[0].id.spotify(), Some("0000000000000000000005"));
}

#[test]
fn columns_can_be_assigned_by_hand() {
    let text = "lied,wer,laune,kraft,schläge\nA,B,0.5,0.6,100\nC,D,0.5,0.6,100\n";
    let Err(ImportError::MissingColumns(header)) = imported(text) else {
        panic!("nobody calls columns so");
    };
    assert_eq!(header.names.len(), 5);
    let mut import = TableImport::new(ImportSettings {
        decoders: super::tests::native_import().settings.decoders,
        assigned: TableColumn::NEEDED.into_iter().zip(0..).collect(),
    });
    import.push(text.as_bytes()).unwrap();
    assert_eq!(import.finish().unwrap().0.len(), 2);
}

/// Ways in which a line of a table is damaged.
fn damage(line: &str, kind: u8) -> String {
    let middle = line.len() / 2;
    match kind % 7 {
        0 => format!("\"{line}"),
        1 => line.replacen(',', "", 1),
        2 => format!("{line},extra"),
        3 => line.replace("0.5", "?"),
        4 => format!("{}\"{}", &line[..middle], &line[middle..]),
        5 => format!("{line}\""),
        _ => line.replace(',', ";"),
    }
}

proptest! {
    #[test]
    fn every_line_of_a_damaged_table_is_accounted_for(
        damages in proptest::collection::vec((0_usize..60, 0_u8..7), 0..12),
        size in 1_usize..200,
    ) {
        let mut lines: Vec<_> = (0..60).map(|at| format!("T{at},A{},0.5,0.5,{}", at % 7, 90 + at)).collect();
        for (at, kind) in damages {
            if !lines[at].contains(['"', '?', ';']) {
                lines[at] = damage(&lines[at], kind);
            }
        }
        let text = format!("{HEADER}\n{}\n", lines.join("\n"));
        let (library, summary) = import(text.as_bytes(), size).unwrap();
        prop_assert_eq!(summary.tracks + summary.repeated + summary.bad, 60, "{:?}", summary);
        prop_assert_eq!(library.len(), summary.tracks);
        prop_assert_eq!(summary.left_out.lines().count(), summary.bad + 1);
    }
}
