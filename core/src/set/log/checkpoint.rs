use core::fmt;

use crate::set::base64::{decode_32, encode};

/// The head of a log, as C2SP's tlog-checkpoint writes it: three lines, and perhaps more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint<'a> {
    /// Which log.
    pub origin: &'a str,
    /// How many entries it has.
    pub size: u64,
    /// The root of its tree.
    pub root: [u8; 32],
    /// How many lines follow the third.
    pub extensions: usize,
}

impl<'a> Checkpoint<'a> {
    /// Reads the text of a checkpoint's note. `None` if it is not one.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?;
        let size_text = lines.next()?;
        let size = size_text.parse::<u64>().ok().filter(|size| size.to_string() == size_text)?;
        let root = decode_32(lines.next()?)?;
        let mut extensions = 0_usize;
        for line in lines {
            if line.is_empty() {
                return None;
            }
            extensions = extensions.saturating_add(1);
        }
        Some(Self { origin, size, root, extensions })
    }
}

/// The text without extension lines.
impl fmt::Display for Checkpoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, encode(&self.root))
    }
}
