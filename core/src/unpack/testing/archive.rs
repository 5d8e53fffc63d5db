#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;

use flate2::Crc;
use flate2::write::DeflateEncoder;

/// One entry of an archive to be written.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) name: Vec<u8>,
    /// The name in the local header.
    pub(crate) local_name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) unpacked: u64,
    pub(crate) packed: Vec<u8>,
    /// With sizes of eight bytes in an extra field.
    pub(crate) large: bool,
}

impl File {
    pub(crate) fn stored(name: &str, bytes: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        Self {
            name: name.into(),
            local_name: name.into(),
            flags: 0,
            method: 0,
            crc: crc.sum(),
            unpacked: length(bytes),
            packed: bytes.to_vec(),
            large: false,
        }
    }

    pub(crate) fn deflated(name: &str, bytes: &[u8]) -> Self {
        let mut packer = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        Self { method: 8, packed: packer.finish().unwrap(), ..Self::stored(name, bytes) }
    }

    /// The same with its sizes behind it.
    pub(crate) fn streamed(self) -> Self {
        Self { flags: self.flags | 1 << 3, ..self }
    }

    fn sizes(&self) -> [u64; 2] {
        [length(&self.packed), self.unpacked]
    }

    /// Checksum and sizes as a header has them, the length of the name and that of the extra field.
    fn numbers(&self, crc: u32, sizes: [u64; 2], name: &[u8]) -> Vec<u8> {
        let mut out = crc.to_le_bytes().to_vec();
        for size in sizes {
            let size = if self.large { u32::MAX } else { u32::try_from(size).unwrap() };
            out.extend(size.to_le_bytes());
        }
        out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend(if self.large { 20_u16 } else { 0 }.to_le_bytes());
        out
    }

    fn extra(&self, [packed, unpacked]: [u64; 2]) -> Vec<u8> {
        let extra = [&[1, 0, 16, 0][..], &unpacked.to_le_bytes(), &packed.to_le_bytes()].concat();
        if self.large { extra } else { Vec::new() }
    }

    fn start(&self) -> Vec<u8> {
        let mut out = [20, self.flags, self.method].map(u16::to_le_bytes).concat();
        out.extend([0; 4]);
        out
    }
}

/// An archive and where its pieces lie, so that a test can break them.
pub(crate) struct Archive {
    pub(crate) bytes: Vec<u8>,
    /// Where each local header begins.
    pub(crate) locals: Vec<usize>,
    pub(crate) directory: usize,
    pub(crate) end: usize,
}

impl Archive {
    pub(crate) fn of(files: &[File]) -> Self {
        let (mut bytes, mut locals) = (Vec::new(), Vec::new());
        for file in files {
            locals.push(bytes.len());
            write_local(&mut bytes, file);
        }
        let directory = bytes.len();
        for (file, start) in files.iter().zip(&locals) {
            write_entry(&mut bytes, file, *start);
        }
        let end = bytes.len();
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([count, count].concat());
        bytes.extend(u32::try_from(end.checked_sub(directory).unwrap()).unwrap().to_le_bytes());
        bytes.extend(u32::try_from(directory).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        Self { bytes, locals, directory, end }
    }
}

fn write_local(out: &mut Vec<u8>, file: &File) {
    let behind = file.flags & 1 << 3 != 0;
    let (crc, sizes) = if behind { (0, [0, 0]) } else { (file.crc, file.sizes()) };
    out.extend(b"PK\x03\x04");
    out.extend(file.start());
    out.extend(file.numbers(crc, sizes, &file.local_name));
    out.extend(&file.local_name);
    out.extend(file.extra(sizes));
    out.extend(&file.packed);
    if behind {
        out.extend(b"PK\x07\x08");
        out.extend(file.crc.to_le_bytes());
        for size in file.sizes() {
            let bytes = if file.large { 8 } else { 4 };
            out.extend(size.to_le_bytes().get(..bytes).unwrap());
        }
    }
}

fn write_entry(out: &mut Vec<u8>, file: &File, start: usize) {
    out.extend(b"PK\x01\x02\x14\0");
    out.extend(file.start());
    out.extend(file.numbers(file.crc, file.sizes(), &file.name));
    out.extend([0; 10]);
    out.extend(u32::try_from(start).unwrap().to_le_bytes());
    out.extend(&file.name);
    out.extend(file.extra(file.sizes()));
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap()
}
