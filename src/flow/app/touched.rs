//! The parts of the view that an event may have changed: only these are projected anew.

/// A part of the view, by the feature that it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Section {
    /// The picture and the buttons around it.
    Sight = 1,
    /// Faces, emotions and the mood plane.
    Mood = 1 << 1,
    /// The list and what surrounds it.
    Music = 1 << 2,
    /// The editor "Your taste".
    Taste = 1 << 3,
    /// The person's own tracks.
    Library = 1 << 4,
    /// Spotify, as its host tells it.
    SpotifyLink = 1 << 5,
    /// The notice to the person.
    Notice = 1 << 6,
}

/// A set of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Touched(u8);

impl Touched {
    /// The set of no section.
    pub const NONE: Self = Self(0);
    /// The set of every section.
    pub const ALL: Self = Self((1 << 7) - 1);

    /// Adds `section`, and those that show facts of its feature too.
    pub(super) const fn add_section(&mut self, section: Section) {
        self.0 |= section as u8;
        match section {
            // The boxes around faces are mirrored with the camera's picture.
            Section::Sight => self.0 |= Section::Mood as u8,
            // Sources and genres can be chosen of a library that is there.
            Section::Library => self.0 |= Section::Music as u8,
            _ => {}
        }
    }

    /// Tells whether `section` is to be projected anew.
    #[must_use]
    pub const fn has(self, section: Section) -> bool {
        self.0 & section as u8 != 0
    }

    /// Tells whether no section is to be projected anew.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
