use presend::set::canary::PICTURES;

use super::sha256;

/// All three authorities.
pub const ALL: u16 = 0b111;

#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// A tag, a hash, a value, or the frames of a video one after the other.
    pub key: Vec<u8>,
    pub entry: u32,
    pub mask: u16,
}

#[derive(Clone)]
pub struct Section {
    pub algorithm: &'static str,
    pub rows: Vec<Row>,
}

impl Section {
    /// Rows in the order that the format asks for.
    pub fn sorted(algorithm: &'static str, mut rows: Vec<Row>) -> Self {
        if algorithm == "vpdq" {
            rows.sort_by(|a, b| (a.entry, &a.key).cmp(&(b.entry, &b.key)));
        } else {
            rows.sort_by(|a, b| a.key.cmp(&b.key));
        }
        Self { algorithm, rows }
    }

    pub fn items(&self) -> usize {
        if self.algorithm == "vpdq" { self.frames().count() } else { self.rows.len() }
    }

    fn frames(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().flat_map(|row| row.key.chunks(32))
    }

    pub fn matching(&self, numbers: &str) -> String {
        format!("match {}{numbers}\n", self.algorithm)
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.is_keys() || self.algorithm == "lent" {
            column(&mut bytes, self.rows.iter().map(|row| row.key.clone()));
        } else {
            column(&mut bytes, self.frames().map(|frame| frame[..16].to_vec()));
            column(&mut bytes, self.frames().map(|frame| frame[16..].to_vec()));
        }
        if self.algorithm == "vpdq" {
            let counts = self.rows.iter().map(|row| u32::try_from(row.key.len() / 32).unwrap());
            let starts = std::iter::once(0).chain(counts.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            }));
            column(&mut bytes, starts.map(|start| start.to_le_bytes().to_vec()));
        }
        column(&mut bytes, self.rows.iter().map(|row| row.entry.to_le_bytes().to_vec()));
        column(&mut bytes, self.rows.iter().map(|row| row.mask.to_le_bytes().to_vec()));
        bytes
    }

    /// How many rows have the bit set, and the digest of their keys and entries.
    pub fn attested(&self, bit: usize) -> (usize, [u8; 32]) {
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.mask >> bit & 1 == 1).collect();
        let mut signed = Vec::new();
        for row in &rows {
            if self.algorithm == "vpdq" {
                signed.extend(u32::try_from(row.key.len() / 32).unwrap().to_le_bytes());
            }
            signed.extend(&row.key);
            signed.extend(row.entry.to_le_bytes());
        }
        (rows.len(), sha256(&signed))
    }

    fn is_keys(&self) -> bool {
        ["blake3", "sha256", "sha1", "md5", "canary-sha256"].contains(&self.algorithm)
    }
}

fn column(bytes: &mut Vec<u8>, rows: impl Iterator<Item = Vec<u8>>) {
    rows.for_each(|row| bytes.extend(row));
    bytes.resize(bytes.len().div_ceil(64) * 64, 0);
}

pub fn tag(salt: [u8; 32], algorithm: &str, digest: &[u8]) -> Vec<u8> {
    let message = [algorithm.as_bytes(), &[0], digest].concat();
    blake3::keyed_hash(&salt, &message).as_bytes()[..16].to_vec()
}

/// A made-up hash.
pub fn hash(seed: u32) -> Vec<u8> {
    sha256(&seed.to_le_bytes()).to_vec()
}

/// A made-up value of 144 bytes.
pub fn value(seed: u32) -> Vec<u8> {
    (0..5).flat_map(|part| hash(1_000 * seed + part)).take(144).collect()
}

/// A few rows of every kind, each vouched for by all three or by a quorum of them.
pub fn sound_sections(salt: [u8; 32]) -> Vec<Section> {
    let row = |key, entry, mask| Row { key, entry, mask };
    let tags = |algorithm: &'static str, length: usize, masks: [u16; 3]| {
        let tag = |n: u32| tag(salt, algorithm, &hash(100 + n)[..length]);
        let rows = (1..).zip(masks).map(|(n, mask)| row(tag(n), n, mask)).collect();
        Section::sorted(algorithm, rows)
    };
    let video = |seeds: [u32; 3]| {
        let mut frames = seeds.map(hash);
        frames.sort();
        frames.concat()
    };
    let hashes = |algorithm, first: u32, rows: u32, mask| {
        let entry = |n| if algorithm == "cleared" { 0 } else { n };
        let rows = (1..=rows).map(|n| row(hash(first + n), entry(n), mask)).collect();
        Section::sorted(algorithm, rows)
    };
    vec![
        tags("blake3", 32, [ALL; 3]),
        tags("sha256", 32, [ALL, 0b101, 0b110]),
        tags("sha1", 20, [ALL; 3]),
        tags("md5", 16, [ALL; 3]),
        hashes("pdq", 200, 4, 0b110),
        hashes("pdq512", 300, 2, ALL),
        Section::sorted("vpdq", vec![row(video([1, 2, 3]), 5, ALL), row(video([4, 5, 6]), 6, ALL)]),
        Section::sorted("lent", (1..=3).map(|n| row(value(n), n, 0b101)).collect()),
        hashes("cleared", 400, 1, ALL),
        Section::sorted(
            "canary-sha256",
            PICTURES.map(|canary| row(tag(salt, "sha256", &canary.sha256), 0, ALL)).to_vec(),
        ),
        Section::sorted(
            "canary-pdq",
            PICTURES.map(|canary| row(canary.pdq.to_vec(), 0, ALL)).to_vec(),
        ),
    ]
}
