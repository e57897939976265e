//! The copy of this page that something belongs to.
//!
//! Several copies may share an origin: a release, a trial one beside it, a neighbour's. Databases, locks, channels and
//! session keys are shared by the whole origin, so that each of their names carries the folder the copy lies in.

use crate::flow::kit::store::Key;

/// The folder of a page, as a path of its origin: `/` or `/beta/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageScope(String);

/// The beginning of every name.
const NAME: &str = "feelharmonic";

impl PageScope {
    /// The database of the first release, which no scope stood in: every copy finds the same one.
    pub const UNSCOPED_DATABASE: &str = NAME;
    /// The lock that the first release held while it read, renewed and wrote its tokens.
    pub const UNSCOPED_TOKEN_LOCK: &str = "feelharmonic-spotify-tokens";

    /// The scope of the page whose address has this path, with or without a file's name at its end.
    #[must_use]
    pub fn of_page(path: &str) -> Self {
        let folder = path.rfind('/').and_then(|slash| path.get(..=slash));
        Self(folder.unwrap_or("/").to_owned())
    }

    /// The scope of the page that a worker serves, by the path of its script: `<scope>worker/worker.js`.
    #[must_use]
    pub fn of_worker(path: &str) -> Self {
        let Self(folder) = Self::of_page(path);
        Self::of_page(folder.trim_end_matches('/'))
    }

    /// The database of everything that is kept.
    #[must_use]
    pub fn database(&self) -> String {
        self.name("")
    }

    /// The small database that tells whether the other one was lost.
    #[must_use]
    pub fn witness_database(&self) -> String {
        self.name("-witness")
    }

    /// The lock that is held while what is kept under `key` is read and written.
    #[must_use]
    pub fn lock(&self, key: Key) -> String {
        self.name(&format!("-{}", key.name()))
    }

    /// The lock of the one tab that fetches from Spotify; the others wait their turn.
    #[must_use]
    pub fn tab_lease(&self) -> String {
        self.name("-spotify-tab-lease")
    }

    /// The channel on which tabs tell each other of Spotify.
    #[must_use]
    pub fn spotify_channel(&self) -> String {
        self.name("-spotify-tabs")
    }

    /// The key in session storage of a sign-in that is under way.
    #[must_use]
    pub fn sign_in(&self) -> String {
        self.name("-sign-in")
    }

    fn name(&self, purpose: &str) -> String {
        format!("{NAME}{purpose}:{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_page_and_its_worker_have_one_scope() {
        for (page, worker, scope) in [
            ("/", "/worker/worker.js", "feelharmonic:/"),
            ("/index.html", "/worker/worker.js", "feelharmonic:/"),
            ("/beta/", "/beta/worker/worker.js", "feelharmonic:/beta/"),
            (
                "/a/b/index.html",
                "/a/b/worker/worker.js",
                "feelharmonic:/a/b/",
            ),
        ] {
            assert_eq!(PageScope::of_page(page).database(), scope);
            assert_eq!(PageScope::of_worker(worker).database(), scope);
        }
    }

    #[test]
    fn an_address_without_a_path_is_the_origins_root() {
        assert_eq!(PageScope::of_page(""), PageScope::of_page("/"));
        assert_eq!(PageScope::of_worker("blob"), PageScope::of_page("/"));
    }

    #[test]
    fn no_two_names_are_alike_and_none_is_the_first_releases() {
        let scope = PageScope::of_page("/");
        let mut names: BTreeSet<_> = Key::ALL.iter().map(|key| scope.lock(*key)).collect();
        names.extend([
            scope.database(),
            scope.witness_database(),
            scope.tab_lease(),
            scope.spotify_channel(),
            scope.sign_in(),
            PageScope::UNSCOPED_DATABASE.into(),
            PageScope::UNSCOPED_TOKEN_LOCK.into(),
        ]);
        assert_eq!(names.len(), Key::ALL.len() + 7);
    }
}
