//! ZIP, stored: archives, and documents that are archives.

/// Nothing is locked, or every entry is: what is in it is not what it was then.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    Open,
    Locked,
}

/// An archive of these files, each with its name.
pub(crate) fn stored(files: &[(&str, &[u8])], lock: Lock) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let flags = u8::from(lock == Lock::Locked);
        let how = [20, 0, flags, 0, 0, 0, 0, 0, 0x21, 0];
        let size = (bytes.len() as u32).to_le_bytes();
        let name_length = (name.len() as u16).to_le_bytes();
        let numbers =
            [&how[..], &crc32(bytes).to_le_bytes(), &size, &size, &name_length, &[0, 0]].concat();
        let start = (out.len() as u32).to_le_bytes();
        out.extend([b"PK\x03\x04", &numbers[..], name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0", &numbers[..], &[0; 10], &start].concat());
        directory.extend(name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    let start = (out.len() as u32).to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &start, &[0, 0]].concat();
    [out, directory, end].concat()
}

pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
