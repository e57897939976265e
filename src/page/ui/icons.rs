//! The few icons, as inline SVG that takes the colour of its text. All are decoration: names stand beside them.

use leptos::prelude::*;

/// Spotify's own sign, unaltered, from the `simple-icons` collection (CC0); the sign itself is Spotify AB's trademark.
#[component]
pub fn SpotifyMark() -> impl IntoView {
    view! {
        <svg class="spotify-mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 0C5.4 0 0 5.4 0 12s5.4 12 12 12 12-5.4 12-12S18.66 0 12 0zm5.521 17.34c-.24.359-.66.48\
                -1.021.24-2.82-1.74-6.36-2.101-10.561-1.141-.418.122-.779-.179-.899-.539-.12-.421.18-.78.54\
                -.9 4.56-1.021 8.52-.6 11.64 1.32.42.18.479.659.301 1.02zm1.44-3.3c-.301.42-.841.6-1.262.3\
                -3.239-1.98-8.159-2.58-11.939-1.38-.479.12-1.02-.12-1.14-.6-.12-.48.12-1.021.6-1.141C9.6 9.9 \
                15 10.561 18.72 12.84c.361.181.54.78.241 1.2zm.12-3.36C15.24 8.4 8.82 8.16 5.16 9.301c-.6.179\
                -1.2-.181-1.38-.721-.18-.601.18-1.2.72-1.381 4.26-1.26 11.28-1.02 15.721 1.621.539.3.719 \
                1.02.419 1.56-.299.421-1.02.599-1.559.3z" />
        </svg>
    }
}

macro_rules! icon {
    ($(#[$doc:meta])* $name:ident, $path:literal) => {
        $(#[$doc])*
        #[component]
        pub fn $name() -> impl IntoView {
            view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=$path /></svg> }
        }
    };
}

icon!(
    /// An icon for starting the camera.
    CameraIcon,
    "M4 7h3l2-3h6l2 3h3v13H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z"
);
icon!(
    /// An icon for choosing a photo.
    PhotoIcon,
    "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01"
);
icon!(
    /// An icon for the demo, and for playing.
    PlayIcon,
    "M8 5l11 7-11 7z"
);
icon!(
    /// An icon for stopping.
    StopIcon,
    "M7 7h10v10H7z"
);
icon!(
    /// An icon for another list.
    RefreshIcon,
    "M20 5v5h-5M4 19v-5h5M19 10a8 8 0 0 0-14-2M5 14a8 8 0 0 0 14 2"
);
icon!(
    /// An icon for pinning a list.
    PinIcon,
    "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5"
);
icon!(
    /// An icon for what opens elsewhere.
    OpenIcon,
    "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5"
);
icon!(
    /// An icon for saving at Spotify.
    HeartIcon,
    "M12 20s-7-4.6-9-9c-1.3-3.5 1-6.5 4.2-6.5 2 0 3.7 1.1 4.8 3 1.1-1.9 2.8-3 4.8-3 \
    3.2 0 5.5 3 4.2 6.5-2 4.4-9 9-9 9z"
);
icon!(
    /// An icon for playing next.
    QueueIcon,
    "M4 6h16M4 12h10M4 18h8M18 15v6M15 18h6"
);
icon!(
    /// An icon for closing.
    CloseIcon,
    "M6 6l12 12M18 6L6 18"
);
icon!(
    /// An icon for what is private.
    ShieldIcon,
    "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"
);
icon!(
    /// An icon for more like this.
    ThumbUpIcon,
    "M7 11v9H4v-9zM7 11l4-7c2 0 3 1 2.6 3L13 10h5a2 2 0 0 1 2 2.4l-1.2 \
    6A2 2 0 0 1 16.8 20H7"
);
icon!(
    /// An icon for less like this.
    ThumbDownIcon,
    "M7 13V4H4v9zM7 13l4 7c2 0 3-1 2.6-3L13 14h5a2 2 0 0 0 \
    2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7"
);
icon!(
    /// An icon for skipping a track.
    SkipIcon,
    "M5 5l10 7-10 7zM19 5v14"
);
icon!(
    /// An icon for what opens below.
    ChevronIcon,
    "M6 9l6 6 6-6"
);
icon!(
    /// An icon for the menu.
    MenuIcon,
    "M4 8h16M4 16h16"
);
icon!(
    /// An icon for a mood in words.
    WordsIcon,
    "M4 6h16v10H11l-4 4v-4H4zM8 11h.01M12 11h.01M16 11h.01"
);
icon!(
    /// An icon for what more can be done with a song.
    MoreIcon,
    "M6 12h.01M12 12h.01M18 12h.01"
);
icon!(
    /// An icon for another camera.
    FlipIcon,
    "M4 9a8 8 0 0 1 14-3l2 2M20 4v4h-4M20 15a8 8 0 0 1-14 3l-2-2M4 20v-4h4"
);
icon!(
    /// An icon for the song before.
    BeforeIcon,
    "M18 6l-8 6 8 6zM7 6v12"
);
icon!(
    /// An icon for what opens behind an entry.
    NextIcon,
    "M9 6l6 6-6 6"
);
icon!(
    /// An icon for the way back.
    BackIcon,
    "M15 6l-6 6 6 6"
);
icon!(
    /// An icon for the plane of moods.
    AxesIcon,
    "M12 4v16M4 12h16M16 8h.01M8 15h.01M15 16h.01"
);
icon!(
    /// An icon for the seven expressions.
    FaceIcon,
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10h.01M15 10h.01M8.5 14c2 2.5 5 2.5 7 0"
);
icon!(
    /// An icon for what can't be known.
    LimitsIcon,
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 10a2 2 0 1 1 2.5 2l-.5.5v1M12 16.5h.01"
);
icon!(
    /// An icon for filters.
    FilterIcon,
    "M4 6h16M7 12h10M10 18h4"
);
icon!(
    /// An icon for what was learned.
    TasteIcon,
    "M12 20C7 16 4 13 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 4-3 7-8 11z"
);
icon!(
    /// An icon for music that somebody brings.
    LibraryIcon,
    "M4 5v14M8 5v14M12 6l5 13M20 5v14"
);
icon!(
    /// An icon for saving a file.
    SaveIcon,
    "M12 4v11M7 11l5 5 5-5M5 20h14"
);
