//! Words beside the picture.

use crate::eval::edits::grey::{BLACK, Grey, WHITE, fill, ground, part, put, write, written_width};

/// Where the words are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::eval::edits) enum Place {
    Above,
    Below,
    Both,
}

const WORDS: [&str; 2] = ["WHEN THE BUS IS LATE", "AND IT RAINS AGAIN"];

/// With a bar of a sixth of its height, and one or two lines in it.
pub(in crate::eval::edits) fn captioned(picture: &Grey, place: Place, bar: u8) -> Grey {
    let (width, height) = picture.dimensions();
    let high = part(height, 170);
    let above = if place == Place::Below { 0 } else { high };
    let below = if place == Place::Above { 0 } else { high };
    let mut page = ground(width, above + height + below, bar);
    put(&mut page, picture, 0, above);
    for (top, text) in [(above > 0, 0), (below > 0, above + height)].into_iter().zip(WORDS) {
        if top.0 {
            centred(&mut page, text, top.1 + high / 3, high / 18 + 1, 255 - bar);
        }
    }
    page
}

/// On black, in a thin white frame, with a large and a small line below.
pub(in crate::eval::edits) fn demotivator(picture: &Grey) -> Grey {
    let (width, height) = picture.dimensions();
    let [margin, gap, line] = [100, 12, 4].map(|share| part(width, share).max(2));
    let (rim, margin) = (gap + line, margin.max(gap + line));
    let below = part(height, 280);
    let mut page = ground(width + 2 * margin, height + margin + below, BLACK);
    fill(&mut page, [margin - rim, margin - rim, width + 2 * rim, height + 2 * rim], WHITE);
    fill(&mut page, [margin - gap, margin - gap, width + 2 * gap, height + 2 * gap], BLACK);
    put(&mut page, picture, margin, margin);
    let dot = below / 30 + 1;
    centred(&mut page, "PATIENCE", margin + height + below / 4, 2 * dot, WHITE);
    centred(&mut page, "IT COMES TO WHO WAITS", margin + height + 3 * below / 4, dot, WHITE);
    page
}

/// As large as fits, at most with dots of this size.
pub(super) fn centred(page: &mut Grey, text: &str, top: u32, dot: u32, tone: u8) {
    let fits = (page.width() * 9 / 10) / written_width(text, 1).max(1);
    let dot = dot.min(fits).max(1);
    let left = page.width().saturating_sub(written_width(text, dot)) / 2;
    write(page, text, (left, top), dot, tone);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_whole_below_its_caption() {
        let page = captioned(&ground(400, 200, 90), Place::Above, WHITE);
        assert_eq!(page.dimensions(), (400, 234));
        let rows = |from: u32, to: u32| {
            (from..to).flat_map(|y| (0..400).map(move |x| (x, y))).collect::<Vec<_>>()
        };
        assert!(rows(34, 234).iter().all(|(x, y)| page.get_pixel(*x, *y).0 == [90]));
        let inked = rows(0, 34).iter().filter(|(x, y)| page.get_pixel(*x, *y).0 == [0]).count();
        assert!(inked > 100, "{inked}");
    }
}
