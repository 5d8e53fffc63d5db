//! What a journal keeps beside its chain, as text.
//!
//! ```text
//! presend/journal-state/v1
//! head COUNT HASH
//! bytes LENGTH
//! open DAY POLICY CLEAN MATCH NEAR UNDECIDED FALLBACK     or: open none
//! check HASH
//! ```

use crate::journal::JournalFault;
use crate::journal::record::{DayCounts, JournalHash, JournalHead, JournalRecord, OpenDay};
use crate::journal::text::read_hash;
use crate::policy::PolicyDigest;

/// Separates this hash from every other use of BLAKE3.
const CHECK: &str = "presend journal v1 state";

/// Where the chain ended when it was last written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) head: JournalHead,
    /// Length of the chain's file, in bytes.
    pub(super) bytes: u64,
    pub(super) open_day: Option<OpenDay>,
}

impl Saved {
    /// The lines of these records, and where the chain ends with them.
    pub(super) fn after(self, records: &[JournalRecord]) -> (String, Self) {
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        let head = records.last().map_or(self.head, JournalRecord::head);
        let grown = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        let bytes = self.bytes.saturating_add(grown);
        (lines, Self { head, bytes, ..self })
    }

    pub(super) fn to_text(self) -> String {
        let Self { head: JournalHead { count, hash }, bytes, open_day } = self;
        let open = open_day.map_or_else(
            || "none".to_owned(),
            |OpenDay { day, policy, counts }| format!("{day} {policy} {counts}"),
        );
        let body =
            format!("presend/journal-state/v1\nhead {count} {hash}\nbytes {bytes}\nopen {open}\n");
        let check = JournalHash(blake3::derive_key(CHECK, body.as_bytes()));
        format!("{body}check {check}\n")
    }

    /// The state that an app kept; of an empty journal before the first.
    pub(super) fn of(text: Option<&str>) -> Result<Self, JournalFault> {
        let Some(text) = text else { return Ok(Self::default()) };
        Self::parse(text.as_bytes()).ok_or(JournalFault::Malformed { index: 0 })
    }

    /// `None` unless it is exactly what [`Saved::to_text`] gives.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let text = str::from_utf8(text).ok()?;
        let saved = read(text)?;
        (saved.to_text() == text).then_some(saved)
    }
}

fn read(text: &str) -> Option<Saved> {
    let mut lines = text.lines().skip(1);
    let (count, hash) = lines.next()?.strip_prefix("head ")?.split_once(' ')?;
    let bytes = lines.next()?.strip_prefix("bytes ")?;
    let open = lines.next()?.strip_prefix("open ")?;
    Some(Saved {
        head: JournalHead { count: count.parse().ok()?, hash: JournalHash(read_hash(hash)?) },
        bytes: bytes.parse().ok()?,
        open_day: if open == "none" { None } else { Some(read_open_day(open)?) },
    })
}

fn read_open_day(text: &str) -> Option<OpenDay> {
    let words: Vec<&str> = text.split(' ').collect();
    let [day, policy, clean, matched, near, undecided, fallback] = *words.as_slice() else {
        return None;
    };
    Some(OpenDay {
        day: day.parse().ok()?,
        policy: PolicyDigest(read_hash(policy)?),
        counts: DayCounts {
            clean: clean.parse().ok()?,
            matched: matched.parse().ok()?,
            near: near.parse().ok()?,
            undecided: undecided.parse().ok()?,
            fallback: fallback.parse().ok()?,
        },
    })
}
