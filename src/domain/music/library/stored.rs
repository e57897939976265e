//! A library as bytes, to be kept and read back: a mark, then its fields by postcard.

use crate::domain::music::library::{Library, LibraryRow, MOST_TRACKS};
use crate::domain::music::track::SPOTIFY_LENGTH;

/// Begins every stored library; its last letter changes with the format.
const MARK: &[u8] = b"feelharmonic-library-1\n";
/// Begins every stored library of whichever version.
const MARK_OF_ANY_VERSION: &[u8] = b"feelharmonic-library-";

/// The reasons for which stored bytes can't be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredLibraryError {
    /// The bytes are not a library.
    #[error("these bytes are not a library")]
    Foreign,
    /// The library was stored by a newer version of this program: there was none before version 1.
    #[error("the stored library is of a newer version")]
    NewerVersion,
    /// The library was changed or cut.
    #[error("the stored library is damaged")]
    Damaged,
}

impl Library {
    /// Writes the library as bytes. [`Self::from_bytes`] reads them back to the same.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory fails for types that serde can't describe, and these it can.
        postcard::to_extend(self, MARK.to_vec()).unwrap_or_default()
    }

    /// Reads the bytes that [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`StoredLibraryError`]; nothing is half read.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredLibraryError> {
        let body = bytes
            .strip_prefix(MARK)
            .ok_or(if bytes.starts_with(MARK_OF_ANY_VERSION) {
                StoredLibraryError::NewerVersion
            } else {
                StoredLibraryError::Foreign
            })?;
        let read: Result<Self, _> = postcard::from_bytes(body);
        read.ok()
            .filter(Self::is_sound)
            .ok_or(StoredLibraryError::Damaged)
    }

    /// Tells if every row points at something that is there.
    fn is_sound(&self) -> bool {
        let ordered = self.rows.is_sorted_by_key(|row| row.begins);
        let rows = |row: &LibraryRow| {
            (row.artist as usize) < self.artists.len()
                && (row.genre as usize) < self.genres.len()
                && row.shares.iter().all(|share| *share <= 1000)
                && row.tempo <= 4000
        };
        let ids = |at: usize| {
            self.texts_of(at).is_some_and(|(id, title)| {
                let id_is_sound = id.is_none_or(|id| {
                    id.len() == SPOTIFY_LENGTH
                        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
                });
                id_is_sound && !title.is_empty()
            })
        };
        self.len() <= MOST_TRACKS
            && ordered
            && self.rows.iter().all(rows)
            && (0..self.len()).all(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::library::import::tests::imported;
    use proptest::prelude::*;

    fn library() -> Library {
        imported(
            "id,name,artist,valence,energy,tempo,genre\n\
             0123456789abcdefghijkl,A,B,0.5,0.6,120,rock\n,Ü,B,0.1,0.2,90,\n",
        )
        .unwrap()
        .0
    }

    #[test]
    fn what_was_stored_is_read_back() {
        let library = library();
        assert_eq!(Library::from_bytes(&library.to_bytes()), Ok(library));
    }

    #[test]
    fn foreign_and_cut_bytes_are_refused() {
        let bytes = library().to_bytes();
        assert_eq!(
            Library::from_bytes(b"hello"),
            Err(StoredLibraryError::Foreign)
        );
        assert_eq!(
            Library::from_bytes(b"feelharmonic-library-2\n..."),
            Err(StoredLibraryError::NewerVersion)
        );
        assert_eq!(
            Library::from_bytes(&bytes[..bytes.len() - 1]),
            Err(StoredLibraryError::Damaged)
        );
    }

    proptest! {
        #[test]
        fn damaged_bytes_never_panic_and_never_give_a_broken_library(at: prop::sample::Index, byte: u8) {
            let mut bytes = library().to_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(library) = Library::from_bytes(&bytes) {
                prop_assert_eq!(library.tracks().count(), library.len());
            }
        }
    }
}
