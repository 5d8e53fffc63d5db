//! The ways into decoding other than a format: system pixels, decoders from outside, panics, cancel.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use presend::attachment::{ByteSource, PixelFormat, PixelView, SourceFailed};
use presend::context::CancelToken;
use presend::decode::{
    BlockReader, FrameInfo, Guard, LumaRow, LumaSink, OwnedPixels, Samples, StillDecoder, decode,
    decode_pixels, decode_still,
};
use presend::limits::{LimitName, Limits};
use presend::orientation::Orientation;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

#[derive(Default)]
struct Sink {
    info: Option<FrameInfo>,
    luma: Vec<f32>,
    ended: Option<bool>,
    panics: bool,
}

impl LumaSink for Sink {
    fn start(&mut self, frame: FrameInfo) {
        self.info = Some(frame);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        assert!(!self.panics, "as a decoder might");
        match row.over_white {
            Samples::U8(values) => self.luma.extend(values.iter().map(|v| f32::from(*v))),
            Samples::F32(values) => self.luma.extend(values),
        }
    }

    fn end(&mut self, transparent: bool) {
        self.ended = Some(transparent);
    }
}

fn view(format: PixelFormat, stride_bytes: usize, bytes: &[u8]) -> PixelView<'_> {
    PixelView { width: 2, height: 2, stride_bytes, format, orientation: Orientation::Flip, bytes }
}

fn shown(view: PixelView<'_>) -> (Sink, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut sink = Sink::default();
    let result = decode_pixels(view, &mut Guard::new(&limits, &cancel), &mut sink);
    (sink, result)
}

#[test]
fn system_pixels_of_every_layout_give_the_same_luma() {
    let rgb = [[200, 100, 50], [0, 0, 0], [255, 255, 255], [9, 8, 7]];
    let rows = |pixel: &dyn Fn([u8; 3]) -> Vec<u8>, gap: usize| -> Vec<u8> {
        let row = |a: [u8; 3], b: [u8; 3]| [pixel(a), pixel(b), vec![99; gap]].concat();
        [row(rgb[0], rgb[1]), row(rgb[2], rgb[3])].concat()
    };
    let (plain, result) = shown(view(PixelFormat::Rgb8, 6, &rows(&|p| p.to_vec(), 0)));
    assert_eq!(result, Ok(()));
    assert_eq!(plain.info.unwrap().orientation, Orientation::Flip);
    for (format, stride, bytes) in [
        (PixelFormat::Rgb8, 9, rows(&|p| p.to_vec(), 3)),
        (PixelFormat::Rgba8, 8, rows(&|[r, g, b]| vec![r, g, b, 255], 0)),
        (PixelFormat::Bgra8, 13, rows(&|[r, g, b]| vec![b, g, r, 255], 5)),
    ] {
        let (sink, result) = shown(view(format, stride, &bytes));
        assert_eq!((sink.luma, sink.ended, result), (plain.luma.clone(), Some(false), Ok(())));
    }
    let (gray, _) = shown(view(PixelFormat::Gray8, 2, &[1, 2, 3, 4]));
    assert_eq!(gray.luma, [1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn the_last_row_needs_no_gap_behind_it() {
    let (sink, result) = shown(view(PixelFormat::Gray8, 5, &[1, 2, 0, 0, 0, 3, 4]));
    assert_eq!((sink.luma, result), (vec![1.0, 2.0, 3.0, 4.0], Ok(())));
}

#[test]
fn system_pixels_that_do_not_fit_are_named() {
    let result = |view: PixelView<'_>| shown(view).1;
    assert_eq!(result(view(PixelFormat::Gray8, 1, &[0; 9])), Err(Undecided::Corrupt));
    assert_eq!(result(view(PixelFormat::Gray8, 0, &[0; 9])), Err(Undecided::Corrupt));
    assert_eq!(result(view(PixelFormat::Rgba8, 8, &[0; 15])), Err(Undecided::Truncated));
    assert_eq!(result(view(PixelFormat::Rgba8, usize::MAX, &[0; 16])), Err(Undecided::Truncated));
    let empty = PixelView { width: 0, ..view(PixelFormat::Gray8, 2, &[]) };
    assert_eq!(result(empty), Err(Undecided::Corrupt));
    let huge = PixelView { width: 65_535, height: 65_535, ..view(PixelFormat::Gray8, 65_535, &[]) };
    assert_eq!(result(huge), Err(Undecided::OverLimit(LimitName::Pixels)));
}

struct Outside(fn() -> Result<OwnedPixels, Undecided>);

impl StillDecoder for Outside {
    fn kind(&self) -> MediaKind {
        MediaKind::Heic
    }

    fn decode(&self, _: &[u8], guard: &Guard<'_>) -> Result<OwnedPixels, Undecided> {
        guard.picture(2, 1)?;
        (self.0)()
    }
}

fn from_outside(decoder: fn() -> Result<OwnedPixels, Undecided>) -> (Sink, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut sink = Sink::default();
    let mut guard = Guard::new(&limits, &cancel);
    let result = decode_still(&Outside(decoder), b"file", &mut guard, &mut sink);
    (sink, result)
}

#[test]
fn rows_are_asked_for_from_the_top_once_the_bounds_allow_the_picture() {
    let (mut limits, cancel) = (Limits::default(), CancelToken::new());
    let upright = (PixelFormat::Rgba8, Orientation::Upright);
    let mut asked = Vec::new();
    let pixels = OwnedPixels::from_rows(
        (1000, 700),
        upright,
        &Guard::new(&limits, &cancel),
        |first, count, rows| {
            asked.push((first, count, rows.len()));
            rows.fill(u8::try_from(asked.len()).unwrap());
            Ok(())
        },
    );
    assert_eq!(asked, [(0, 262, 262 * 4000), (262, 262, 262 * 4000), (524, 176, 176 * 4000)]);
    let pixels = pixels.unwrap();
    let view = pixels.view();
    assert_eq!((view.width, view.height, view.stride_bytes), (1000, 700, 4000));
    assert_eq!(view.bytes.get(262 * 4000 - 1..=262 * 4000), Some(&[1, 2][..]));

    let refused = |limits: &Limits, size| {
        let never = |_, _, _: &mut [u8]| panic!("a row was asked for");
        OwnedPixels::from_rows(size, upright, &Guard::new(limits, &cancel), never).unwrap_err()
    };
    assert_eq!(refused(&limits, (0, 3)), Undecided::Corrupt);
    assert_eq!(refused(&limits, (65_535, 65_535)), Undecided::OverLimit(LimitName::Pixels));
    limits.max_decode_bytes = 399;
    assert_eq!(refused(&limits, (10, 10)), Undecided::OverLimit(LimitName::DecodeBytes));
    cancel.cancel();
    limits.max_decode_bytes = 400;
    assert_eq!(refused(&limits, (10, 10)), Undecided::Cancelled);
}

#[test]
fn a_decoder_from_outside_takes_the_same_path() {
    let (sink, result) = from_outside(|| {
        OwnedPixels::new(2, 1, PixelFormat::Gray8, Orientation::Rotate90, vec![7, 8])
    });
    assert_eq!((sink.luma, sink.ended, result), (vec![7.0, 8.0], Some(false), Ok(())));
    assert_eq!(sink.info.unwrap().orientation, Orientation::Rotate90);
    let (_, result) = from_outside(|| {
        OwnedPixels::new(2, 1, PixelFormat::Rgb8, Orientation::Upright, vec![7, 8])
    });
    assert_eq!(result, Err(Undecided::Corrupt));
}

#[test]
fn a_panic_is_contained_and_its_frame_never_ends() {
    let (sink, result) = from_outside(|| panic!("a decoder from outside"));
    assert_eq!((sink.ended, result), (None, Err(Undecided::DecoderFailed)));

    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut sink = Sink { panics: true, ..Sink::default() };
    let photo = include_bytes!("../testdata/photos/cat.jpg");
    let reader = BlockReader::slice(photo, &cancel);
    let result = decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut sink);
    assert_eq!((sink.ended, result), (None, Err(Undecided::DecoderFailed)));
}

/// Cancels, or fails, when it is read from an offset on.
struct Trap<'a> {
    bytes: &'a [u8],
    from: u64,
    cancel: Option<CancelToken>,
}

impl ByteSource for Trap<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.bytes.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        if offset >= self.from {
            match &self.cancel {
                Some(cancel) => cancel.cancel(),
                None => return Err(SourceFailed),
            }
        }
        let start = usize::try_from(offset).map_err(|_| SourceFailed)?;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.get_mut(..count).unwrap().copy_from_slice(rest.get(..count).unwrap());
        Ok(count)
    }
}

