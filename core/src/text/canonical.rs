use core::fmt;

use super::host::Host;
use super::path::resolved;
use super::unescape::{escaped, unescaped};

/// A URL in the one form that Safe Browsing publishes, without user, port and fragment. All of it is
/// printable ASCII. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalUrl {
    scheme: String,
    pub(super) host: Host,
    pub(super) path: String,
    pub(super) query: Option<String>,
}

impl CanonicalUrl {
    /// The one form of a link; without a scheme it is `http`. `None` if it names no host.
    ///
    /// Beyond what is published: a backslash before the query is a slash, and more than two slashes behind
    /// the scheme are two, as browsers have it.
    #[must_use]
    pub fn of(link: impl AsRef<[u8]>) -> Option<Self> {
        let url = unescaped(&prepared(link.as_ref()));
        let (scheme, rest) = without_scheme(&url);
        let (rest, query) = split_at(rest, b'?');
        let (authority, path) = match rest.iter().position(|byte| *byte == b'/') {
            Some(slash) => rest.split_at_checked(slash)?,
            None => (rest, Default::default()),
        };
        Some(Self {
            scheme: escaped(&scheme.to_ascii_lowercase()),
            host: Host::of(authority)?,
            path: escaped(&resolved(path)),
            query: query.map(escaped),
        })
    }
}

/// `scheme://host/path?query`.
impl fmt::Display for CanonicalUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, host, path, query } = self;
        write!(f, "{scheme}://{}{path}", host.text)?;
        query.iter().try_for_each(|query| write!(f, "?{query}"))
    }
}

impl fmt::Debug for CanonicalUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalUrl(..)")
    }
}

/// Without blanks at its ends, without tabs and line ends, without its fragment; slashes one way.
fn prepared(link: &[u8]) -> Vec<u8> {
    let link = link.trim_ascii();
    let (link, _fragment) = split_at(link, b'#');
    let kept = link.iter().copied().filter(|byte| !matches!(byte, b'\t' | b'\r' | b'\n'));
    let mut in_query = false;
    let turned = kept.map(|byte| {
        in_query |= byte == b'?';
        if byte == b'\\' && !in_query { b'/' } else { byte }
    });
    turned.collect()
}

/// What is before the first such byte, and what is behind it.
fn split_at(bytes: &[u8], at: u8) -> (&[u8], Option<&[u8]>) {
    let mut halves = bytes.splitn(2, |byte| *byte == at);
    (halves.next().unwrap_or_default(), halves.next())
}

/// The scheme, and what follows its slashes.
fn without_scheme(url: &[u8]) -> (&[u8], &[u8]) {
    let (scheme, rest) = match url.iter().position(|byte| *byte == b':') {
        Some(colon) => url.split_at_checked(colon).unwrap_or((url, b"")),
        None => (&b""[..], url),
    };
    match rest.strip_prefix(b"://") {
        Some(rest) if is_scheme(scheme) => (scheme, without_slashes(rest)),
        _ => (b"http", url.strip_prefix(b"//").unwrap_or(url)),
    }
}

/// A letter, and then letters, digits, `+`, `-` and `.`.
pub(super) fn is_scheme(scheme: &[u8]) -> bool {
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    scheme.first().is_some_and(u8::is_ascii_alphabetic) && scheme.iter().all(inner)
}

fn without_slashes(url: &[u8]) -> &[u8] {
    let start = url.iter().position(|byte| *byte != b'/').unwrap_or(url.len());
    url.get(start..).unwrap_or_default()
}
