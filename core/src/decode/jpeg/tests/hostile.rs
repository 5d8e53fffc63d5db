use super::*;
use crate::attachment::{ByteSource, SourceFailed};
use crate::context::CancelToken;
use crate::decode::recorder::{Recorder, run_within, survives_every_change};
use crate::decode::{BlockReader, Guard};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

#[test]
fn survives_every_cut_every_bit_flip_and_any_tail() {
    let small = |shape| colour_file(17, 9, shape);
    // Without its end marker a picture is whole.
    survives_every_change(decode, &small(PLAIN), END);
    survives_every_change(decode, &small(Shape { progressive: true, ..PLAIN }), END);
    let halved = Shape { sampling: SamplingFactor::F_2_2, restarts: 1, ..PLAIN };
    survives_every_change(decode, &small(halved), END);
    survives_every_change(decode, &small(Shape { own_scans: true, restarts: 0, ..halved }), END);
    let (inks, _) = inks(9, 9);
    let ink_file = encode(9, 9, inks.as_flattened(), ColorType::CmykAsYcck, PLAIN);
    survives_every_change(decode, &ink_file, END);
}

/// Bytes of the end marker.
const END: usize = 2;

#[test]
fn a_cut_picture_shows_the_rows_before_the_cut() {
    for own_scans in [false, true] {
        let file = colour_file(64, 64, Shape { own_scans, ..PLAIN });
        let cut = &file[..file.len() * 3 / 4];
        let (frames, result) = run(decode, cut);
        assert_eq!(result, Err(Undecided::Truncated));
        assert_eq!(frames[0].transparent, Some(false), "the frame ended");
        let rows = 64 * 24;
        assert_eq!(frames[0].over_white[..rows], whole(&file).over_white[..rows]);
    }
}

#[test]
fn a_progressive_picture_cut_late_looks_almost_whole() {
    let file = colour_file(64, 64, Shape { progressive: true, ..PLAIN });
    let (frames, result) = run(decode, &file[..file.len() * 9 / 10]);
    assert_eq!(result, Err(Undecided::Truncated));
    assert!(difference(&frames[0].over_white, &whole(&file).over_white).0 < 6.0);
}

#[test]
fn broken_data_shows_what_a_viewer_shows_and_is_named() {
    let file = colour_file(64, 64, PLAIN);
    let middle = file.len() * 2 / 3;
    let (frames, result) = run(decode, &patched(&file, middle, &[0xff, 0xc8, 0, 2]));
    assert_eq!(result, Err(Undecided::Corrupt));
    assert_eq!(frames[0].transparent, Some(false));
    assert_eq!(frames[0].over_white[..64 * 16], whole(&file).over_white[..64 * 16]);
}

#[test]
fn the_first_picture_of_many_counts() {
    let first = colour_file(16, 16, PLAIN);
    let second = colour_file(64, 64, PLAIN);
    let both = [&first[..], &second, b"\0\0\0\x18ftypmp42 a clip"].concat();
    assert_eq!(whole(&both).over_white, whole(&first).over_white);
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let file = colour_file(8, 8, PLAIN);
    let sides = frame_header(&file) + 5;
    let claim = |height: u16, width: u16| {
        let bytes = [height.to_be_bytes(), width.to_be_bytes()].concat();
        run(decode, &patched(&file, sides, &bytes)).1
    };
    let over = |limit| Err(Undecided::OverLimit(limit));
    assert_eq!(claim(65_535, 65_535), over(LimitName::Pixels));
    assert_eq!(claim(10_000, 20_000), over(LimitName::Pixels));
    assert_eq!(claim(0, 8), Err(Undecided::Corrupt));
    assert_eq!(claim(8, 0), Err(Undecided::Corrupt));
}

#[test]
fn memory_is_asked_for_and_does_not_grow_with_the_height() {
    let within = |bytes: u64, height: u16, shape| {
        let limits = Limits { max_decode_bytes: bytes, ..Limits::default() };
        run_within(&limits, decode, &colour_file(512, height, shape)).1
    };
    let refused = Err(Undecided::OverLimit(LimitName::DecodeBytes));
    let halved = Shape { sampling: SamplingFactor::F_2_2, ..PLAIN };
    let progressive = Shape { progressive: true, ..halved };
    for (shape, bytes) in [(halved, 150_000), (progressive, 900_000)] {
        for height in [64, 1024] {
            assert_eq!(within(bytes, height, shape), Ok(()));
            assert_eq!(within(bytes / 8, height, shape), refused);
        }
    }
}

#[test]
fn a_flood_of_scans_is_refused() {
    let file = colour_file(64, 64, Shape { progressive: true, ..PLAIN });
    let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0];
    let body = &file[..file.len() - 2];
    let flood = [body, &scan.repeat(200), &[0xff, 0xd9]].concat();
    assert_eq!(run(decode, &flood).1, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    let limits = Limits { max_work_bytes: 64 * 64, ..Limits::default() };
    let result = run_within(&limits, decode, &file).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)), "each scan is work");
}

