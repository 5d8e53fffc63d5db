use crate::set::base64::{decode_32, is_canonical};
use crate::set::note::Note;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1\n";

/// A tree of 2^64 leaves has no longer path.
const MAX_PATH: usize = 64;

/// Most signature lines of the checkpoint.
const MAX_SIGNATURES: usize = 64;

/// A C2SP tlog-proof, taken apart: that an entry is in a log, and what the log's head is. Nothing
/// of it is verified.
#[derive(Clone, Debug)]
pub struct LogProof<'a> {
    /// Where the entry stands, from 0.
    pub index: u64,
    /// From the leaf's sibling upwards.
    pub path: Vec<[u8; 32]>,
    /// The head of the log.
    pub checkpoint: Note<'a>,
    /// True if it carries an `extra` line.
    pub extra: bool,
}

impl<'a> LogProof<'a> {
    /// Takes a proof apart. `None` if it is not one.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let text = core::str::from_utf8(bytes).ok()?.strip_prefix(FIRST_LINE)?;
        let (extra, text) = match text.strip_prefix("extra ") {
            Some(rest) => {
                let (extra, rest) = rest.split_once('\n')?;
                (true, is_canonical(extra).then_some(rest)?)
            }
            None => (false, text),
        };
        let (index_text, rest) = text.strip_prefix("index ")?.split_once('\n')?;
        let index = index_text.parse::<u64>().ok().filter(|at| at.to_string() == index_text)?;
        let (path, checkpoint) = path(rest)?;
        let checkpoint = Note::parse(checkpoint.as_bytes(), MAX_SIGNATURES).ok()?;
        Some(Self { index, path, checkpoint, extra })
    }
}

/// Hashes up to an empty line, and what follows that.
fn path(mut rest: &str) -> Option<(Vec<[u8; 32]>, &str)> {
    let mut path = Vec::new();
    loop {
        let (line, next) = rest.split_once('\n')?;
        rest = next;
        if line.is_empty() {
            return Some((path, rest));
        }
        if path.len() == MAX_PATH {
            return None;
        }
        path.push(decode_32(line)?);
    }
}
