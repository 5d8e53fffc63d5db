//! Decoders that the app lends, for kinds that the library does not decode.

use core::ffi::c_void;

use presend::decode::{Guard, OwnedPixels, StillDecoder};
use presend::orientation::Orientation;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;
use presend_c_base::callback::{self, PresendRelease, User};
use presend_c_base::pixels::PresendPixelFormat;

use crate::status::Failure;

/// A kind of picture that the library does not decode.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendStillKind {
    /// HEIC or HEIF.
    Heic = 1,
    /// AVIF.
    Avif = 2,
}

/// A picture that a decoder of the app's opened.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendStill {
    /// Passed to `rows` and `close`; never looked at.
    pub picture: *mut c_void,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A PresendPixelFormat.
    pub format: u32,
    /// What a viewer does before showing the rows: the EXIF tag 274, 1 to 8. Anything else is upright.
    pub exif_orientation: u32,
}

/// Reads the header of a file, which lives until the picture is closed, and describes it in `still`.
/// Nothing has to be decoded yet. Returns 0 if it could, 1 if this decoder cannot read such a file,
/// anything else if it failed.
pub type PresendOpen = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        data: *const u8,
        length: usize,
        still: *mut PresendStill,
    ) -> i32,
>;

/// Writes `count` rows from row `first` without gaps: `capacity` bytes, exactly. Rows are asked for from
/// the top, once, and only if the picture is within the limits. Returns 0 if it could.
pub type PresendRows = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        picture: *mut c_void,
        first: u32,
        count: u32,
        buffer: *mut u8,
        capacity: usize,
    ) -> i32,
>;

/// The picture is not needed any more. Called once for each that was opened.
pub type PresendClose =
    Option<unsafe extern "C-unwind" fn(user: *mut c_void, picture: *mut c_void)>;

/// A decoder of the app's, or of its system, for one kind. Its picture is hashed and looked up in the same
/// scan as the file's digests. Called on the thread that scans, also on several at once. What it cannot
/// read is undecided as `unsupported_format`; what it fails at, as `decoder_failed`. Its callbacks may
/// free or use any handle, the scanner that decodes included.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendDecoder {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// A PresendStillKind.
    pub kind: u32,
    /// Opens a file.
    pub open: PresendOpen,
    /// Gives rows.
    pub rows: PresendRows,
    /// Closes a picture; may be NULL.
    pub close: PresendClose,
    /// Frees `user`; may be NULL. Called exactly once, also if adding the decoder failed.
    pub release: PresendRelease,
}

/// Callbacks as a decoder of the core.
pub(crate) struct Decoder {
    user: User,
    kind: MediaKind,
    open: unsafe extern "C-unwind" fn(*mut c_void, *const u8, usize, *mut PresendStill) -> i32,
    rows: unsafe extern "C-unwind" fn(*mut c_void, *mut c_void, u32, u32, *mut u8, usize) -> i32,
    close: PresendClose,
}

impl Decoder {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    pub(crate) fn new(decoder: &PresendDecoder) -> Result<Self, Failure> {
        let PresendDecoder { user, kind, open, rows, close, release } = *decoder;
        let user = User { pointer: user, release };
        let kind = known(kind).ok_or_else(|| Failure::argument("an unknown kind of still"))?;
        let open = open.ok_or_else(|| Failure::null("open"))?;
        let rows = rows.ok_or_else(|| Failure::null("rows"))?;
        Ok(Self { user, kind, open, rows, close })
    }

    fn opened(&self, bytes: &[u8]) -> Result<Opened<'_>, Undecided> {
        let mut still = PresendStill {
            picture: core::ptr::null_mut(),
            width: 0,
            height: 0,
            format: 0,
            exif_orientation: 1,
        };
        let (data, length) = (bytes.as_ptr(), bytes.len());
        // SAFETY: the app's own function with the app's own pointer; the file and `still` live until it
        // returns.
        let open = || unsafe { (self.open)(self.user.pointer, data, length, &raw mut still) };
        match callback::call(open) {
            0 => Ok(Opened { decoder: self, still }),
            1 => Err(Undecided::UnsupportedFormat),
            _ => Err(Undecided::DecoderFailed),
        }
    }
}

const fn known(kind: u32) -> Option<MediaKind> {
    const HEIC: u32 = PresendStillKind::Heic.number();
    const AVIF: u32 = PresendStillKind::Avif.number();
    match kind {
        HEIC => Some(MediaKind::Heic),
        AVIF => Some(MediaKind::Avif),
        _ => None,
    }
}

impl PresendStillKind {
    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    const fn number(self) -> u32 {
        self as u32
    }
}

impl StillDecoder for Decoder {
    fn kind(&self) -> MediaKind {
        self.kind
    }

    fn decode(&self, bytes: &[u8], guard: &Guard<'_>) -> Result<OwnedPixels, Undecided> {
        let opened = self.opened(bytes)?;
        let PresendStill { picture: _, width, height, format, exif_orientation } = opened.still;
        let format = PresendPixelFormat::core(format).ok_or(Undecided::DecoderFailed)?;
        let orientation = Orientation::from_exif(u16::try_from(exif_orientation).unwrap_or(1));
        OwnedPixels::from_rows(
            (width, height),
            (format, orientation),
            guard,
            |first, count, rows| opened.rows(first, count, rows),
        )
    }
}

/// Closed when it is let go, also if a row failed or the scan was cancelled.
struct Opened<'d> {
    decoder: &'d Decoder,
    still: PresendStill,
}

impl Opened<'_> {
    fn rows(&self, first: u32, count: u32, rows: &mut [u8]) -> Result<(), Undecided> {
        let (buffer, capacity) = (rows.as_mut_ptr(), rows.len());
        let (user, picture) = (self.decoder.user.pointer, self.still.picture);
        // SAFETY: the app's own function with the app's own pointers; the buffer has `capacity` bytes.
        let read = || unsafe { (self.decoder.rows)(user, picture, first, count, buffer, capacity) };
        if callback::call(read) == 0 { Ok(()) } else { Err(Undecided::DecoderFailed) }
    }
}

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        if let Some(close) = self.decoder.close {
            // SAFETY: the app's own function with the app's own pointers, once.
            callback::call(|| unsafe { close(self.decoder.user.pointer, self.still.picture) });
        }
    }
}
