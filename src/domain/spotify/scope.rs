//! What a person allows: asked step by step, each part when it is first used.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// A right that a person can grant, as Spotify names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Scope { $($(#[$doc])* $name),* }

        impl Scope {
            const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name that requests use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

scopes! {
    /// Read top artists and tracks.
    TopRead = "user-top-read",
    /// Read what was played lately.
    RecentlyPlayed = "user-read-recently-played",
    /// Read the liked tracks.
    LibraryRead = "user-library-read",
    /// Like and unlike tracks.
    LibraryModify = "user-library-modify",
    /// Find own playlists, to look whether one was made.
    PlaylistRead = "playlist-read-private",
    /// Make playlists that are private.
    PlaylistPrivate = "playlist-modify-private",
    /// Make public playlists: Spotify may make every new one public.
    PlaylistPublic = "playlist-modify-public",
    /// See the person's devices.
    PlaybackRead = "user-read-playback-state",
    /// Play on those devices.
    PlaybackModify = "user-modify-playback-state",
}

/// A permission that a person gives: the rights that one purpose takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permission {
    /// Lift what the person likes.
    Taste,
    /// Like and unlike tracks.
    Saving,
    /// Make a new playlist.
    Playlists,
    /// Play on a device.
    Playing,
}

impl Permission {
    /// The rights that it takes.
    #[must_use]
    pub const fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Taste => &[Scope::TopRead, Scope::RecentlyPlayed, Scope::LibraryRead],
            Self::Saving => &[Scope::LibraryModify],
            Self::Playlists => &[
                Scope::PlaylistRead,
                Scope::PlaylistPrivate,
                Scope::PlaylistPublic,
            ],
            Self::Playing => &[Scope::PlaybackRead, Scope::PlaybackModify],
        }
    }
}

/// A set of rights, written as Spotify writes it: names with spaces between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Scopes(BTreeSet<Scope>);

impl Scopes {
    /// The scopes that `purpose` takes.
    #[must_use]
    pub fn of(purpose: Permission) -> Self {
        Self(purpose.scopes().iter().copied().collect())
    }

    /// The union of both sets.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        Self(self.0.union(&others.0).copied().collect())
    }

    /// Tells whether everything that `purpose` takes is allowed.
    #[must_use]
    pub fn cover(&self, purpose: Permission) -> bool {
        purpose.scopes().iter().all(|scope| self.0.contains(scope))
    }

    /// Tells whether everything that `others` allow is allowed, and something more.
    #[must_use]
    pub fn are_more_than(&self, others: &Self) -> bool {
        self.0.is_superset(&others.0) && self.0.len() > others.0.len()
    }

    /// Each scope of the set.
    pub fn iter(&self) -> impl Iterator<Item = Scope> + '_ {
        self.0.iter().copied()
    }
}

impl From<String> for Scopes {
    /// Rights that this page never asks for are left out.
    fn from(text: String) -> Self {
        let known = text.split_ascii_whitespace().filter_map(|name| {
            Scope::ALL
                .iter()
                .copied()
                .find(|scope| scope.name() == name)
        });
        Self(known.collect())
    }
}

impl From<Scopes> for String {
    fn from(scopes: Scopes) -> Self {
        let names: Vec<_> = scopes.iter().map(Scope::name).collect();
        names.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_written_as_spotify_writes_them() {
        let scopes = Scopes::of(Permission::Saving).and(&Scopes::of(Permission::Taste));
        let text = String::from(scopes.clone());
        assert_eq!(
            text,
            "user-top-read user-read-recently-played user-library-read user-library-modify"
        );
        assert_eq!(Scopes::from(format!("streaming {text}")), scopes);
        assert!(scopes.cover(Permission::Taste) && !scopes.cover(Permission::Playing));
    }
}
