//! The drawing of lists: the catalogue, the library, the taste, and the pool made ready of them.

use crate::domain::music::catalogue::Track;
use crate::domain::music::external_track::{ExternalTrack, with_external_tracks};
use crate::domain::music::library::Library;
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrackRecord;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::archive::ArchiveError;

/// The tracks and the taste that lists are drawn from and for.
#[derive(Debug, Default)]
pub struct Composer {
    catalogue: Vec<Track>,
    library: Library,
    taste: Taste,
    /// Made ready for these sources and external tracks when they were first asked for: for 200,000 tracks that takes a
    /// moment.
    pool: Option<(TrackSource, Vec<ExternalTrack>, Pool)>,
}

impl Composer {
    /// Takes our catalogue in.
    pub fn set_catalogue(&mut self, catalogue: Vec<Track>) {
        self.catalogue = catalogue;
        self.pool = None;
    }

    /// Takes the person's library in, in place of the one before.
    pub fn set_library(&mut self, library: Library) {
        self.library = library;
        self.pool = None;
    }

    /// Takes the taste in, as it is exported.
    ///
    /// # Errors
    /// [`ArchiveError`]; the taste before stays.
    pub fn set_taste(&mut self, taste: &str) -> Result<(), ArchiveError> {
        self.taste = Taste::import(taste)?;
        Ok(())
    }

    /// Makes the pool of these sources and external tracks ready.
    pub fn prepare_pool(
        &mut self,
        sources: TrackSource,
        external_tracks: &[ExternalTrack],
    ) -> &Pool {
        let ready =
            matches!(&self.pool, Some((of, with, _)) if *of == sources && with == external_tracks);
        let pool = self.pool.take().filter(|_| ready);
        let (_, _, pool) = self.pool.insert(pool.unwrap_or_else(|| {
            let ours = self.catalogue.iter().cloned();
            let own = self.library.tracks();
            let tracks = match sources {
                TrackSource::Both => ours.chain(own).collect(),
                TrackSource::Own => own.collect(),
                TrackSource::Catalogue => ours.collect(),
            };
            let pool = Pool::new(with_external_tracks(tracks, external_tracks));
            (sources, external_tracks.to_vec(), pool)
        }));
        pool
    }

    /// Draws the list that is asked for.
    ///
    /// # Errors
    /// [`NothingLeft`], with the reason.
    pub fn compose(
        &mut self,
        request: &ListRequest,
    ) -> Result<Vec<ListedTrackRecord>, NothingLeft> {
        self.prepare_pool(request.sources, &request.external_tracks);
        let Some((_, _, pool)) = &self.pool else {
            return Err(NothingLeft::NoTracks);
        };
        let list = request.answer(pool, &self.taste)?;
        Ok(list.iter().map(ListedTrackRecord::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::place::Place;
    use crate::domain::music::affinity::Affinity;
    use crate::domain::music::filter::Filter;
    use crate::domain::music::goal::{Goal, ListLength};
    use crate::domain::music::intent::Intent;
    use crate::domain::music::library::import::ImportSettings;
    use crate::domain::music::taste::feedback::{Feedback, ThumbVerdict};
    use crate::domain::quantity::UnixMillis;
    use crate::workers::library::reading::TableReading;

    fn composer() -> Composer {
        let table = "name,artist,valence,energy,tempo,genre\n\
            Alpha,A,0.9,0.8,120,polka\nBeta,B,0.5,0.5,100,polka\nGamma,C,0.1,0.2,80,polka\n";
        let mut reading = TableReading::new(
            "mine.csv".into(),
            table.len() as u64,
            ImportSettings {
                decoders: |_label| None,
                assigned: Vec::new(),
            },
        );
        reading.push(table.as_bytes()).unwrap();
        let mut composer = Composer::default();
        composer.set_library(reading.finish().unwrap().0);
        composer
    }

    fn request(sources: TrackSource) -> ListRequest {
        ListRequest {
            start: Intent::for_mood(&Place::MIDDLE.as_mood()),
            from: Place::MIDDLE,
            goal: Goal::Match,
            length: ListLength::Ten,
            filter: Filter::default(),
            sources,
            affinity: Affinity::NONE,
            external_tracks: Vec::new(),
            recent: Vec::new(),
            seed: 1,
        }
    }

    #[test]
    fn lists_are_drawn_from_the_sources_that_were_asked_for() {
        let mut composer = composer();
        assert_eq!(
            composer.compose(&request(TrackSource::Own)).unwrap().len(),
            3
        );
        assert_eq!(
            composer.compose(&request(TrackSource::Catalogue)),
            Err(NothingLeft::NoTracks)
        );
    }

    #[test]
    fn what_has_a_thumb_down_is_not_drawn() {
        let mut composer = composer();
        let mut taste = Taste::default();
        for track in composer.library.tracks() {
            taste.learn(Feedback::new(
                ThumbVerdict::Down,
                &track,
                Place::MIDDLE,
                UnixMillis(1.0),
            ));
        }
        composer.set_taste(&taste.export().unwrap()).unwrap();
        let list = composer.compose(&request(TrackSource::Own));
        assert_eq!(list, Err(NothingLeft::Disliked));
        assert!(
            composer.set_taste("{").is_err(),
            "and the taste before stays"
        );
        assert!(composer.compose(&request(TrackSource::Both)).is_err());
    }
}