fn trapped(from: u64, cancels: bool) -> (Sink, Result<(), Undecided>) {
    let bytes: &[u8] = include_bytes!("../testdata/photos/cat.jpg");
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let source = Trap { bytes, from, cancel: cancels.then(|| cancel.clone()) };
    let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
    let mut sink = Sink::default();
    let result = decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut sink);
    (sink, result)
}

#[test]
fn a_cancel_and_a_failing_source_are_named_wherever_they_come() {
    // The file is read in blocks of 16 KiB.
    for from in [0, 1, 8_000, 16_000] {
        let (sink, result) = trapped(from, true);
        assert_eq!((sink.ended, result), (None, Err(Undecided::Cancelled)), "{from}");
        let (sink, result) = trapped(from, false);
        assert_eq!((sink.ended, result), (None, Err(Undecided::Unreadable)), "{from}");
    }
}

#[test]
fn a_source_gives_the_picture_that_memory_gives() {
    let (from_source, result) = trapped(u64::MAX, false);
    assert_eq!(result, Ok(()));
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut sink = Sink::default();
    let reader = BlockReader::slice(include_bytes!("../testdata/photos/cat.jpg"), &cancel);
    decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut sink).unwrap();
    assert!(sink.luma == from_source.luma, "the same luma");
}

#[test]
fn what_is_no_picture_is_named() {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    for (kind, reason) in [
        (MediaKind::Mp4, Undecided::UnopenedContainer),
        (MediaKind::Pdf, Undecided::UnopenedContainer),
        (MediaKind::Docx, Undecided::UnopenedContainer),
        (MediaKind::Heic, Undecided::UnsupportedFormat),
        (MediaKind::Avif, Undecided::UnsupportedFormat),
        (MediaKind::PlainText, Undecided::UnsupportedFormat),
        (MediaKind::Unknown, Undecided::UnsupportedFormat),
    ] {
        let reader = BlockReader::slice(b"content", &cancel);
        let mut guard = Guard::new(&limits, &cancel);
        assert_eq!(decode(kind, reader, &mut guard, &mut Sink::default()), Err(reason));
    }
}
