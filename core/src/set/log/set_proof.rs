//! ```text
//! presend/consistency/v1             with all that follows to the empty line: only if there is one
//! from SIZE ROOT                     an earlier head of the log; 1 to 32, sizes ascend
//! HASH                               the path of RFC 9162 from it to the head of the tlog-proof
//!
//! c2sp.org/tlog-proof@v1             as C2SP defines it
//! ```

use core::fmt::Write as _;

use super::checkpoint::Checkpoint;
use super::merkle::is_consistent;
use super::proof::LogProof;
use crate::set::base64::{decode_32, encode};

const FIRST_LINE: &str = "presend/consistency/v1\n";

/// Most earlier heads that a set file shows its log to continue.
pub const MAX_EARLIER_HEADS: usize = 32;

/// A tree of 2^64 leaves has no longer consistency path.
const MAX_PATH: usize = 65;

/// The proof of a set file, taken apart: that its log continues earlier heads of it, then a C2SP
/// tlog-proof as it is. Nothing of it is verified.
#[derive(Clone, Debug)]
pub struct SetProof<'a> {
    /// Earlier heads, by their size.
    pub earlier: Vec<EarlierHead>,
    /// That the set's manifest is in the log.
    pub entry: LogProof<'a>,
}

/// An earlier head of a log, and how a later one continues it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierHead {
    /// The head.
    pub head: LogHead,
    /// The consistency path of RFC 9162 to the later head.
    pub path: Vec<[u8; 32]>,
}

/// How long a log was, and the root of its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// How many entries it had.
    pub size: u64,
    /// The root of its tree.
    pub root: [u8; 32],
}

impl<'a> SetProof<'a> {
    /// Takes a proof apart. `None` if it is not one.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let Some(rest) = bytes.strip_prefix(FIRST_LINE.as_bytes()) else {
            return Some(Self { earlier: Vec::new(), entry: LogProof::parse(bytes)? });
        };
        let (earlier, rest) = earlier_heads(core::str::from_utf8(rest).ok()?)?;
        Some(Self { earlier, entry: LogProof::parse(rest.as_bytes())? })
    }
}

impl EarlierHead {
    /// True if the path shows that this later head begins with all that the earlier one covers.
    #[must_use]
    pub fn is_continued_by(&self, later: &Checkpoint<'_>) -> bool {
        let LogHead { size, root } = self.head;
        size < later.size && is_consistent(size, root, later.size, later.root, &self.path)
    }
}

/// What stands before the tlog-proof in the file; nothing if there is no earlier head.
#[must_use]
pub fn consistency_text(earlier: &[EarlierHead]) -> String {
    if earlier.is_empty() {
        return String::new();
    }
    let mut text = FIRST_LINE.to_owned();
    for EarlierHead { head, path } in earlier {
        let _ = writeln!(text, "from {} {}", head.size, encode(&head.root));
        path.iter().for_each(|hash| text.extend([&encode(hash), "\n"]));
    }
    text + "\n"
}

/// Heads up to the empty line, and what follows that. There is no second spelling of any of it.
fn earlier_heads(mut rest: &str) -> Option<(Vec<EarlierHead>, &str)> {
    let mut earlier: Vec<EarlierHead> = Vec::new();
    loop {
        let (line, next) = rest.split_once('\n')?;
        rest = next;
        if line.is_empty() {
            return (!earlier.is_empty()).then_some((earlier, rest));
        }
        if let Some(head) = line.strip_prefix("from ") {
            let head = head_of(head)?;
            let ascends = earlier.last().is_none_or(|last| last.head.size < head.size);
            if !ascends || earlier.len() == MAX_EARLIER_HEADS {
                return None;
            }
            earlier.push(EarlierHead { head, path: Vec::new() });
        } else {
            let path = &mut earlier.last_mut()?.path;
            if path.len() == MAX_PATH {
                return None;
            }
            path.push(decode_32(line)?);
        }
    }
}

fn head_of(fields: &str) -> Option<LogHead> {
    let (size_text, root) = fields.split_once(' ')?;
    let size = size_text.parse::<u64>().ok().filter(|size| size.to_string() == size_text)?;
    (size > 0).then_some(LogHead { size, root: decode_32(root)? })
}
