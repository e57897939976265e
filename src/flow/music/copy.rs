//! The music's words for people.

use crate::domain::mood::circumplex::word_for;
use crate::domain::music::playlist::NothingLeft;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::{Key, StoreFault};
use crate::flow::music::catalogue::CatalogueFault;
use crate::flow::music::list::ListPurpose;

/// The choices, as what could not be read.
pub(super) const CHOICES: &str = "your goal and filters";
/// The list, as what could not be read.
pub(super) const LIST: &str = "the list";
/// The hint for whoever is afraid, beside the music for it.
pub(super) const CALM_OFFERED: &str =
    "Music for how you feel now. Calm would lead you to rest instead";
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

/// The dots on the plane in words: the way they lead, or the place they stay around.
pub(super) fn describe_route(dots: usize, start: &str, end: Option<&str>) -> String {
    end.map_or_else(
        || format!("The {dots} dots are the tracks. They stay around {start}."),
        |end| format!("The {dots} dots are the tracks. They lead from {start} to {end}."),
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
