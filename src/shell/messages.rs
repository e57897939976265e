//! What of each helper's messages is about its life: the one place where they are told apart.

use crate::flow::bridge::library::FromLibraryWorker;
use crate::flow::bridge::reader::FromReader;
use crate::flow::bridge::spotify::FromSpotifyHost;
use crate::flow::kit::link::LinkEvent;
use crate::shell::links::HelperMessage;

impl HelperMessage for FromReader {
    fn life(&self) -> Option<LinkEvent> {
        match *self {
            Self::Loading { received, total } => Some(LinkEvent::Bytes { received, total }),
            Self::Phase(phase) => Some(LinkEvent::Phase(phase)),
            Self::Ready { version, .. } => Some(LinkEvent::Ready { version }),
            // Its own words say more than that it is gone.
            Self::Failed { .. } | Self::Faces { .. } => None,
        }
    }

    fn is_said(&self) -> bool {
        !matches!(self, Self::Loading { .. } | Self::Phase(_))
    }
}

impl HelperMessage for FromLibraryWorker {
    fn life(&self) -> Option<LinkEvent> {
        match *self {
            Self::Ready { version } => Some(LinkEvent::Ready { version }),
            _ => None,
        }
    }

    fn is_said(&self) -> bool {
        !matches!(self, Self::Ready { .. })
    }
}

impl HelperMessage for FromSpotifyHost {
    fn life(&self) -> Option<LinkEvent> {
        match *self {
            Self::Ready { version } => Some(LinkEvent::Ready { version }),
            Self::Crashed => Some(LinkEvent::Lost),
            Self::View(_) | Self::Listener(_) => None,
        }
    }

    fn is_said(&self) -> bool {
        self.life().is_none()
    }
}
