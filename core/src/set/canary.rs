//! Harmless test pictures that are part of the product. Every set holds them, so that anyone can see
//! a check work: each is drawn by a formula, and every finding of one is marked as a test.

use core::fmt::Write as _;

use super::{KnownSet, ListError};

/// A built-in test picture.
#[derive(Clone, Copy, Debug)]
pub struct Canary {
    /// What it is called.
    pub name: &'static str,
    /// SHA-256 of its BMP file.
    pub sha256: [u8; 32],
    /// PDQ of its pixels: the 32 bytes of the 64 hex digits.
    pub pdq: [u8; 32],
    /// One wave for red, green and blue: see [`Canary::file`].
    waves: [Wave; 3],
}

/// How a channel rises with x, with y and with both, and how long it does so.
type Wave = (u32, u32, u32);

/// The pictures whose fingerprints every set holds.
pub const PICTURES: [Canary; 2] = [
    Canary {
        name: "canary-1.bmp",
        sha256: [
            0x25, 0xb2, 0x92, 0x40, 0xb3, 0x07, 0x3c, 0xce, 0x1c, 0xcf, 0xa4, 0xd2, 0xbb, 0x4f,
            0x35, 0xeb, 0x1b, 0x4e, 0x4d, 0xe4, 0x61, 0xe2, 0x45, 0x78, 0x08, 0x6c, 0x5d, 0x3d,
            0xab, 0xbd, 0xee, 0x73,
        ],
        pdq: [
            0x9b, 0xaa, 0x37, 0x2a, 0x6e, 0xaa, 0x55, 0xf7, 0xb5, 0x65, 0x69, 0x65, 0x49, 0xcd,
            0x9b, 0x0d, 0x33, 0x0d, 0x63, 0x00, 0xce, 0x01, 0x1e, 0x4f, 0x7e, 0x5f, 0xf8, 0x4f,
            0x00, 0x45, 0x00, 0x7f,
        ],
        waves: [(2, 3, 61), (5, 1, 83), (1, 4, 97)],
    },
    Canary {
        name: "canary-2.bmp",
        sha256: [
            0x34, 0xbe, 0x0f, 0x0d, 0x61, 0x2a, 0xd5, 0x4c, 0xca, 0x54, 0x7c, 0x10, 0x54, 0x4b,
            0xc8, 0xe6, 0xac, 0xb3, 0xb4, 0x22, 0xd7, 0x18, 0x11, 0x8d, 0xdf, 0xdb, 0x0f, 0xe7,
            0x01, 0x90, 0xb0, 0xf2,
        ],
        pdq: [
            0x54, 0xcc, 0xb5, 0x8c, 0x2d, 0x3c, 0x69, 0x38, 0xd9, 0xf0, 0xbb, 0x00, 0x73, 0x01,
            0xe7, 0x3f, 0x87, 0x29, 0x1e, 0x2b, 0xfc, 0x29, 0xf8, 0x29, 0x00, 0x01, 0x08, 0x7f,
            0xf0, 0x7f, 0xde, 0x7f,
        ],
        waves: [(1, 7, 89), (4, 2, 71), (3, 5, 59)],
    },
];

/// Width and height, in pixels.
const SIDE: u32 = 128;

/// A BMP file's header and the header of its 24-bit picture, as Windows 3 defined them.
const HEADERS_BYTES: u32 = 14 + 40;

impl Canary {
    /// The picture as a BMP file of 24 bits a pixel. Each channel is a triangle wave of
    /// `rise_x * x + rise_y * y + x * y / 16`.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        let [red, green, blue] = self.waves;
        bmp(|x, y| [blue, green, red].map(|wave| triangle(wave, x, y)))
    }
}

impl KnownSet {
    /// A set of the built-in test pictures, `demo`, to try an integration with. Nobody signed it, and
    /// every finding from it says that it is a harmless test.
    ///
    /// # Errors
    /// [`ListErrorKind::NoRandomness`](super::ListErrorKind::NoRandomness) if the system gives none.
    pub fn demo() -> Result<Self, ListError> {
        let mut list = String::from("#! test\n");
        for Canary { sha256, pdq, .. } in PICTURES {
            for (prefix, hash) in [("sha256:", sha256), ("pdq:", pdq)] {
                list.push_str(prefix);
                for byte in hash {
                    // Writing to a String cannot fail.
                    let _ = write!(list, "{byte:02x}");
                }
                list.push(' ');
            }
            list.push('\n');
        }
        Self::from_list_unverified("demo", &list)
    }
}

