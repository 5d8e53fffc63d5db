//! Look-up in three million rows, against reading the bytes, a plain scan, and std's `HashSet`.
//! CPU time of one thread, median of nine.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench fails by panicking"
)]

mod support;

use std::collections::HashSet;
use std::hint::black_box;
use std::io::Read;

use presend::context::CancelToken;
use presend::hash::pdq::PdqHash;
use presend::hash::{Digests, Fingerprints};
use presend::lookup::exact::Guide;
use presend::lookup::{find, near};
use presend::set::KnownSet;
use support::{median_ms, row};

const ROWS: usize = 3_000_000;
const EXACT_QUERIES: usize = 1_000_000;

fn main() {
    println!("{ROWS} rows");
    near_lookup();
    exact_lookup();
    read_list();
}

fn near_lookup() {
    let mut random = Random(1);
    // As in a set: each column begins at a cache line.
    let mut memory = vec![[0_u8; 16]; 2 * ROWS + 4];
    let start = memory.as_flattened().as_ptr().align_offset(64) / 16;
    memory.iter_mut().for_each(|row| *row = random.bytes());
    let (hi, lo) = memory[start..][..2 * ROWS].split_at(ROWS);
    let queries: Vec<PdqHash> = (0..41).flat_map(|_| mirrored(random.bytes())).collect();
    let unrelated: Vec<PdqHash> = (0..82).map(|_| PdqHash::from_bytes(random.bytes())).collect();
    let count = |queries: &[PdqHash], bits: u32| {
        let mut found = 0_u32;
        near::find(hi, lo, queries, bits, &mut |_| found += 1);
        found
    };
    let scan = |most: usize, bits| median_ms(|| (), |()| count(&queries[..most], bits));
    let read = median_ms(|| (), |()| read_all(hi.as_flattened()));
    let naive = median_ms(|| (), |()| near::find_naive(hi, lo, &queries[..1], 31, |_| {}));
    let one = scan(1, 31);
    let eight = scan(8, 31);
    row("near: every row, every bit, one query", naive, naive);
    row("near: reading the first halves", read, naive);
    row("near: one query", one, naive);
    row("near: eight queries", eight, naive);
    row("near: sixteen queries", scan(16, 31), naive);
    let edits = scan(82, 31);
    row("near: 82 queries, as many as a picture with all its edits has", edits, naive);
    row(
        "near: as many, none the mirror image of another",
        median_ms(|| (), |()| count(&unrelated, 31)),
        naive,
    );
    row("near: eight queries, borderline to 36 bits", scan(8, 36), naive);
    row("near: eight queries, borderline to 40 bits", scan(8, 40), naive);
    println!("  one query is {:.2} of reading (goal 1.3)", one / read);
    println!("  eight queries are {:.2} of one (goal 5)", eight / one);
    println!("  82 queries are {:.2} of one (goal 15)", edits / one);
}

/// A hash and one such as the mirror image has: each second bit is another, but for five in either half,
/// about as many as in photographs.
fn mirrored(hash: [u8; 32]) -> [PdqHash; 2] {
    let mut other = hash.map(|byte| byte ^ 0x55);
    (0..10).for_each(|at| other[3 * at] ^= 1 << (at % 8));
    [hash, other].map(PdqHash::from_bytes)
}

/// What must be read at least: one pass over the bytes that does next to nothing with them.
fn read_all(bytes: &[u8]) -> u64 {
    let words = bytes.as_chunks::<8>().0.iter();
    words.fold(0, |sum, word| sum ^ u64::from_ne_bytes(*word))
}

fn exact_lookup() {
    let mut random = Random(2);
    let mut tags: Vec<[u8; 16]> = (0..ROWS).map(|_| random.bytes()).collect();
    tags.sort_unstable();
    let before = resident_bytes();
    let hashed: HashSet<[u8; 32]> = (0..ROWS).map(|_| random.bytes()).collect();
    let hashed_bytes = resident_bytes() - before;
    let queries: Vec<[u8; 32]> = (0..EXACT_QUERIES).map(|_| random.bytes()).collect();
    let wanted: Vec<[u8; 16]> = (0..EXACT_QUERIES).map(|_| random.bytes()).collect();
    let count = |found: &dyn Fn(usize) -> bool| (0..EXACT_QUERIES).filter(|at| found(*at)).count();
    let baseline = median_ms(|| (), |()| count(&|at| hashed.contains(&queries[at])));
    let binary = median_ms(|| (), |()| count(&|at| tags.binary_search(&wanted[at]).is_ok()));
    let guide = Guide::new(&tags);
    let guided = median_ms(|| (), |()| count(&|at| guide.find(&tags, &wanted[at]).is_some()));
    println!("{EXACT_QUERIES} exact queries, none in the set");
    row("exact: HashSet of 32-byte digests", baseline, baseline);
    row("exact: binary search in sorted tags", binary, baseline);
    row("exact: guided search in sorted tags", guided, baseline);
    row("exact: making the guide, once", median_ms(|| (), |()| Guide::new(&tags)), baseline);
    println!("  guided search is {:.2} of HashSet (goal 3)", guided / baseline);
    // Key, entry and mask of each row, and the guide.
    let bytes = ROWS * 22 + guide.bytes();
    println!("  {bytes} bytes are {:.2} of HashSet's (goal 0.5)", bytes as f64 / hashed_bytes);
}

/// A list of three million digests, as text, made as it is read.
fn read_list() {
    let list = || List { random: Random(3), line: Vec::new(), left: ROWS };
    let text = median_once(|| std::io::copy(&mut list(), &mut std::io::sink()).map_or(0, |n| n));
    let mut set = None;
    let whole = median_once(|| set = KnownSet::from_list_reader_unverified("bench", list()).ok());
    let sets = [set.expect("the list is well formed")];
    row("list: making its text", text, whole);
    row("list: reading, tagging, sorting", whole, whole);
    let mut random = Random(4);
    let cancel = CancelToken::new();
    let query = |digest| {
        let digests = Digests { sha256: Some(digest), ..Digests::default() };
        find("", &Fingerprints { digests, ..Fingerprints::default() }, &sets, &cancel)
            .map_or(0, |hits| hits.len())
    };
    let found =
        median_ms(|| (), |()| (0..EXACT_QUERIES).map(|_| query(random.bytes())).sum::<usize>());
    row("exact: as many whole look-ups, tag and all", found, found);
}

fn median_once<R>(mut work: impl FnMut() -> R) -> f64 {
    let start = std::time::Instant::now();
    let before = support::cpu_ms(start);
    black_box(work());
    support::cpu_ms(start) - before
}

/// Bytes of this process in memory (Linux), else NaN.
fn resident_bytes() -> f64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split_whitespace().nth(1).and_then(|word| word.parse::<f64>().ok());
    pages.map_or(f64::NAN, |pages| pages * 4096.0)
}

struct List {
    random: Random,
    line: Vec<u8>,
    left: usize,
}

impl Read for List {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.line.is_empty() && self.left > 0 {
            self.left -= 1;
            let digest: [u8; 32] = self.random.bytes();
            self.line.extend_from_slice(b"sha256:");
            for byte in digest {
                self.line.extend(
                    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]),
                );
            }
            self.line.push(b'\n');
        }
        let length = self.line.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.line[..length]);
        self.line.drain(..length);
        Ok(length)
    }
}

/// xorshift64*: fast, and the same rows in every run.
struct Random(u64);

impl Random {
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            let word = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
        bytes
    }
}
