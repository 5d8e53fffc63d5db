//! One frame a line: `frame,quality,hex,timestamp`, the timestamp in seconds.

use core::fmt;

use crate::hash::pdq::{Pdq, PdqHash};

/// One frame of a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoFrame {
    /// Number of the frame in the video.
    pub frame: u32,
    /// Its hash and quality.
    pub pdq: Pdq,
    /// When it is shown, in milliseconds from the start.
    pub time_ms: u64,
}

/// Why a vPDQ text was refused, and at which line. The line itself is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoTextError {
    /// Number of the line, from 1.
    pub line: u64,
    /// Which field is wrong.
    pub kind: VideoTextErrorKind,
}

/// Which field of a line is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VideoTextErrorKind {
    /// Not four fields.
    Fields,
    /// The frame is no number, or not above that of the line before.
    Frame,
    /// The quality is no number from 0 to 100.
    Quality,
    /// Not 64 hex digits.
    Hash,
    /// The timestamp is not seconds with at most nine decimals.
    Timestamp,
}

impl fmt::Display for VideoTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = match self.kind {
            VideoTextErrorKind::Fields => "number of fields",
            VideoTextErrorKind::Frame => "frame number",
            VideoTextErrorKind::Quality => "quality",
            VideoTextErrorKind::Hash => "hash",
            VideoTextErrorKind::Timestamp => "timestamp",
        };
        write!(f, "line {}: bad {field}", self.line)
    }
}

impl core::error::Error for VideoTextError {}

/// Reads the text form. Parts of a millisecond are dropped; no line may be blank.
pub fn parse(text: &str) -> Result<Vec<VideoFrame>, VideoTextError> {
    let mut frames: Vec<VideoFrame> = Vec::new();
    for (line, text) in (1_u64..).zip(text.lines()) {
        let frame = parse_line(text).map_err(|kind| VideoTextError { line, kind })?;
        if frames.last().is_some_and(|last| last.frame >= frame.frame) {
            return Err(VideoTextError { line, kind: VideoTextErrorKind::Frame });
        }
        frames.push(frame);
    }
    Ok(frames)
}

/// Writes the text form, with three decimals of a second.
#[must_use]
pub fn write(frames: &[VideoFrame]) -> String {
    let mut text = String::new();
    for frame in frames {
        let (seconds, ms) = (frame.time_ms / 1000, frame.time_ms % 1000);
        text.push_str(&format!("{},{},", frame.frame, frame.pdq.quality));
        for byte in frame.pdq.hash.as_bytes() {
            text.push_str(&format!("{byte:02x}"));
        }
        text.push_str(&format!(",{seconds}.{ms:03}\n"));
    }
    text
}

fn parse_line(line: &str) -> Result<VideoFrame, VideoTextErrorKind> {
    let fields: Vec<&str> = line.split(',').collect();
    let [frame, quality, hash, time] = *fields.as_slice() else {
        return Err(VideoTextErrorKind::Fields);
    };
    let frame = number(frame).and_then(|value| u32::try_from(value).ok());
    let quality = number(quality).and_then(|value| u8::try_from(value).ok());
    let quality = quality.filter(|quality| *quality <= 100);
    Ok(VideoFrame {
        frame: frame.ok_or(VideoTextErrorKind::Frame)?,
        pdq: Pdq {
            quality: quality.ok_or(VideoTextErrorKind::Quality)?,
            hash: parse_hash(hash).ok_or(VideoTextErrorKind::Hash)?,
        },
        time_ms: parse_time(time).ok_or(VideoTextErrorKind::Timestamp)?,
    })
}

/// Digits only: no sign, no blank.
fn number(digits: &str) -> Option<u64> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn parse_hash(digits: &str) -> Option<PdqHash> {
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in (0..64).step_by(2).zip(bytes.iter_mut()) {
        *byte = u8::from_str_radix(digits.get(at..)?.get(..2)?, 16).ok()?;
    }
    Some(PdqHash::from_bytes(bytes))
}

