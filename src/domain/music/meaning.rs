//! The meaning of a song in terms of few words: subject, singing, voice, feelings, cautions, language.

/// Defines an enum whose variants have a word each, and a number in their order.
macro_rules! worded {
    ($(#[$doc:meta])* $name:ident, $count:literal {
        $($(#[$note:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub enum $name { $($(#[$note])* $variant),+ }

        impl $name {
            /// All variants, in the order of their numbers.
            pub const ALL: [Self; $count] = [$(Self::$variant),+];

            /// The word for the variant, as the catalogue's rows have it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Finds the variant of a number; the first one where there is none.
            #[must_use]
            pub fn from_number(number: u64) -> Self {
                let at = usize::try_from(number).unwrap_or_default();
                Self::ALL.get(at).copied().unwrap_or_default()
            }
        }
    };
}

worded! {
    /// The subject that a song is about.
    Theme, 13 {
        /// No subject, or none that is known.
        #[default]
        None = "none",
        /// Love that is there.
        Love = "love",
        /// Love or a place that is far.
        Longing = "longing",
        /// Love that ends or has ended.
        Breakup = "breakup",
        /// Loss, despair and guilt of any kind.
        Grief = "grief",
        /// Rage and contempt for others.
        Anger = "anger",
        /// Dread, unease and madness alike.
        Fear = "fear",
        /// Standing up for oneself or for others.
        Defiance = "defiance",
        /// Dancing, drinking, being together.
        Party = "party",
        /// Belief and prayer of any faith.
        Faith = "faith",
        /// Times and people gone by.
        Memory = "memory",
        /// Weather, seasons and landscapes.
        Nature = "nature",
        /// A life or an event that is told.
        Story = "story",
    }
}

worded! {
    /// The degree to which a track is sung.
    Sung, 3 {
        /// Words throughout the whole track.
        #[default]
        Yes = "yes",
        /// A few words, or voices without any.
        Little = "little",
        /// No voice that says anything.
        No = "no",
    }
}

worded! {
    /// The voice that leads a song.
    Voice, 6 {
        /// A voice that is not known to us.
        #[default]
        Unknown = "unknown",
        /// A woman's voice, or several women's.
        Woman = "woman",
        /// A man's voice in front.
        Man = "man",
        /// Women's and men's voices.
        Both = "both",
        /// Several men's voices together.
        Group = "group",
        /// No voice at all.
        None = "none",
    }
}

worded! {
    /// A feeling that people ask music for.
    Feeling, 9 {
        /// Rage: loud and hard.
        Angry = "angry",
        /// Contempt: what is said to somebody despised.
        Disgusted = "disgusted",
        /// Dread: eerie, tense, dark.
        Fearful = "fearful",
        /// Joy: bright and light.
        Happy = "happy",
        /// Sorrow: slow and dark.
        Sad = "sad",
        /// Wonder: grand or odd.
        Surprised = "surprised",
        /// Ease: nothing in particular is asked for.
        #[default]
        Neutral = "neutral",
        /// Rest: quiet and kind.
        Calm = "calm",
        /// Drive: strong and quick.
        Energised = "energise",
    }
}

worded! {
    /// A matter that not everybody wants to hear of at every time.
    Caution, 6 {
        /// Death and dying, told or mourned.
        #[default]
        Death = "death",
        /// Suicide and self-harm of anybody.
        SelfHarm = "self-harm",
        /// Violence that is described.
        Violence = "violence",
        /// Drugs that are taken or sold.
        Drugs = "drugs",
        /// Sex that is described.
        Sex = "sex",
        /// Christmas and the like.
        Season = "season",
    }
}

/// A set of feelings, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FeelingSet(pub u16);

impl FeelingSet {
    /// Tells if a feeling is in the set.
    #[must_use]
    pub const fn contains(self, feeling: Feeling) -> bool {
        self.0 & (1 << feeling as u16) != 0
    }
}

/// A set of cautions, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CautionSet(pub u8);

impl CautionSet {
    /// The matters that are kept from whoever feels low: death and self-harm.
    pub const GRAVE: Self = Self(0b00_0011);
    /// The matters that come only when they are wished for: violence, drugs, sex, a season.
    pub const WISHED_ONLY: Self = Self(0b11_1100);

    /// Tells if both sets have a caution in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Tells if a caution is in the set.
    #[must_use]
    pub const fn contains(self, caution: Caution) -> bool {
        self.0 & (1 << caution as u8) != 0
    }
}

/// A language by its two or three letters of ISO 639.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language([u8; 3]);

impl Language {
    /// Checks a language's code: two or three small letters.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let known = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        let mut letters = [0; 3];
        for (place, letter) in letters.iter_mut().zip(code.bytes()) {
            *place = letter;
        }
        known.then_some(Self(letters))
    }

    /// The code of two or three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).map_or("", |code| code.trim_end_matches('\0'))
    }
}

/// A country by its two letters of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// Checks a country's code: two capital letters.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(letters))
    }

    /// The code of two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_two_or_three_small_letters() {
        assert_eq!(Language::new("yue").unwrap().as_str(), "yue");
        assert_eq!(Language::new("en").unwrap().as_str(), "en");
        assert!(Language::new("EN").is_none() && Language::new("e").is_none());
    }

    #[test]
    fn a_number_of_no_variant_is_the_first() {
        assert_eq!(Theme::from_number(1), Theme::Love);
        assert_eq!(Theme::from_number(99), Theme::None);
    }

    #[test]
    fn a_country_is_two_capital_letters() {
        assert_eq!(Country::new("JM").unwrap().as_str(), "JM");
        assert!(Country::new("jm").is_none() && Country::new("JAM").is_none());
    }
}