/// Harmless files that no set may match: an empty one, one colour, a slope.
pub(super) fn harmless_files() -> [Vec<u8>; 3] {
    let shade = |x: u32| u8::try_from(x.saturating_mul(2)).unwrap_or(u8::MAX);
    [Vec::new(), bmp(|_, _| [0x80; 3]), bmp(|x, _| [shade(x); 3])]
}

/// Harmless links that no set may match: of a name that is nobody's, and below names under which anyone
/// may have one.
pub(super) const HARMLESS_LINKS: [&str; 8] = [
    "http://www.example.com/a/b?c",
    "http://a.example.co.uk/",
    "http://a.example.com.br/",
    "http://a.example.co.jp/",
    "http://a.example.com.au/",
    "http://example.github.io/",
    "http://example.blogspot.com/",
    "http://com/",
];

fn triangle((rise_x, rise_y, length): Wave, x: u32, y: u32) -> u8 {
    let bend = x.saturating_mul(y).checked_div(16).unwrap_or(0);
    let rise = x.saturating_mul(rise_x).saturating_add(y.saturating_mul(rise_y));
    let period = length.saturating_mul(2);
    let at = rise.saturating_add(bend).checked_rem(period).unwrap_or(0);
    let height = at.min(period.saturating_sub(at)).saturating_mul(255).checked_div(length);
    u8::try_from(height.unwrap_or(0)).unwrap_or(u8::MAX)
}

/// Rows from bottom to top, blue first. 128 pixels of 3 bytes need no padding.
fn bmp(pixel: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let pixels_bytes = SIDE.saturating_mul(SIDE).saturating_mul(3);
    let mut file = b"BM".to_vec();
    let mut number = |number: u32| file.extend_from_slice(&number.to_le_bytes());
    let length = HEADERS_BYTES.saturating_add(pixels_bytes);
    [length, 0, HEADERS_BYTES].into_iter().for_each(&mut number);
    // One plane of 24 bits, not compressed, 72 dots an inch, no palette.
    let picture = [40, SIDE, SIDE, 0x0018_0001, 0, pixels_bytes, 2835, 2835, 0, 0];
    picture.into_iter().for_each(&mut number);
    for y in (0..SIDE).rev() {
        (0..SIDE).for_each(|x| file.extend_from_slice(&pixel(x, y)));
    }
    file
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::{KnownSet, PICTURES};
    use crate::attachment::Attachment;
    use crate::context::{CancelToken, ScanContext};
    use crate::limits::Limits;
    use crate::report::Evidence;
    use crate::scan::{AttachmentScanner, Job, fingerprint};

    #[test]
    fn the_demo_set_finds_every_picture_by_digest_and_by_sight() {
        let set = KnownSet::demo().unwrap();
        assert_eq!(set.rows(), 2 * PICTURES.len());
        let scanner = AttachmentScanner::builder().add_set(set).build();
        for canary in PICTURES {
            let file = canary.file();
            let mut alike = file.clone();
            alike[54] ^= 1;
            for (file, evidence) in [(file, Evidence::Exact), (alike, Evidence::Perceptual)] {
                let checked = scanner.scan(Attachment::bytes(&file), &ScanContext::at(0));
                let finding = &checked.report.findings[0];
                assert_eq!(finding.evidence, evidence, "{}", canary.name);
                assert!(finding.test && !finding.set.verified);
            }
        }
    }

    #[test]
    fn the_pictures_have_the_fingerprints_that_stand_beside_them() {
        for canary in PICTURES {
            let file = canary.file();
            let (limits, cancel) = (Limits::default(), CancelToken::new());
            let found = fingerprint(&Attachment::bytes(&file), &Job::everything(&limits, &cancel));
            let upright = found.fingerprints.frames[0].pdq[0];
            let digests = found.fingerprints.digests;
            assert_eq!(digests.sha256, Some(canary.sha256), "{}", canary.name);
            assert_eq!(upright.hash.as_bytes(), &canary.pdq, "{}", canary.name);
            assert!(upright.quality >= 90);
        }
    }
}
