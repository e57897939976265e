//! The catalogue's arrival, and the pools that lists are drawn from.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::external_track::{ExternalTrack, with_external_tracks};
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;

/// Where the catalogue is.
#[derive(Debug, Default)]
enum CatalogueStage {
    #[default]
    OnItsWay,
    Loaded(Box<Pool>),
    Missing,
}

/// Why there is no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CatalogueFault {
    /// It could not be fetched.
    Missing,
    /// It can't be read.
    Damaged,
}

/// The catalogue, made ready to draw from, alone and with the connected account's tracks.
#[derive(Debug, Default)]
pub(super) struct CataloguePool {
    stage: CatalogueStage,
    /// The same with the external tracks, while there are any.
    joined: Option<Box<Pool>>,
}

impl CataloguePool {
    /// Takes the catalogue's text; none could be fetched.
    pub fn load(&mut self, text: Option<&str>) -> Result<(), CatalogueFault> {
        self.stage = CatalogueStage::Missing;
        self.joined = None;
        let text = text.ok_or(CatalogueFault::Missing)?;
        let catalogue = Catalogue::parse(text).map_err(|error| {
            log::error!("the catalogue can't be read: {error}");
            CatalogueFault::Damaged
        })?;
        self.stage = CatalogueStage::Loaded(Box::new(Pool::from(&catalogue)));
        Ok(())
    }

    /// Makes a second pool with `tracks`; to be done again when these or the catalogue change.
    pub fn join(&mut self, tracks: &[ExternalTrack]) {
        let CatalogueStage::Loaded(pool) = &self.stage else {
            return;
        };
        let all = || with_external_tracks(pool.tracks().to_vec(), tracks);
        self.joined = (!tracks.is_empty()).then(|| Box::new(Pool::new(all())));
    }

    /// The catalogue is being fetched once more.
    pub fn expect_again(&mut self) {
        self.stage = CatalogueStage::OnItsWay;
    }

    /// Whether it may still come.
    pub const fn is_on_its_way(&self) -> bool {
        matches!(self.stage, CatalogueStage::OnItsWay)
    }

    /// Whether it could not be had.
    pub const fn is_missing(&self) -> bool {
        matches!(self.stage, CatalogueStage::Missing)
    }

    /// What a list of these sources is drawn from, as far as it is here: external tracks belong to the person's own.
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