fn parse_time(text: &str) -> Option<u64> {
    let (seconds, decimals) = text.split_once('.').unwrap_or((text, "0"));
    if decimals.is_empty() || decimals.len() > 9 {
        return None;
    }
    number(decimals)?;
    let ms = number(format!("{decimals:0<9}").get(..3)?)?;
    number(seconds)?.checked_mul(1000)?.checked_add(ms)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::{VideoTextErrorKind as Kind, parse, write};

    const HEX: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    #[test]
    fn text_comes_back_as_it_was() {
        let text = format!("0,100,{HEX},0.000\n30,49,{HEX},1.001\n4294967295,0,{HEX},86400.999\n");
        let frames = parse(&text).unwrap();
        assert_eq!(
            frames.iter().map(|frame| frame.time_ms).collect::<Vec<_>>(),
            [0, 1001, 86_400_999]
        );
        assert_eq!(write(&frames), text);
    }

    #[test]
    fn decimals_of_any_number_up_to_nine_are_read() {
        for (time, ms) in [("7", 7000), ("7.5", 7500), ("7.04", 7040), ("0.066667", 66)] {
            assert_eq!(parse(&format!("1,2,{HEX},{time}")).unwrap()[0].time_ms, ms);
        }
    }

    #[test]
    fn each_bad_field_is_named_with_its_line() {
        let cases = [
            ("", Kind::Fields),
            ("1,90,HEX", Kind::Fields),
            ("1,90,HEX,0.0,x", Kind::Fields),
            ("-1,90,HEX,0.0", Kind::Frame),
            ("4294967296,90,HEX,0.0", Kind::Frame),
            ("0,90,HEX,0.0", Kind::Frame),
            (",90,HEX,0.0", Kind::Frame),
            ("1,101,HEX,0.0", Kind::Quality),
            ("1,256,HEX,0.0", Kind::Quality),
            ("1, 90,HEX,0.0", Kind::Quality),
            ("1,90,HEXa,0.0", Kind::Hash),
            ("1,90,,0.0", Kind::Hash),
            ("1,90,HEX,", Kind::Timestamp),
            ("1,90,HEX,.", Kind::Timestamp),
            ("1,90,HEX,1.", Kind::Timestamp),
            ("1,90,HEX,-1.0", Kind::Timestamp),
            ("1,90,HEX,1e3", Kind::Timestamp),
            ("1,90,HEX,18446744073709551615.0", Kind::Timestamp),
            ("1,90,HEX,0.0000000001", Kind::Timestamp),
        ];
        for (line, kind) in cases {
            let text = format!("0,90,{HEX},0.0\n{}\n", line.replace("HEX", HEX));
            let error = parse(&text).unwrap_err();
            assert_eq!((error.line, error.kind), (2, kind), "{line}");
        }
        let wide = "é".repeat(32);
        assert_eq!(parse(&format!("0,90,{wide},0.0")).unwrap_err().kind, Kind::Hash);
    }

    #[test]
    fn a_cut_or_changed_text_is_refused_or_reads_as_something_else() {
        let text = format!("0,100,{HEX},0.000\n30,49,{HEX},1.001\n");
        let frames = parse(&text).unwrap();
        for end in 0..text.len() {
            // A cut within the last decimals still is a line.
            assert!(parse(&text[..end]).map_or(true, |cut| cut.len() <= frames.len()));
        }
        for at in 0..text.len() {
            for bit in 0..7 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let flipped = String::from_utf8(bytes).unwrap();
                // Only the case of a hex digit changes nothing.
                let same = parse(&flipped).is_ok_and(|read| read == frames);
                assert!(!same || flipped.eq_ignore_ascii_case(&text), "{flipped}");
            }
        }
        assert_eq!(parse(&format!("{text}x")).unwrap_err().line, 3);
    }

    #[test]
    fn an_error_repeats_nothing_of_the_line() {
        let error = parse("0,90,secret,0.0").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}
