//! A table being taken in: how far it is, and what it came to in words.

use crate::domain::music::library::Library;
use crate::domain::music::library::import::{ImportSettings, TableImport};
use crate::domain::music::library::scale::rounded_to_u16;
use crate::domain::music::library::summary::{ImportError, ImportSummary};
use crate::domain::music::track::Track;
use crate::flow::bridge::library::{
    ImportReport, LeftOutRow, LibrarySummary, MOST_GENRES, SAMPLE, SampleTrack,
};

/// A table that is being read.
#[derive(Debug)]
pub struct TableReading {
    import: TableImport,
    file: String,
    bytes: u64,
}

/// The reason why a table can't be used, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRefusal {
    /// A sentence without its full stop.
    pub reason: String,
    /// The figures of the rows that were seen.
    pub report: Box<ImportReport>,
}

impl TableReading {
    /// A reading that begins with the file of this name and length.
    #[must_use]
    pub fn new(file: String, bytes: u64, settings: ImportSettings) -> Self {
        Self {
            import: TableImport::new(settings),
            file,
            bytes,
        }
    }

    /// Takes in the next bytes; says how far it is, in hundredths.
    ///
    /// # Errors
    /// [`ImportRefusal`], after which there is nothing more to do.
    pub fn push(&mut self, bytes: &[u8]) -> Result<u8, ImportRefusal> {
        self.import.push(bytes).map_err(refusal)?;
        let percent = self.import.consumed_bytes().saturating_mul(100) / self.bytes.max(1);
        Ok(u8::try_from(percent.min(100)).unwrap_or(100))
    }

    /// The file is at its end.
    ///
    /// # Errors
    /// [`ImportRefusal`]; nothing is half imported.
    pub fn finish(self) -> Result<(Library, LibrarySummary, ImportReport), ImportRefusal> {
        let (library, summary) = self.import.finish().map_err(refusal)?;
        let kept = library_summary(self.file, &library);
        let report = ImportReport {
            sample: library.tracks().take(SAMPLE).map(sample_track).collect(),
            ..report(summary)
        };
        Ok((library, kept, report))
    }
}

fn refusal(error: ImportError) -> ImportRefusal {
    let reason = sentence(error.to_string());
    let report = match error {
        ImportError::NoTracks(summary) | ImportError::NoFigures(summary) => report(summary),
        ImportError::MissingColumns(header) => ImportReport {
            unknown_header: header.names,
            ..ImportReport::default()
        },
        _ => ImportReport::default(),
    };
    ImportRefusal {
        reason,
        report: Box::new(report),
    }
}

fn report(summary: ImportSummary) -> ImportReport {
    let notes = notes(&summary);
    ImportReport {
        tracks: count(summary.tracks),
        repeated: count(summary.repeated),
        bad: count(summary.bad),
        listed: summary
            .listed
            .into_iter()
            .map(|row| LeftOutRow {
                line: row.line,
                reason: row.problem.to_string(),
                text: row.text,
            })
            .collect(),
        left_out: if summary.bad > 0 {
            summary.left_out
        } else {
            String::new()
        },
        lacking: summary
            .lacking
            .iter()
            .map(|column| column.name().to_owned())
            .collect(),
        notes,
        ..ImportReport::default()
    }
}

/// The things to know of how the file was read.
fn notes(summary: &ImportSummary) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(guessed) = summary.encoding {
        let label = guessed.encoding.label();
        notes.push(if guessed.is_doubtful {
            format!(
                "Its letters may be wrong: the file is not in UTF-8, and it can't be told for sure in what. It was \
                 read as {label}; if names look odd, save it as UTF-8 and bring it again."
            )
        } else {
            format!("Its letters were read as {label}.")
        });
    }
    match summary.before_header {
        0 => {}
        1 => notes.push("One line before the header was skipped.".into()),
        lines => notes.push(format!("{lines} lines before the header were skipped.")),
    }
    notes
}

fn sample_track(track: Track) -> SampleTrack {
    let features = track.features;
    SampleTrack {
        figures: [
            rounded_to_u16(features.valence.get() * 100.0),
            rounded_to_u16(features.energy.get() * 100.0),
            rounded_to_u16(features.tempo.get()),
        ],
        title: track.title,
        artist: track.artist,
    }
}

fn library_summary(file: String, library: &Library) -> LibrarySummary {
    let mut counts = vec![0_u32; library.genres().len()];
    for genre in (0..library.len()).filter_map(|at| library.genre_of(at)) {
        let place = usize::try_from(genre).ok();
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    let mut genres: Vec<_> = counts.into_iter().zip(library.genres()).collect();
    genres.retain(|(_, genre)| !genre.is_empty());
    genres.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    genres.truncate(MOST_GENRES);
    let mut genres: Vec<_> = genres
        .into_iter()
        .map(|(_, genre)| genre.to_string())
        .collect();
    genres.sort_unstable();
    LibrarySummary {
        file,
        tracks: count(library.len()),
        genres,
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The text with its first letter as a capital.
fn sentence(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> ImportSettings {
        ImportSettings {
            decoders: |_label| None,
            assigned: Vec::new(),
        }
    }

    fn read(text: &str) -> Result<(Library, LibrarySummary, ImportReport), ImportRefusal> {
        let mut reading = TableReading::new("mine.csv".into(), text.len() as u64, settings());
        for piece in text.as_bytes().chunks(7) {
            reading.push(piece)?;
        }
        reading.finish()
    }

    #[test]
    fn a_table_is_summed_up_with_the_lines_that_were_left_out() {
        let table = "name,artist,valence,energy,tempo,genre\n\
            A,B,0.5,0.6,120,rock\nC,D,0.1,x,90,jazz\nE,F,0.2,0.3,100,rock\nA,B,0.5,0.6,120,rock\n";
        let (library, kept, report) = read(table).unwrap();
        assert_eq!(library.len(), 2);
        assert_eq!(kept.file, "mine.csv");
        assert_eq!(kept.genres, ["rock"]);
        assert_eq!((report.tracks, report.repeated, report.bad), (2, 1, 1));
        let bad = &report.listed[0];
        assert_eq!((bad.line, bad.text.as_str()), (3, "C,D,0.1,x,90,jazz"));
        assert_eq!(bad.reason, "the energy is not a number");
        assert!(
            report.left_out.starts_with("name,artist"),
            "to be mended and brought again"
        );
        assert!(report.left_out.ends_with("C,D,0.1,x,90,jazz\n"));
        assert!(report.lacking.contains(&"danceability".into()));
        assert_eq!(report.sample[0].figures, [50, 60, 120]);
    }

    #[test]
    fn what_is_no_table_is_refused_in_a_sentence() {
        let refusal = read("PK\u{3}\u{4}rest").unwrap_err();
        assert!(
            refusal.reason.starts_with("This is a spreadsheet"),
            "{}",
            refusal.reason
        );
        let refusal = read("a,b\n1,2\n").unwrap_err();
        assert!(refusal.reason.starts_with("There is no column for title"));
        assert_eq!(refusal.report.unknown_header, ["a", "b"]);
        let refusal = read("name,artist,valence,energy,tempo\nA,B,?,?,?\n").unwrap_err();
        assert_eq!(refusal.report.bad, 1);
    }

    #[test]
    fn the_share_that_was_read_never_passes_a_hundred() {
        let mut reading = TableReading::new("grown.csv".into(), 10, settings());
        let percent = reading.push(b"name,artist,valence,energy,tempo\n").unwrap();
        assert_eq!(percent, 100);
    }
}
