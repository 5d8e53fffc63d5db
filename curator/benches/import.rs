//! A table of 2.26 million lines, 50 of them bad: what an import takes against `sort` on the same
//! file, and the most memory that the process ever held.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench fails by panicking"
)]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use presend_curator::import::samples::{COLUMNS, write_table};
use presend_curator::import::{
    Candidates, Columns, Dropped, Format, Item, KnownGood, Options, Sealed, read, write_line,
};

const LINES: u64 = 2_260_000;
const BAD: u64 = 50;
/// Digests of the known-good file, of which one in a thousand candidates is in.
const KNOWN_GOOD: u64 = 10_000_000;
const RUNS: usize = 7;

fn main() {
    let folder = std::env::temp_dir().join(format!("presend-import-{}", std::process::id()));
    fs::create_dir(&folder).expect("a folder of our own");
    let table = folder.join("table.csv");
    let mut file = BufWriter::new(File::create(&table).expect("the table"));
    let bad = write_table(&mut file, LINES - 1, BAD).expect("a written table");
    file.flush().expect("a written table");
    drop(file);
    let bytes = fs::metadata(&table).expect("the table").len();
    println!("{LINES} lines, {} MB, {BAD} bad", bytes >> 20);
    against_sort(&table, &folder, &bad);
    refuse(&table, &folder);
    println!("most memory: {} MB (bound 1024 MB)", most_memory_kb() >> 10);
    fs::remove_dir_all(&folder).expect("our own folder");
}

/// The table to a plain list in a file, and `sort` of the table to a file, in turns.
fn against_sort(table: &Path, folder: &Path, bad: &[u64]) {
    let out = folder.join("out");
    let mut times: Vec<[f64; 4]> = Vec::new();
    for _ in 0..RUNS {
        let (wall, cpu) = (Instant::now(), own_cpu_ms());
        import(table, &out, bad);
        let (import_wall, import_cpu) = (ms(wall), own_cpu_ms() - cpu);
        let (wall, cpu) = (Instant::now(), children_cpu_ms());
        sort(table, &out);
        times.push([import_cpu, import_wall, children_cpu_ms() - cpu, ms(wall)]);
    }
    let median = |at: usize| {
        let mut column: Vec<f64> = times.iter().filter_map(|row| row.get(at)).copied().collect();
        column.sort_by(f64::total_cmp);
        *column.get(RUNS / 2).expect("as many times as runs")
    };
    let [cpu, wall, sort_cpu, sort_wall] = [0, 1, 2, 3].map(median);
    println!(
        "import  {cpu:>7.0} ms CPU  {wall:>7.0} ms  {:.1} M lines/s",
        LINES as f64 / wall / 1e3
    );
    println!("sort    {sort_cpu:>7.0} ms CPU  {sort_wall:>7.0} ms");
    println!(
        "import / sort: {:.2} of its CPU time, {:.2} of its time",
        cpu / sort_cpu,
        wall / sort_wall
    );
}

fn import(table: &Path, out: &Path, bad: &[u64]) {
    let format = Format::Table(Columns::parse(COLUMNS).expect("columns"));
    let source = File::open(table).expect("the table");
    let mut list = BufWriter::with_capacity(1 << 16, File::create(out).expect("a file"));
    let (mut line, mut named) = (Vec::new(), Vec::new());
    let summary = read(&format, source, &Options::default(), &mut |item| match item {
        Item::Record(record) => {
            line.clear();
            write_line(record, &mut line);
            list.write_all(&line).expect("a written line");
        }
        Item::Bad(bad, _) => named.push(bad.line),
        _ => {}
    });
    list.flush().expect("a written list");
    assert_eq!(named, bad, "all bad lines are named");
    assert_eq!(summary.expect("a whole table").records, LINES - 1 - BAD);
}

fn sort(table: &Path, out: &Path) {
    let out = File::create(out).expect("a file");
    let mut sort = Command::new("sort");
    let status = sort.env("LC_ALL", "C").arg(table).stdout(Stdio::from(out)).status();
    assert!(status.expect("sort is installed").success());
}

