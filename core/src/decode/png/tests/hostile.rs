use ::png::Filter;

use super::drawn::{Drawn, HEIGHT, WIDTH, chunk, file, header, stored};
use super::stills::encoded;
use crate::attachment::{ByteSource, SourceFailed};
use crate::context::CancelToken;
use crate::decode::Guard;
use crate::decode::png::decode;
use crate::decode::reader::BlockReader;
use crate::decode::recorder::{Recorder, run, run_within, survives_every_change};
use crate::decode::sink::{FrameInfo, LumaRow, LumaSink};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

struct Whole(Vec<u8>);

impl ByteSource for Whole {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        if offset > 200_000 {
            return Err(SourceFailed);
        }
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

fn run_source(file: Vec<u8>) -> (Recorder, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let source = Whole(file);
    let mut recorder = Recorder::default();
    let length = source.length().unwrap();
    let reader = BlockReader::source(&source, length, &cancel);
    let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut recorder);
    (recorder, result)
}

#[test]
fn streams_from_a_source_and_names_one_that_fails() {
    let noise: Vec<u8> = (0..200 * 200 * 3)
        .map(|i: u32| (i.wrapping_mul(2_654_435_761) >> 13).to_be_bytes()[3])
        .collect();
    let small = encoded(100, 100, &noise[..30_000], Filter::NoFilter);
    let (recorder, result) = run_source(small.clone());
    assert_eq!(result, Ok(()));
    assert_eq!(recorder.frames[0].over_white, run(decode, &small).0[0].over_white);
    let junk = chunk(b"juNk", &vec![0; 250_000]);
    let mut far = small[..33].to_vec();
    far.extend_from_slice(&junk);
    far.extend_from_slice(&small[33..]);
    assert_eq!(run_source(far.clone()).1, Err(Undecided::Unreadable));
    assert_eq!(run(decode, &far).1, Ok(()));
}

#[test]
fn a_truncated_picture_is_given_as_far_as_it_goes_and_named() {
    let drawn = Drawn::new(2, 8, 5);
    let whole = drawn.file(false, &[]);
    let cut = whole.len() - 16 - 4 - 5 * 40;
    let (frames, result) = run(decode, &whole[..cut]);
    assert_eq!(result, Err(Undecided::Truncated));
    let (white, _) = drawn.seen();
    let there = WIDTH * (HEIGHT - 6);
    assert_eq!(frames[0].over_white[..there], white[..there]);
    assert_eq!(frames[0].over_white[WIDTH * (HEIGHT - 1)..], [0.0; WIDTH]);
    assert_eq!(frames[0].transparent, Some(false));
}

#[test]
fn rows_missing_from_a_complete_file_are_truncated_too() {
    let drawn = Drawn::new(0, 8, 6);
    let raw = drawn.raw(false);
    for rows in [1, 5, HEIGHT - 1] {
        let short = chunk(b"IDAT", &stored(&raw[..rows * (WIDTH + 1)]));
        let bytes = file(&[header(13, 11, 8, 0, false), short, chunk(b"IEND", &[])]);
        let (frames, result) = run(decode, &bytes);
        assert_eq!(result, Err(Undecided::Truncated));
        let (white, _) = drawn.seen();
        assert_eq!(frames[0].over_white[..rows * WIDTH], white[..rows * WIDTH]);
    }
}

#[test]
fn an_interlaced_picture_cut_after_its_first_passes_shows_them_coarsely() {
    let mut drawn = Drawn::new(0, 8, 7);
    drawn.samples.fill(200);
    let whole = drawn.file(true, &[]);
    let (frames, result) = run(decode, &whole[..whole.len() - 16 - 100]);
    assert_eq!(result, Err(Undecided::Truncated));
    assert_eq!(frames[0].over_white, [200.0; WIDTH * HEIGHT]);
}

#[test]
fn huge_claims_are_over_a_limit_before_anything_is_allocated() {
    for (width, height, depth, interlaced, limit) in [
        (65_535, 65_535, 8, false, LimitName::Pixels),
        (0x7fff_ffff, 1, 8, false, LimitName::SidePixels),
        (1, 0x7fff_ffff, 1, true, LimitName::SidePixels),
        (10_000, 10_000, 16, true, LimitName::DecodeBytes),
    ] {
        let header = header(width, height, depth, 0, interlaced);
        let color = if depth == 16 { 6 } else { 0 };
        let header =
            if color == 6 { self::header(width, height, depth, color, interlaced) } else { header };
        let bytes = file(&[header, chunk(b"IDAT", &stored(&[0; 100]))]);
        assert_eq!(run(decode, &bytes).1, Err(Undecided::OverLimit(limit)));
    }
    let empty = file(&[header(0, 5, 8, 0, false), chunk(b"IDAT", &stored(&[0; 100]))]);
    assert_eq!(run(decode, &empty).1, Err(Undecided::Corrupt));
}

#[test]
fn large_and_compressed_metadata_is_passed_over() {
    let drawn = Drawn::new(2, 8, 9);
    let extra: Vec<Vec<u8>> = [b"zTXt", b"iTXt", b"iCCP", b"juNk", b"tEXt"]
        .map(|name| chunk(name, &[&b"key\0\0\x78\x01"[..], &vec![7; 3 << 20]].concat()))
        .to_vec();
    let (frames, result) = run(decode, &drawn.file(false, &extra));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, drawn.seen().0);
}

#[test]
fn work_is_bounded_while_rows_go_by() {
    let file = Drawn::new(2, 8, 1).file(false, &[]);
    let within = |bytes: u64| {
        run_within(&Limits { max_work_bytes: bytes, ..Limits::default() }, decode, &file)
    };
    let enough = (0..1 << 20).step_by(64).find(|bytes| within(*bytes).1.is_ok()).unwrap();
    let (frames, result) = within(enough - 64);
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    assert_eq!(frames[0].transparent, None);
}

struct CancelsAt(u32, CancelToken);

impl LumaSink for CancelsAt {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, _: LumaRow<'_>) {
        self.0 = self.0.saturating_sub(1);
        if self.0 == 0 {
            self.1.cancel();
        }
    }

    fn end(&mut self, _: bool) {
        panic!("a cancelled picture has no end");
    }
}

#[test]
fn a_cancel_is_seen_at_the_next_row() {
    for interlaced in [false, true] {
        let limits = Limits::default();
        let cancel = CancelToken::new();
        let bytes = Drawn::new(6, 8, 1).file(interlaced, &[]);
        let mut sink = CancelsAt(3, cancel.clone());
        let reader = BlockReader::slice(&bytes, &cancel);
        let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut sink);
        assert_eq!(result, Err(Undecided::Cancelled));
    }
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    for (color, depth, interlaced) in [(3, 2, false), (6, 8, true), (0, 1, true), (2, 16, false)] {
        let mut drawn = Drawn::new(color, depth, 3);
        if color < 4 {
            drawn = drawn.with_transparency();
        }
        survives_every_change(decode, &drawn.file(interlaced, &[]), 24);
    }
}
