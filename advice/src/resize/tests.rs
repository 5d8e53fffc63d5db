#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test fails by panicking"
)]

use presend::attachment::{PixelFormat, PixelView};
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::undecided::Undecided;
use proptest::prelude::{any, prop, proptest};

use super::{Small, resize};
use crate::rows::Rows;

fn small(
    (width, height): (u32, u32),
    orientation: Orientation,
    bytes: &[u8],
    to: (usize, usize),
) -> Small {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let guard = Guard::new(&limits, &cancel);
    let stride_bytes = usize::try_from(width * 3).expect("small");
    let format = PixelFormat::Rgb8;
    let view = PixelView { width, height, stride_bytes, format, orientation, bytes };
    let rows = Rows::of(view, &guard).expect("whole rows");
    resize(rows, to, &guard).expect("not cancelled")
}

/// By the definition: every pixel of the source, with the product of two triangles as its weight.
fn by_definition((width, height): (u32, u32), bytes: &[u8], to: (usize, usize)) -> Vec<[f64; 3]> {
    let triangle = |index: u32, size: u32, place: usize, target: usize| {
        let scale = f64::from(size) / target as f64;
        let centre = (place as f64 + 0.5) * scale;
        (1.0 - (f64::from(index) + 0.5 - centre).abs() / scale.max(1.0)).max(0.0)
    };
    let pixel = |x: usize, y: usize| {
        let (mut sum, mut weights) = ([0.0; 3], 0.0);
        for (source_y, row) in (0..height).zip(bytes.chunks(3 * width as usize)) {
            for (source_x, rgb) in (0..width).zip(row.chunks(3)) {
                let weight =
                    triangle(source_x, width, x, to.0) * triangle(source_y, height, y, to.1);
                sum.iter_mut().zip(rgb).for_each(|(sum, v)| *sum += weight * f64::from(*v));
                weights += weight;
            }
        }
        sum.map(|sum| sum / weights)
    };
    (0..to.1).flat_map(|y| (0..to.0).map(move |x| pixel(x, y))).collect()
}

proptest! {
    #[test]
    fn it_is_what_the_definition_says(
        width in 1_u32..24,
        height in 1_u32..24,
        to in (1_usize..12, 1_usize..12),
        noise in prop::collection::vec(any::<u8>(), 3 * 24 * 24),
    ) {
        let bytes = &noise[..(3 * width * height) as usize];
        let fast = small((width, height), Orientation::Upright, bytes, to);
        let naive = by_definition((width, height), bytes, to);
        assert_eq!(fast.pixels.len(), naive.len());
        for (fast, naive) in fast.pixels.iter().zip(&naive) {
            for (fast, naive) in fast.iter().zip(naive) {
                assert!((f64::from(*fast) - naive).abs() < 1e-3, "{fast} {naive}");
            }
        }
    }
}

#[test]
fn each_orientation_shows_the_corner_where_a_viewer_does() {
    // Black, but for the stored top left corner.
    let mut bytes = vec![0; 3 * 3 * 2];
    bytes[..3].copy_from_slice(&[255, 255, 255]);
    let corners = [
        (Orientation::Upright, (0, 0)),
        (Orientation::Rotate90, (1, 0)),
        (Orientation::Rotate180, (2, 1)),
        (Orientation::Rotate270, (0, 2)),
        (Orientation::Mirror, (2, 0)),
        (Orientation::Flip, (0, 1)),
        (Orientation::Transpose, (0, 0)),
        (Orientation::Transverse, (1, 2)),
    ];
    for (orientation, (x, y)) in corners {
        let to = if orientation.swaps_sides() { (2, 3) } else { (3, 2) };
        let small = small((3, 2), orientation, &bytes, to);
        let white = small.pixels.iter().position(|pixel| pixel[0] > 250.0);
        assert_eq!(white, Some(y * to.0 + x), "{orientation:?}");
    }
}

#[test]
fn rows_that_are_not_there_are_refused_by_name() {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let guard = Guard::new(&limits, &cancel);
    let refused = |width, height, stride_bytes, bytes: &[u8]| {
        let format = PixelFormat::Rgba8;
        let orientation = Orientation::Upright;
        let view = PixelView { width, height, stride_bytes, format, orientation, bytes };
        Rows::of(view, &guard).err()
    };
    assert_eq!(refused(2, 2, 8, &[0; 15]), Some(Undecided::Truncated));
    assert_eq!(refused(2, 2, 7, &[0; 64]), Some(Undecided::Corrupt));
    assert_eq!(refused(0, 2, 8, &[0; 64]), Some(Undecided::Corrupt));
    assert_eq!(refused(2, 2, usize::MAX, &[0; 64]), Some(Undecided::Truncated));
    assert_eq!(refused(2, 2, 9, &[0; 17]), None);
}

#[test]
fn what_is_transparent_is_white() {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let guard = Guard::new(&limits, &cancel);
    let bytes = [10, 20, 30, 0, 10, 20, 30, 255];
    for (format, opaque) in
        [(PixelFormat::Rgba8, [10.0, 20.0, 30.0]), (PixelFormat::Bgra8, [30.0, 20.0, 10.0])]
    {
        let orientation = Orientation::Upright;
        let view =
            PixelView { width: 2, height: 1, stride_bytes: 8, format, orientation, bytes: &bytes };
        let rows = Rows::of(view, &guard).expect("whole");
        let pixels: Vec<_> = rows.rgb().flatten().collect();
        assert_eq!(pixels, [[255.0; 3], opaque]);
    }
}
