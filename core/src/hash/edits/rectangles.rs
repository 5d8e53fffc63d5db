//! Rectangles that look like a picture put onto something: a screen, a page, a chat.

use pulp::Arch;

use super::content::Content;
use super::grey::Grey;
use super::lines::{Line, lines};
use super::trim::trimmed;
use super::window::Rectangle;

/// Shortest side, in pixels of the copy.
const MIN_SIDE: usize = 40;

/// Most rectangles that are looked at, before flat rims are taken off them.
const MAX_RECTANGLES: usize = 10;

/// So much of a line of a flat rim is flat, in thousandths: the round corners of a bubble are not.
const RIM_SHARE: usize = 860;

/// How much of a side must be a step: of three sides at least the first, of the fourth the second.
const FIRM: f32 = 0.45;
const WEAK: f32 = 0.25;

/// What it counts if all of it is busy, as most of a picture is and little of a page.
const CONTENT: f32 = 0.5;

/// And what it counts if its outermost strips are busy and the strips around it are not: a window with a
/// picture in it is the other way round.
const EDGE: f32 = 0.3;

/// What an edge of the whole picture counts, which no step shows.
const OUTER: f32 = 0.6;

/// The likeliest ones, best first, each followed by what is left of it without a flat rim.
pub(super) fn rectangles(arch: Arch, grey: &Grey, most: usize) -> Vec<Rectangle> {
    let mut found = Vec::new();
    for rectangle in likeliest(arch, grey) {
        found.push(rectangle);
        let inner = trimmed(grey, rectangle, RIM_SHARE);
        if inner != rectangle && inner.width() >= MIN_SIDE && inner.height() >= MIN_SIDE {
            found.push(inner);
        }
    }
    found.truncate(most);
    found
}

fn likeliest(arch: Arch, grey: &Grey) -> Vec<Rectangle> {
    if grey.width() < MIN_SIDE || grey.height() < MIN_SIDE {
        return Vec::new();
    }
    let transposed = grey.transposed();
    let (upright, level) = (lines(arch, grey, &transposed), lines(arch, &transposed, grey));
    let (whole, content) = (Rectangle::of(grey), Content::of(grey));
    let mut scored = Vec::new();
    for (top, bottom) in pairs(&level, whole.height() / 10) {
        for (left, right) in pairs(&upright, whole.width() / 8) {
            let all = [left, right, top, bottom];
            if all.iter().all(|line| line.is_outer) {
                continue;
            }
            let [left, right, top, bottom] = all.map(|line| line.place);
            let rectangle = Rectangle { left, top, right, bottom };
            if has_a_pictures_shape(rectangle) {
                let busy = || CONTENT * content.share(rectangle) + EDGE * content.edge(rectangle);
                let score = score(rectangle, whole, all);
                scored.extend(score.map(|score| (score + busy(), rectangle)));
            }
        }
    }
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    distinct(scored.into_iter().map(|(_, rectangle)| rectangle))
}

/// Two lines that are far enough apart.
fn pairs(lines: &[Line], least: usize) -> impl Iterator<Item = (&Line, &Line)> {
    let least = least.max(MIN_SIDE);
    let later = |at: usize| lines.iter().skip(at.saturating_add(1));
    let all = lines.iter().enumerate().flat_map(move |(at, a)| later(at).map(move |b| (a, b)));
    all.filter(move |(a, b)| b.place.saturating_sub(a.place) >= least)
}

/// At most 3.4 times as long as wide.
fn has_a_pictures_shape(rectangle: Rectangle) -> bool {
    let (a, b) = (rectangle.width(), rectangle.height());
    a.max(b).saturating_mul(10) <= a.min(b).saturating_mul(34)
}

/// How likely a rectangle of these lines is a picture; `None` if its sides are too faint.
fn score(
    rectangle: Rectangle,
    whole: Rectangle,
    [left, right, top, bottom]: [&Line; 4],
) -> Option<f32> {
    let Rectangle { left: x0, top: y0, right: x1, bottom: y1 } = rectangle;
    let sides = [
        (left, true, y0, y1),
        (right, false, y0, y1),
        (top, true, x0, x1),
        (bottom, false, x0, x1),
    ];
    let supports =
        sides.map(|(line, _, from, to)| if line.is_outer { OUTER } else { line.support(from, to) });
    let unsure = supports.iter().filter(|support| **support < FIRM).count();
    if unsure > 1 || supports.iter().any(|support| *support < WEAK) {
        return None;
    }
    let (mut sum, mut count) = (0.0, 0.0);
    for ((line, is_start, from, to), support) in sides.into_iter().zip(supports) {
        if !line.is_outer {
            sum += support - 0.5 * line.support_beside(is_start, from, to);
            count += 1.0;
        }
    }
    Some(sum / count + 0.15 * count / 4.0 + 0.3 * part(rectangle, whole).sqrt())
}

#[expect(clippy::as_conversions, reason = "areas of at most 2^20 pixels: whole in an f32")]
fn part(rectangle: Rectangle, whole: Rectangle) -> f32 {
    rectangle.area() as f32 / whole.area().max(1) as f32
}

/// Without those that are nearly one of the better ones.
fn distinct(best_first: impl Iterator<Item = Rectangle>) -> Vec<Rectangle> {
    let mut kept: Vec<Rectangle> = Vec::new();
    for rectangle in best_first {
        if kept.len() >= MAX_RECTANGLES {
            break;
        }
        if kept.iter().all(|other| !is_nearly(rectangle, *other)) {
            kept.push(rectangle);
        }
    }
    kept
}

/// True if what two rectangles have in common is at least 95.5 % of what they cover together.
fn is_nearly(a: Rectangle, b: Rectangle) -> bool {
    let common = Rectangle {
        left: a.left.max(b.left),
        top: a.top.max(b.top),
        right: a.right.min(b.right),
        bottom: a.bottom.min(b.bottom),
    };
    let both = a.area().saturating_add(b.area()).saturating_sub(common.area());
    common.area().saturating_mul(1000) >= both.saturating_mul(955)
}
