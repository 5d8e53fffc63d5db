//! ZIP: archives, documents that are archives, and one that is a bomb.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// Nothing is locked, or every entry is: what is in it is not what it was then.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    Open,
    Locked,
}

/// What the archive has of one file.
struct Entry<'a> {
    name: &'a str,
    flags: u8,
    /// 0 for the bytes as they are, 8 for deflate.
    method: u8,
    crc: u32,
    /// Of the file.
    length: u32,
    bytes: &'a [u8],
}

/// An archive of these files, each with its name.
pub(crate) fn stored(files: &[(&str, &[u8])], lock: Lock) -> Vec<u8> {
    let flags = u8::from(lock == Lock::Locked);
    let entries: Vec<_> = files
        .iter()
        .map(|(name, bytes)| Entry {
            name,
            flags,
            method: 0,
            crc: crc32(bytes),
            length: bytes.len() as u32,
            bytes,
        })
        .collect();
    archive(&entries)
}

/// One file of so many MiB of zeros, in a thousandth of that.
pub(crate) fn bomb(name: &str, mebibytes: u32) -> Option<Vec<u8>> {
    let piece = vec![0; 1 << 20];
    // Each piece begins anew behind a full flush, so that all are the same bytes.
    let mut packed = Vec::with_capacity(1 << 12);
    let mut deflate = Compress::new(Compression::best(), false);
    deflate.compress_vec(&piece, &mut packed, FlushCompress::Full).ok()?;
    let mut of_piece = Crc::new();
    of_piece.update(&piece);
    let mut crc = Crc::new();
    let mut bytes = Vec::new();
    for _ in 0..mebibytes {
        bytes.extend_from_slice(&packed);
        crc.combine(&of_piece);
    }
    // The last block, an empty one.
    bytes.extend_from_slice(&[3, 0]);
    let (length, crc) = (mebibytes << 20, crc.sum());
    Some(archive(&[Entry { name, flags: 0, method: 8, crc, length, bytes: &bytes }]))
}

fn archive(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for Entry { name, flags, method, crc, length, bytes } in entries {
        let how = [20, 0, *flags, 0, *method, 0, 0, 0, 0x21, 0];
        let (packed, length) = ((bytes.len() as u32).to_le_bytes(), length.to_le_bytes());
        let name_length = (name.len() as u16).to_le_bytes();
        let numbers =
            [&how[..], &crc.to_le_bytes(), &packed, &length, &name_length, &[0, 0]].concat();
        let start = (out.len() as u32).to_le_bytes();
        out.extend([b"PK\x03\x04", &numbers[..], name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0", &numbers[..], &[0; 10], &start].concat());
        directory.extend(name.as_bytes());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    let start = (out.len() as u32).to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &start, &[0, 0]].concat();
    [out, directory, end].concat()
}

pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_bomb_is_what_it_says_and_a_thousandth_of_it() {
        let bomb = bomb("a", 3).unwrap();
        assert!(bomb.len() < 3 * 1_100 + 200, "{}", bomb.len());
        let mut out = Vec::new();
        // Behind the local header and its name.
        flate2::read::DeflateDecoder::new(&bomb[31..]).read_to_end(&mut out).unwrap();
        assert!(out.len() == 3 << 20 && out.iter().all(|byte| *byte == 0));
        assert_eq!(crc32(&out).to_le_bytes(), bomb[14..18]);
    }
}
