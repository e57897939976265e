//! Where lists are drawn: the catalogue, the library, the taste, and the pool made ready of them.

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

/// What lists are drawn from.
#[derive(Debug, Default)]
pub struct Desk {
    catalogue: Vec<Track>,
    library: Library,
    taste: Taste,
    /// Made ready for these shelves and external tracks when they were first asked for: for 200,000 tracks that takes a
    /// moment.
    pool: Option<(TrackSource, Vec<ExternalTrack>, Pool)>,
}

impl Desk {
    /// Takes our catalogue in.
    pub fn stock(&mut self, catalogue: Vec<Track>) {
        self.catalogue = catalogue;
        self.pool = None;
    }

    /// Takes the person's library in, in place of the one before.
    pub fn shelve(&mut self, library: Library) {
        self.library = library;
        self.pool = None;
    }

    /// Learns the taste as it is exported.
    ///
    /// # Errors
    /// [`ArchiveError`]; the taste before stays.
    pub fn learn(&mut self, taste: &str) -> Result<(), ArchiveError> {
        self.taste = Taste::import(taste)?;
        Ok(())
    }

    /// Makes these shelves ready, and adds these external tracks.
    pub fn prepare(&mut self, shelves: TrackSource, external_tracks: &[ExternalTrack]) -> &Pool {
        let ready =
            matches!(&self.pool, Some((of, with, _)) if *of == shelves && with == external_tracks);
        let pool = self.pool.take().filter(|_| ready);
        let (_, _, pool) = self.pool.insert(pool.unwrap_or_else(|| {
            let ours = self.catalogue.iter().cloned();
            let own = self.library.tracks();
            let tracks = match shelves {
                TrackSource::Both => ours.chain(own).collect(),
                TrackSource::Own => own.collect(),
                TrackSource::Catalogue => ours.collect(),
            };
            let pool = Pool::new(with_external_tracks(tracks, external_tracks));
            (shelves, external_tracks.to_vec(), pool)
        }));
        pool
    }

    /// Draws a list.
    ///
    /// # Errors
    /// [`NothingLeft`], with the reason.
    pub fn compose(
        &mut self,
        request: &ListRequest,
    ) -> Result<Vec<ListedTrackRecord>, NothingLeft> {
        self.prepare(request.sources, &request.external_tracks);
        let Some((_, _, pool)) = &self.pool else {
            return Err(NothingLeft::NoTracks);
        };
        let list = request.answer(pool, &self.taste)?;
        Ok(list.iter().map(ListedTrackRecord::from).collect())
    }
}