/// What follows an import: duplicates, and a known-good file held against the records.
fn refuse(table: &Path, folder: &Path) {
    let start = Instant::now();
    let format = Format::Table(Columns::parse(COLUMNS).expect("columns"));
    let list = folder.join("list");
    let out = BufWriter::with_capacity(1 << 16, File::create(&list).expect("a file"));
    let mut candidates = Candidates::new(out);
    candidates.begin_source(&format);
    let mut known = Vec::new();
    let source = File::open(table).expect("the table");
    read(&format, source, &Options::default(), &mut |item| {
        candidates.take(&item).expect("a written line");
        if let Item::Record(record) = item
            && record.line.is_multiple_of(1000)
        {
            let mut line = Vec::new();
            write_line(record, &mut line);
            let md5 = line.get(4..36).expect("the first word is an MD5");
            known.push(String::from_utf8(md5.to_vec()).expect("hex"));
        }
    })
    .expect("a whole table");
    let mut sealed: Sealed = candidates.seal().expect("a written list");
    println!("candidates and their index: {:.0} ms", ms(start));
    let start = Instant::now();
    let good = Nsrl { row: 0, known: &known, text: Vec::new(), at: 0 };
    let mut dropped = 0_usize;
    let each = &mut |drop| dropped += usize::from(matches!(drop, Dropped::KnownGood { .. }));
    let summary = sealed.refuse(&KnownGood::Nsrl, good, &Options::default(), each);
    assert_eq!(summary.expect("a whole file").records, KNOWN_GOOD);
    assert_eq!(dropped, known.len());
    println!("{KNOWN_GOOD} known-good rows, {dropped} dropped: {:.0} ms", ms(start));
    let source = File::open(&list).expect("the list");
    let rest = File::create(folder.join("rest")).expect("a file");
    let left = sealed.write_rest(source, BufWriter::new(rest)).expect("a written list");
    assert_eq!(left, LINES - 1 - BAD - dropped as u64);
}

/// A known-good file that is made while it is read.
struct Nsrl<'a> {
    row: u64,
    known: &'a [String],
    text: Vec<u8>,
    at: usize,
}

impl std::io::Read for Nsrl<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.text.len() && self.row <= KNOWN_GOOD {
            self.text.clear();
            self.at = 0;
            for _ in 0..1000.min(KNOWN_GOOD + 1 - self.row) {
                self.write_row()?;
            }
        }
        let mut rest = self.text.get(self.at..).unwrap_or_default();
        let read = std::io::Read::read(&mut rest, buffer)?;
        self.at += read;
        Ok(read)
    }
}

impl Nsrl<'_> {
    fn write_row(&mut self) -> std::io::Result<()> {
        let row = self.row;
        self.row += 1;
        if row == 0 {
            return writeln!(self.text, "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\"");
        }
        let mixed = u128::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        let made_up = format!("{mixed:032X}");
        let at = usize::try_from(row).ok().filter(|row| row.is_multiple_of(1000));
        let md5 = at.and_then(|row| self.known.get(row / 1000 - 1)).unwrap_or(&made_up);
        writeln!(self.text, "\"{made_up}{:08X}\",\"{md5}\",\"\",\"made up\",1", row)
    }
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// CPU time of this process, from the kernel's account in ticks of 10 ms; 0 where there is none.
fn own_cpu_ms() -> f64 {
    ticks(13) + ticks(14)
}

/// CPU time of the children that ended.
fn children_cpu_ms() -> f64 {
    ticks(15) + ticks(16)
}

/// A field of `/proc/self/stat`, counted from 0, in milliseconds.
fn ticks(field: usize) -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the process, in brackets, may hold blanks.
    let rest = text.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = rest.split(' ').nth(field - 2).and_then(|word| word.parse::<f64>().ok());
    ticks.unwrap_or(0.0) * 10.0
}

/// The high-water mark of this process alone.
fn most_memory_kb() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
