//! The origin of a song as far as a taste can lean to it: its language, the voice that leads, the artist's country.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::meaning::{Country, Language, Voice};

/// A part of a song's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The language of the words.
    Language(Language),
    /// The voice that leads.
    Voice(Voice),
    /// The country of the artist.
    Country(Country),
}

/// The names of languages that are told by name; of others their codes.
const LANGUAGES: [(&str, &str); 22] = [
    ("ar", "Arabic"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("pa", "Punjabi"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("tl", "Filipino"),
    ("tr", "Turkish"),
    ("yo", "Yoruba"),
    ("yue", "Cantonese"),
    ("zh", "Mandarin"),
    ("zu", "Zulu"),
];

impl Origin {
    /// The origin of a song, as far as it is known.
    pub(super) fn of_annotation(said: &Annotation) -> [Option<Self>; 3] {
        let voice = matches!(
            said.voice,
            Voice::Woman | Voice::Man | Voice::Both | Voice::Group
        );
        [
            said.language.map(Self::Language),
            voice.then_some(Self::Voice(said.voice)),
            said.country.map(Self::Country),
        ]
    }

    /// The words for songs of this origin: "songs in Spanish".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Language(language) => {
                let code = language.as_str();
                let mut named = LANGUAGES.iter().filter(|(known, _)| *known == code);
                let name = named.next().map_or(code, |(_, name)| *name);
                format!("songs in {name}")
            }
            Self::Voice(Voice::Woman) => "women's voices".into(),
            Self::Voice(Voice::Both) => "voices of women and men".into(),
            Self::Voice(_) => "men's voices".into(),
            Self::Country(country) => format!("music from {}", country.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_have_words() {
        let words = |code| Origin::Language(Language::new(code).unwrap()).words();
        assert_eq!(words("es"), "songs in Spanish");
        assert_eq!(words("ig"), "songs in ig");
        assert_eq!(Origin::Voice(Voice::Woman).words(), "women's voices");
    }

    #[test]
    fn what_is_not_known_is_no_origin() {
        assert_eq!(Origin::of_annotation(&Annotation::default()), [None; 3]);
    }
}
