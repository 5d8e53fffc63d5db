//! Parts of a picture as seen, in the picture as stored.

use presend::decode::FrameInfo;
use presend::orientation::Orientation;

/// Left, top, right and bottom, in thousandths of the picture's own sides.
pub(super) type Part = [u32; 4];

/// Where a part of the picture as seen lies in the picture as stored.
pub(super) fn stored([left, top, right, bottom]: Part, frame: FrameInfo) -> [u32; 4] {
    let ((ax, ay), (bx, by)) =
        (place(frame.orientation, left, top), place(frame.orientation, right, bottom));
    let pixels = |side: u32, share: u32| (u64::from(side) * u64::from(share) + 500) / 1000;
    let along = |side: u32, a: u32, b: u32| {
        let (from, to) = (pixels(side, a.min(b)), pixels(side, a.max(b)));
        let narrow = |at: u64| u32::try_from(at).unwrap_or(side);
        let to = narrow(to).clamp(1.min(side), side);
        (narrow(from).min(to.saturating_sub(1)), to)
    };
    let (left, right) = along(frame.width, ax, bx);
    let (top, bottom) = along(frame.height, ay, by);
    [left, top, right, bottom]
}

/// Where a place of the turned picture comes from, in thousandths.
const fn place(turn: Orientation, x: u32, y: u32) -> (u32, u32) {
    let (right, bottom) = (1000 - x, 1000 - y);
    match turn {
        Orientation::Upright => (x, y),
        Orientation::Rotate90 => (y, right),
        Orientation::Rotate180 => (right, bottom),
        Orientation::Rotate270 => (bottom, x),
        Orientation::Mirror => (right, y),
        Orientation::Flip => (x, bottom),
        Orientation::Transpose => (y, x),
        Orientation::Transverse => (bottom, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::picture::Picture;

    #[test]
    fn a_part_of_a_turned_picture_is_the_part_that_is_seen() {
        let picture = Picture::draw(40, 20, |x, y| [(x * 5) as u8, (y * 9) as u8, 0]);
        for turn in Orientation::ALL {
            let (frame, seen) = (
                FrameInfo { frame: 0, width: 40, height: 20, orientation: turn, time_ms: None },
                picture.turned(turn),
            );
            let [left, top, right, bottom] = stored([0, 0, 1000, 600], frame);
            let cut =
                Picture::draw(right - left, bottom - top, |x, y| picture.at(left + x, top + y));
            let wanted = Picture::draw(seen.width, seen.height * 6 / 10, |x, y| seen.at(x, y));
            assert!(cut.turned(turn) == wanted, "{turn:?}");
        }
    }
}
