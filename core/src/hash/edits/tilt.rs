//! Small turns undone: of a picture that was turned and cut to a rectangle, and of one that lies
//! turned on a flat ground.

use super::grey::Grey;
use super::turned::Angle;

/// A picture longer than this many times its width is not turned: its copy is no longer in
/// proportion.
const MAX_LENGTH: usize = 3;

/// 1.6, 3 and 4.6 degrees: between them they reach each turn up to about 5.
const ANGLES: [Angle; 3] = [
    Angle { cosine: 0.999_610_115_040_354_4, sine: 0.027_921_638_723_568_88 },
    Angle { cosine: 0.998_629_534_754_573_8, sine: 0.052_335_956_242_943_835 },
    Angle { cosine: 0.996_778_878_456_247_1, sine: 0.080_198_924_328_858_92 },
];

/// Width and height of a window, in pixels of the copy, and how it is turned.
pub(super) type TurnedWindow = ([f64; 2], Angle);

/// The picture before each turn, as large as it was if what is left was cut out as large as can be.
pub(super) fn tilted(grey: &Grey) -> Vec<TurnedWindow> {
    let Some([width, height]) = size(grey) else { return Vec::new() };
    let ratio = (width / height).max(height / width);
    let window = |angle: Angle| {
        let scale = angle.cosine + ratio * angle.sine;
        let size = [width * scale, height * scale];
        [(size, angle), (size, angle.opposite())]
    };
    ANGLES.into_iter().flat_map(window).collect()
}

/// The picture that lies turned on a flat ground, if the empty corners tell the angle; both ways
/// round, since they do not tell which.
pub(super) fn straightened(grey: &Grey) -> Vec<TurnedWindow> {
    let (Some([width, height]), Some(angle)) = (size(grey), super::corners::angle(grey)) else {
        return Vec::new();
    };
    // What is seen is the smallest upright rectangle around the turned one.
    let Angle { cosine, sine } = angle;
    let double = 1.0 - 2.0 * sine * sine;
    let inner = [width * cosine - height * sine, height * cosine - width * sine];
    let inner = inner.map(|side| side / double);
    if inner.iter().any(|side| *side <= 20.0) {
        return Vec::new();
    }
    vec![(inner, angle), (inner, angle.opposite())]
}

#[expect(clippy::as_conversions, reason = "a side is whole in an f64")]
fn size(grey: &Grey) -> Option<[f64; 2]> {
    let [short, long] = [grey.width().min(grey.height()), grey.width().max(grey.height())];
    let in_proportion = short > 0 && long <= short.saturating_mul(MAX_LENGTH);
    in_proportion.then(|| [grey.width() as f64, grey.height() as f64])
}
