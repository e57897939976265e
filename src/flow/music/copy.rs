//! The music's words for people.

use crate::domain::mood::circumplex::word_for;
use crate::domain::music::playlist::NothingLeft;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::{Key, StoreFault};
use crate::flow::music::catalogue::CatalogueFault;
use crate::flow::music::list::{ListPurpose, MoodOrigin};

/// The choices, as what could not be read.
pub(super) const CHOICES: &str = "your goal and filters";
/// The list, as what could not be read.
pub(super) const LIST: &str = "the list";
/// The heading of a list before there is one, and of one for no mood.
pub(super) const ANY_LIST: &str = "A bit of everything";

/// The heading of a list: "For a calm mood", "From gloomy to lively".
pub(super) fn write_heading(purpose: &ListPurpose) -> String {
    let path = purpose.path();
    let towards = purpose.goal.towards().filter(|_| path.moves());
    let from = purpose.mood.map(|place| {
        let word = word_for(place);
        let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        (article, word)
    });
    match (from, towards) {
        (None, None) => ANY_LIST.into(),
        (None, Some(towards)) => format!("Towards {towards}"),
        (Some((article, word)), None) => format!("For {article} {word} mood"),
        (Some((_, word)), Some(towards)) => format!("From {word} to {towards}"),
    }
}

/// The sentence over a list, to whoever looks at it: "As joyful as you look", "From tense to calm".
pub(super) fn write_sentence(
    purpose: &ListPurpose,
    origin: Option<MoodOrigin>,
    is_pinned: bool,
) -> String {
    let path = purpose.path();
    let word = purpose.mood.map(word_for);
    let mut sentence = match (purpose.goal.towards(), word, origin) {
        (_, None, _) | (_, _, None) => write_heading(purpose),
        (Some(towards), Some(_), _) if !path.moves() => format!("Staying {towards}"),
        (Some(towards), Some(word), _) => format!("From {word} to {towards}"),
        (None, Some(_), Some(MoodOrigin::LastVisit)) => "Your last list".into(),
        (None, Some(word), Some(MoodOrigin::Look)) => format!("As {word} as you look"),
        (None, Some(word), Some(MoodOrigin::Statement)) => format!("As {word} as you say"),
    };
    if is_pinned {
        sentence.push_str(" · pinned");
    }
    sentence
}

/// The length of a list: "10 songs · 37 min".
pub(super) fn write_length(songs: usize, minutes: u32) -> String {
    format!("{songs} songs · {minutes} min")
}

/// The reason that there is no track.
pub(super) const fn explain_nothing(nothing: NothingLeft) -> &'static str {
    match nothing {
        NothingLeft::NoTracks => "There is no music here yet.",
        NothingLeft::Filtered => "Your filters leave no track. Loosen them to see some.",
        NothingLeft::Disliked => {
            "Every track that your filters leave has a thumb down. Loosen them, or look at your taste."
        }
    }
}

/// The path in words: the way it leads, or the place it stays around.
pub(super) fn describe_route(songs: usize, start: &str, end: Option<&str>) -> String {
    end.map_or_else(
        || format!("{songs} songs around {start}"),
        |end| format!("{songs} songs from {start} to {end}"),
    )
}

/// Year and genre, for the small print.
pub(super) fn write_details(year: u16, genre: &str) -> String {
    match (year, genre) {
        (0, genre) => genre.into(),
        (year, "") => year.to_string(),
        (year, genre) => format!("{year} · {genre}"),
    }
}

/// The reason that a connected account lifted a track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AccountReason {
    /// Spotify suggests the track.
    Suggested,
    /// The track is the person's own.
    Own,
    /// The person listens to its artist.
    Artist,
    /// The person listens to its genre.
    Genre,
}

impl AccountReason {
    /// The reason as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Suggested => "Spotify suggests it for what you listen to, so it is here.",
            Self::Own => "It is one of your own on Spotify, so it was lifted.",
            Self::Artist => "You listen to this artist on Spotify, so it was lifted.",
            Self::Genre => "You listen to this genre on Spotify, so it was lifted a little.",
        }
    }
}

/// The catalogue could not be had.
pub(super) fn catalogue_fault(fault: CatalogueFault) -> Notice {
    let what = match fault {
        CatalogueFault::Missing => "The list of tracks could not be loaded.",
        CatalogueFault::Damaged => "The list of tracks arrived damaged.",
    };
    Notice::new(what, "Check the connection, then try again.").with(Remedy::FetchCatalogue)
}

/// The person's own tracks could not be searched.
pub(super) fn library_fault() -> Notice {
    Notice::new(
        "Your own music could not be searched.",
        "This list is from Feelharmonic's own. “New list” tries again; if that fails too, \
         bring your file once more.",
    )
}

/// A record could not be kept.
pub(super) fn not_kept(key: Key, fault: StoreFault) -> Notice {
    let what = match key {
        Key::Choices => "Your goal and filters could not be kept.",
        _ => "The list could not be kept.",
    };
    Notice::new(what, fault.advice())
}