#[test]
fn every_scan_every_byte_and_a_second_reading_are_work() {
    let within = |bytes: u64, file: &[u8]| {
        let limits = Limits { max_work_bytes: bytes, ..Limits::default() };
        let (frames, result) = run_within(&limits, decode, file);
        (frames.len(), result)
    };
    let over = Err(Undecided::OverLimit(LimitName::WorkBytes));
    let enough = |file: &[u8], done: (usize, Result<(), Undecided>)| {
        (0..1 << 20).step_by(64).find(|bytes| within(*bytes, file) == done).unwrap()
    };
    let gray = encode(64, 64, &[9; 64 * 64], ColorType::Luma, PLAIN);
    let whole = enough(&gray, (1, Ok(())));
    assert!(whole > 64 * 64, "the bytes come on top of the pixels");
    assert_eq!(within(whole - 64, &gray).1, over);
    let padded = [&gray[..gray.len() - 2], &[0; 2000], &[0xff, 0xd9]].concat();
    assert_eq!(within(whole, &padded).1, over);
    let (inks, _) = inks(48, 40);
    let plain = encode(48, 40, inks.as_flattened(), ColorType::Cmyk, PLAIN);
    let plain = without_segment(&plain, 0xee);
    let whole = enough(&plain, (2, Ok(())));
    assert!(whole >= 48 * 40 * 4 * 2);
    assert_eq!(within(whole - 48 * 40, &plain), (1, over));
}

/// Cancels while its last bytes are read.
struct CancelsAtItsEnd<'a>(&'a [u8], CancelToken);

impl ByteSource for CancelsAtItsEnd<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        if count == rest.len() {
            self.1.cancel();
        }
        Ok(count)
    }
}

#[test]
fn a_cancel_is_seen_where_it_comes_and_nothing_is_called_whole() {
    let file = colour_file(512, 512, PLAIN);
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let source = CancelsAtItsEnd(&file, cancel.clone());
    let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
    let mut recorder = Recorder::default();
    let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut recorder);
    assert_eq!(result, Err(Undecided::Cancelled));
    assert_eq!(recorder.frames[0].transparent, None, "the frame has no end");
}

/// Fails from the second half on.
struct FailsHalfway<'a>(&'a [u8]);

impl ByteSource for FailsHalfway<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        if rest.len() < self.0.len() / 2 {
            return Err(SourceFailed);
        }
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

#[test]
fn a_source_that_fails_is_unreadable_and_one_that_streams_gives_the_same() {
    for progressive in [false, true] {
        let file = colour_file(512, 512, Shape { progressive, ..PLAIN });
        let (limits, cancel) = (Limits::default(), CancelToken::new());
        let source = FailsHalfway(&file);
        let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
        let mut recorder = Recorder::default();
        let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut recorder);
        assert_eq!(result, Err(Undecided::Unreadable));

        let source = CancelsAtItsEnd(&file, CancelToken::new());
        let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
        let mut recorder = Recorder::default();
        let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut recorder);
        assert_eq!(result, Ok(()));
        assert_eq!(recorder.frames[0].over_white, whole(&file).over_white);
    }
}

#[test]
fn a_second_luma_behind_the_first_is_not_passed_over_in_silence() {
    let file = colour_file(64, 64, Shape { own_scans: true, ..PLAIN });
    let start = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let ends = |pair: &[u8]| pair[0] == 0xff && pair[1] != 0;
    let end = start + 2 + file[start + 2..].windows(2).position(ends).unwrap();
    let twice = [&file[..file.len() - 2], &file[start..end], &[0xff, 0xd9]].concat();
    assert_eq!(run(decode, &file).1, Ok(()));
    let (seen, result) = run(decode, &twice);
    assert_eq!((seen.len(), result), (1, Err(Undecided::Corrupt)));
}

#[test]
fn codings_that_are_not_decoded_are_refused_by_name() {
    let file = colour_file(16, 16, PLAIN);
    let frame = frame_header(&file);
    let result = |file: &[u8]| run(decode, file).1;
    for marker in [0xc3, 0xc5, 0xc6, 0xc7, 0xcb, 0xcd, 0xce, 0xcf] {
        let other = patched(&file, frame + 1, &[marker]);
        assert_eq!(result(&other), Err(Undecided::UnsupportedFormat), "{marker:x}");
    }
    let twelve_bits = patched(&file, frame, &[0xff, 0xc1, 0, 17, 12]);
    assert_eq!(result(&twelve_bits), Err(Undecided::UnsupportedFormat));
    // Two thirds as many columns of luma as of colour: viewers do not show it either.
    let odd = patched(&file, frame + 11, &[0x21]);
    let odd = patched(&odd, frame + 14, &[0x31]);
    assert_eq!(result(&odd), Err(Undecided::UnsupportedFormat));
}

#[test]
fn a_head_without_a_picture_is_named() {
    let result = |file: &[u8]| run(decode, file).1;
    assert_eq!(result(&[]), Err(Undecided::Truncated));
    assert_eq!(result(&[0xff, 0xd8]), Err(Undecided::Truncated));
    assert_eq!(result(&[0xff, 0xd8, 0xff, 0xd9]), Err(Undecided::Corrupt));
    assert_eq!(result(b"GIF89a"), Err(Undecided::Corrupt));
    let no_frame = without_segment(&colour_file(8, 8, PLAIN), 0xc0);
    assert_eq!(result(&no_frame), Err(Undecided::Corrupt));
    let no_tables = without_segment(&colour_file(8, 8, PLAIN), 0xdb);
    assert_eq!(result(&no_tables), Err(Undecided::Corrupt));
}
