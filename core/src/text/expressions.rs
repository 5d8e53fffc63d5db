use core::fmt;

use super::canonical::CanonicalUrl;

/// Most parents of a host that are looked at besides the host itself.
const MAX_PARENTS: usize = 4;

/// Most folders of a path that are looked at, the root among them.
const MAX_FOLDERS: usize = 4;

/// Most expressions of one link: five hosts, and six paths of each.
pub const MAX_EXPRESSIONS: usize = (1 + MAX_PARENTS) * (2 + MAX_FOLDERS);

/// A host and a path, by which a link is listed and looked up. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Expression {
    text: String,
}

impl Expression {
    /// `host/path?query`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its SHA-256: what a list holds.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        let digest = ring::digest::digest(&ring::digest::SHA256, self.text.as_bytes());
        // SHA-256 always gives 32 bytes.
        digest.as_ref().try_into().unwrap_or_default()
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expression(..)")
    }
}

impl CanonicalUrl {
    /// All that it can be listed by, the most exact first, at most [`MAX_EXPRESSIONS`].
    #[must_use]
    pub fn expressions(&self) -> Vec<Expression> {
        let paths = self.paths();
        let of_host = |host: &str| -> Vec<Expression> {
            paths.iter().map(|path| Expression { text: format!("{host}{path}") }).collect()
        };
        self.hosts().into_iter().flat_map(of_host).collect()
    }

    /// What it is listed by if nothing but it is meant: the host with all of the path and the query.
    #[must_use]
    pub fn expression(&self) -> Expression {
        let path = self.paths().into_iter().next().unwrap_or_default();
        Expression { text: format!("{}{path}", self.host.text) }
    }

    /// The host, and of its last five labels the parents, without the last label alone.
    fn hosts(&self) -> Vec<&str> {
        let host = self.host.text.as_str();
        let mut hosts = vec![host];
        if !self.host.is_address {
            let starts: Vec<usize> = host.match_indices('.').map(|(dot, _)| dot).collect();
            // The last dot comes before a last label that stands alone.
            let parents = starts.iter().rev().skip(1).take(MAX_PARENTS).rev();
            hosts.extend(parents.filter_map(|dot| host.get(dot.checked_add(1)?..)));
        }
        hosts
    }

    /// With the query, without it, and the first folders from the root.
    fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        paths.extend(self.query.as_ref().map(|query| format!("{}?{query}", self.path)));
        let folders = self.path.match_indices('/').take(MAX_FOLDERS);
        let folders = folders.filter_map(|(slash, _)| self.path.get(..=slash));
        for path in core::iter::once(self.path.as_str()).chain(folders) {
            if !paths.iter().any(|met| met == path) {
                paths.push(path.to_owned());
            }
        }
        paths
    }
}
