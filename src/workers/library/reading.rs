//! A table being taken in: how far it is, and what it came to in words.

use crate::domain::music::library::Library;
use crate::domain::music::library::import::TableImport;
use crate::domain::music::library::summary::{ImportError, ImportSummary};
use crate::flow::bridge::library::{ImportReport, LibrarySummary, MOST_GENRES};

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
    pub report: ImportReport,
}

impl TableReading {
    /// A reading that begins with the file of this name and length.
    #[must_use]
    pub fn new(file: String, bytes: u64) -> Self {
        Self {
            import: TableImport::default(),
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
        Ok((library, kept, report(&summary)))
    }
}

fn refusal(error: ImportError) -> ImportRefusal {
    let reason = sentence(error.to_string());
    match error {
        ImportError::NoTracks(summary) => ImportRefusal {
            reason,
            report: report(&summary),
        },
        _ => ImportRefusal {
            reason,
            report: ImportReport::default(),
        },
    }
}

fn report(summary: &ImportSummary) -> ImportReport {
    ImportReport {
        tracks: count(summary.tracks),
        repeated: count(summary.repeated),
        bad: count(summary.bad),
        listed: summary
            .listed
            .iter()
            .map(|row| sentence(row.to_string()))
            .collect(),
        lacking: summary
            .lacking
            .iter()
            .map(|column| column.name().to_owned())
            .collect(),
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

    fn read(text: &str) -> Result<(Library, LibrarySummary, ImportReport), ImportRefusal> {
        let mut reading = TableReading::new("mine.csv".into(), text.len() as u64);
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
        assert_eq!(report.listed, ["Line 3: the energy is not a number"]);
        assert!(report.lacking.contains(&"year".into()));
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
        let refusal = read("name,artist,valence,energy,tempo\nA,B,?,?,?\n").unwrap_err();
        assert_eq!(refusal.report.bad, 1);
    }

    #[test]
    fn the_share_that_was_read_never_passes_a_hundred() {
        let mut reading = TableReading::new("grown.csv".into(), 10);
        let percent = reading.push(b"name,artist,valence,energy,tempo\n").unwrap();
        assert_eq!(percent, 100);
    }
}
