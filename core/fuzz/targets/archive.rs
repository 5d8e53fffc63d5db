//! An archive drawn from the input, and then changed in a few places: every entry comes as it was put
//! in, or the outcome says that something was not looked at.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::hash::digest::{DigestSet, digest};
use presend::scan::{Job, fingerprint};
use presend_fuzz::small_limits;

fuzz_target!(|input: &[u8]| {
    let mut input = Input(input);
    let entries = entries(&mut input);
    let mut archive = Archive::default();
    entries.iter().for_each(|entry| archive.add(entry));
    let mut bytes = archive.finish();
    // Content that looks like an end may make a second reading.
    let ends = bytes.windows(4).filter(|window| window == b"PK\x05\x06").count();
    let changes = change(&mut bytes, &mut input) || ends > 1;
    let (limits, cancel) = (small_limits(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(&bytes), &Job::everything(&limits, &cancel));
    let parts: Vec<_> = found.parts.iter().map(|part| &part.found).collect();
    assert!(parts.iter().all(|part| part.undecided.is_some() || part.length_bytes.is_some()));
    if found.undecided.is_some()
        || parts.iter().any(|part| part.fingerprints.digests.blake3.is_none())
    {
        assert!(changes || entries.is_empty() || has_twins(&entries), "{:?}", found.undecided);
        return;
    }
    let full = entries.iter().filter(|entry| !entry.content.is_empty());
    let wanted: Vec<_> = full.map(|entry| digest(entry.content, DigestSet::ALL)).collect();
    let got: Vec<_> = parts.iter().map(|part| part.fingerprints.digests).collect();
    assert!(got == wanted, "an entry is missing or another");
});

struct Entry<'a> {
    name: &'a [u8],
    content: &'a [u8],
    deflated: bool,
    sizes_behind: bool,
}

/// Takes the input apart from its start.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }
}

fn entries<'a>(input: &mut Input<'a>) -> Vec<Entry<'a>> {
    let count = input.byte() % 8;
    let mut entry = || {
        let how = input.byte();
        let name = input.take(usize::from(how & 7));
        let length = u16::from_le_bytes([input.byte(), input.byte() & 0xf]);
        let content = input.take(usize::from(length));
        Entry { name, content, deflated: how & 8 != 0, sizes_behind: how & 16 != 0 }
    };
    (0..count).map(|_| entry()).collect()
}

fn has_twins(entries: &[Entry<'_>]) -> bool {
    let mut names: Vec<_> = entries.iter().map(|entry| entry.name).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair[0] == pair[1])
}

/// Changes up to four bytes. False if all are what they were.
fn change(bytes: &mut [u8], input: &mut Input<'_>) -> bool {
    let before = bytes.to_vec();
    for _ in 0..input.byte() % 5 {
        let at = usize::from(u16::from_le_bytes([input.byte(), input.byte()]));
        let length = bytes.len();
        if let Some(byte) = bytes.get_mut(at % length) {
            *byte ^= input.byte();
        }
    }
    before != bytes
}

#[derive(Default)]
struct Archive {
    locals: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    fn add(&mut self, entry: &Entry<'_>) {
        let packed = if entry.deflated { one_block(entry.content) } else { entry.content.to_vec() };
        let (flags, method) = (u16::from(entry.sizes_behind) << 3, u16::from(entry.deflated) * 8);
        let how = [20, flags, method, 0, 0].map(u16::to_le_bytes).concat();
        let sizes = [crc(entry.content), packed.len() as u32, entry.content.len() as u32];
        let sizes = sizes.map(u32::to_le_bytes).concat();
        let lengths = [entry.name.len() as u16, 0].map(u16::to_le_bytes).concat();
        let start = (self.locals.len() as u32).to_le_bytes();
        let told = if entry.sizes_behind { vec![0; 12] } else { sizes.clone() };
        self.locals
            .extend([b"PK\x03\x04", &how[..], &told, &lengths, entry.name, &packed].concat());
        if entry.sizes_behind {
            self.locals.extend([b"PK\x07\x08", &sizes[..]].concat());
        }
        let head = [b"PK\x01\x02\x14\0", &how[..], &sizes, &lengths, &[0; 10], &start].concat();
        self.directory.extend([&head, entry.name].concat());
        self.count += 1;
    }

    fn finish(self) -> Vec<u8> {
        let count = self.count.to_le_bytes();
        let size = (self.directory.len() as u32).to_le_bytes();
        let start = (self.locals.len() as u32).to_le_bytes();
        let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &start, &[0, 0]].concat();
        [self.locals, self.directory, end].concat()
    }
}

/// A stream of deflate that is one block without compression.
fn one_block(content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), content].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let shift = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        (0..8).fold(crc ^ u32::from(*byte), shift)
    };
    !bytes.iter().fold(u32::MAX, step)
}
