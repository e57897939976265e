//! The record of Spotify: what is kept between visits beside the tokens and the counts of the day.
//!
//! Every tab has its own copy. Who writes one writes what they have changed into the record as it is then, so that
//! nothing is lost that another tab has written meanwhile: [`SpotifyRecord::written_over`].

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::deprecated::DeprecatedRights;
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::flow::spotify::playlist_job::PlaylistProgress;
use serde::{Deserialize, Serialize};

/// The record that is kept between visits; missing fields take their default.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SpotifyRecord {
    /// The person's own app.
    pub client_id: Option<ClientId>,
    /// Until when Spotify does not want to be asked.
    pub blocked_until: Option<UnixMillis>,
    /// The way the last connection ended, until there is another one.
    pub ended: Option<ConnectionEnd>,
    /// The deprecated calls that apps were found to have or not, by their client ids.
    #[serde(rename = "rights")]
    pub deprecated_rights: Vec<(ClientId, DeprecatedRights)>,
    /// Tracks that were liked without a network.
    pub unsent: Vec<TrackId>,
    /// Spotify's ids of tracks that have none of their own, by ours; as far as something was done with them.
    pub found: Vec<(TrackId, TrackId)>,
    /// The progress of a playlist that was begun.
    #[serde(rename = "making")]
    pub playlist: PlaylistProgress,
}

impl SpotifyRecord {
    /// The record after this tab has written: what it has changed since `before` over `record`, which other tabs may
    /// have written meanwhile.
    #[must_use]
    pub fn written_over(self, before: &Self, record: Self) -> Self {
        Self {
            client_id: newer(self.client_id, &before.client_id, record.client_id),
            blocked_until: newer(
                self.blocked_until,
                &before.blocked_until,
                record.blocked_until,
            ),
            ended: newer(self.ended, &before.ended, record.ended),
            playlist: newer(self.playlist, &before.playlist, record.playlist),
            deprecated_rights: both(
                &self.deprecated_rights,
                &before.deprecated_rights,
                record.deprecated_rights,
                |(app, _)| app,
            ),
            unsent: both(&self.unsent, &before.unsent, record.unsent, |id| id),
            found: both(&self.found, &before.found, record.found, |(ours, _)| ours),
        }
    }

    /// Takes over what other tabs have found out. What this tab is doing is left alone.
    pub fn take_findings_of(&mut self, record: &Self) {
        let mine = std::mem::take(self);
        let until = |one: Option<UnixMillis>| one.map_or(f64::MIN, |until| until.0);
        let later = until(record.blocked_until) > until(mine.blocked_until);
        *self = Self {
            blocked_until: if later {
                record.blocked_until
            } else {
                mine.blocked_until
            },
            deprecated_rights: both(
                &record.deprecated_rights,
                &[],
                mine.deprecated_rights,
                |(app, _)| app,
            ),
            found: both(&record.found, &[], mine.found, |(ours, _)| ours),
            ..mine
        };
    }
}

/// Picks what this tab has made of `before`, or else what is in the record.
fn newer<T: PartialEq>(mine: T, before: &T, record: T) -> T {
    if mine == *before { record } else { mine }
}

/// Joins what is in the record with what this tab took away, added or changed, told apart by `key`.
fn both<T: Clone + PartialEq, K: PartialEq>(
    mine: &[T],
    before: &[T],
    record: Vec<T>,
    key: impl Fn(&T) -> &K,
) -> Vec<T> {
    let changed: Vec<T> = mine
        .iter()
        .filter(|one| !before.contains(one))
        .cloned()
        .collect();
    let taken = |one: &T| {
        let had = |of: &[T]| of.iter().any(|other| key(other) == key(one));
        had(before) && !had(mine) || had(&changed)
    };
    let mut all: Vec<T> = record.into_iter().filter(|one| !taken(one)).collect();
    all.extend(changed);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> TrackId {
        TrackId::new(&format!("{number:022}")).unwrap()
    }

    fn with_unsent(numbers: &[u8]) -> SpotifyRecord {
        SpotifyRecord {
            unsent: numbers.iter().map(|number| id(*number)).collect(),
            ..SpotifyRecord::default()
        }
    }

    #[test]
    fn what_two_tabs_write_is_both_there() {
        let before = with_unsent(&[1, 2]);
        let (mine, record) = (with_unsent(&[2, 3]), with_unsent(&[1, 2, 4]));
        let written = mine.written_over(&before, record);
        assert_eq!(written.unsent, [id(2), id(4), id(3)]);
    }

    #[test]
    fn what_this_tab_has_not_touched_stays_as_another_has_left_it() {
        let app = ClientId::new(&"a".repeat(32)).ok();
        let record = SpotifyRecord {
            client_id: app.clone(),
            ended: Some(ConnectionEnd::SixMonths),
            ..SpotifyRecord::default()
        };
        let before = SpotifyRecord {
            ended: Some(ConnectionEnd::Refused),
            ..SpotifyRecord::default()
        };
        let mine = SpotifyRecord::default();
        let written = mine.written_over(&before, record);
        assert_eq!(written.client_id, app);
        assert_eq!(written.ended, None, "but this was taken away here");
    }

    #[test]
    fn an_entry_that_was_found_anew_replaces_the_one_before() {
        let found = |to: u8| SpotifyRecord {
            found: vec![(TrackId::of_names("a", "t"), id(to))],
            ..SpotifyRecord::default()
        };
        let written = found(2).written_over(&found(1), found(1));
        assert_eq!(written, found(2));
        let mut mine = SpotifyRecord::default();
        mine.take_findings_of(&found(3));
        assert_eq!(mine, found(3));
    }

    #[test]
    fn a_record_of_the_first_release_is_read_as_it_was_written() {
        let text = concat!(
            r#"{"client_id":null,"blocked_until":7.0,"ended":"SixMonths","#,
            r#""rights":[["0123456789abcdef0123456789abcdef","#,
            r#"{"recommendations":"Gone","features":"Granted"}]],"unsent":[],"found":[],"#,
            r#""making":{"Made":[{"name":"n","description":"d","#,
            r#""draft":{"name":"n","description":"d [1]","mark":"[1]"},"#,
            r#""tracks":[],"rounds":1,"begun_at":5.0},"list1"]}}"#,
        );
        let record: SpotifyRecord = serde_json::from_str(text).unwrap();
        assert_eq!(record.deprecated_rights.len(), 1);
        assert!(matches!(record.playlist, PlaylistProgress::Made(..)));
        assert_eq!(serde_json::to_string(&record).unwrap(), text);
    }
}
