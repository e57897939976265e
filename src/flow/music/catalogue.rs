//! The catalogue's arrival, and the pools that lists are drawn from.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::external_track::{ExternalTrack, with_external_tracks};
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;

/// The catalogue's stages, from being fetched on.
#[derive(Debug, Default)]
enum CatalogueStage {
    #[default]
    OnItsWay,
    Loaded(Box<Pool>),
    Missing,
}

/// The reason that there is no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CatalogueFault {
    /// The file could not be fetched.
    Missing,
    /// The file can't be read.
    Damaged,
}

/// The catalogue, made ready to draw from, alone and with the connected account's tracks.
#[derive(Debug, Default)]
pub(super) struct CataloguePool {
    stage: CatalogueStage,
    /// The catalogue joined with the external tracks, while there are any.
    joined: Option<Box<Pool>>,
}

impl CataloguePool {
    /// Takes the catalogue's text; none could be fetched.
    pub fn load_catalogue(&mut self, text: Option<&str>) -> Result<(), CatalogueFault> {
        self.stage = CatalogueStage::Missing;
        self.joined = None;
        let text = text.ok_or(CatalogueFault::Missing)?;
        let catalogue = Catalogue::unpack(text).map_err(|error| {
            log::error!("the catalogue can't be read: {error}");
            CatalogueFault::Damaged
        })?;
        self.stage = CatalogueStage::Loaded(Box::new(Pool::from(&catalogue)));
        Ok(())
    }

    /// Makes a second pool with `tracks`; to be done again when these or the catalogue change.
    pub fn join_external_tracks(&mut self, tracks: &[ExternalTrack]) {
        let CatalogueStage::Loaded(pool) = &self.stage else {
            return;
        };
        let all = || with_external_tracks(pool.tracks().to_vec(), tracks);
        self.joined = (!tracks.is_empty()).then(|| Box::new(Pool::new(all())));
    }

    /// The catalogue is being fetched once more.
    pub fn expect_catalogue(&mut self) {
        self.stage = CatalogueStage::OnItsWay;
    }

    /// Says whether the catalogue may still come.
    pub const fn is_on_its_way(&self) -> bool {
        matches!(self.stage, CatalogueStage::OnItsWay)
    }

    /// Says whether the catalogue could not be had.
    pub const fn is_missing(&self) -> bool {
        matches!(self.stage, CatalogueStage::Missing)
    }

    /// The pool for lists of these sources, as far as it is here: external tracks belong to the person's own.
    pub fn pool(&self, sources: TrackSource) -> Option<&Pool> {
        let CatalogueStage::Loaded(pool) = &self.stage else {
            return None;
        };
        let joined = self.joined.as_deref();
        let joined = joined.filter(|_| sources != TrackSource::Catalogue);
        Some(joined.unwrap_or(pool))
    }

    /// The catalogue's genres, in alphabetical order.
    pub fn genres(&self) -> &[String] {
        match &self.stage {
            CatalogueStage::Loaded(pool) => pool.genres(),
            _ => &[],
        }
    }
}
