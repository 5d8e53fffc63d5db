use std::io::{Chain, Cursor, ErrorKind, Read};

use super::reason::{BadLine, Reason};

/// The longest beginning by which a file is told: that of an SQLite database.
const LONGEST: usize = 16;

/// The source without the byte order mark that some programs put first.
pub(super) fn without_mark<R: Read>(mut source: R) -> Result<Chain<Cursor<Vec<u8>>, R>, BadLine> {
    let at_start = |reason| BadLine { line: 1, reason };
    let mut head = vec![0; LONGEST];
    let mut filled = 0_usize;
    while let Some(room) = head.get_mut(filled..)
        && !room.is_empty()
    {
        match source.read(room) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Err(at_start(Reason::Unreadable)),
        }
    }
    head.truncate(filled);
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(at_start(Reason::WrongEncoding));
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Err(at_start(Reason::Database));
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    Ok(Cursor::new(head).chain(source))
}
