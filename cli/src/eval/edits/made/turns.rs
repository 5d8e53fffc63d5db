//! Turned on a flat ground, turned and cut, and seen from the side.

use crate::eval::edits::grey::{Grey, between, drawn};

/// Turned clockwise by so many degrees, all of it, on a flat ground.
pub(in crate::eval::edits) fn turned_on(picture: &Grey, degrees: f32, tone: u8) -> Grey {
    let (width, height) = sides(picture);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (sine_size, cosine_size) = (sine.abs(), cosine.abs());
    let size = (width * cosine_size + height * sine_size, width * sine_size + height * cosine_size);
    let ground = f32::from(tone);
    around_the_middle(picture, size, degrees, move |found| found.unwrap_or(ground))
}

/// Turned clockwise by so many degrees, and cut to the largest rectangle of the same shape in it.
pub(in crate::eval::edits) fn tilted(picture: &Grey, degrees: f32) -> Grey {
    let (width, height) = sides(picture);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let shape = (width / height).max(height / width);
    let scale = 1.0 / (cosine.abs() + shape * sine.abs());
    let size = (width * scale, height * scale);
    around_the_middle(picture, size, degrees, |found| found.unwrap_or(0.0))
}

fn around_the_middle(
    picture: &Grey,
    (wide, high): (f32, f32),
    degrees: f32,
    tone: impl Fn(Option<f32>) -> f32,
) -> Grey {
    let (width, height) = sides(picture);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (columns, rows) = (wide.round().max(1.0), high.round().max(1.0));
    drawn(columns as u32, rows as u32, |x, y| {
        let (across, down) = (x - columns / 2.0, y - rows / 2.0);
        let from_x = width / 2.0 + across * cosine + down * sine;
        let from_y = height / 2.0 - across * sine + down * cosine;
        tone(between(picture, from_x, from_y))
    })
}

/// Seen from the side: the corners lie by so much of the sides, or half of it, within the picture.
pub(in crate::eval::edits) fn perspective(picture: &Grey, share: f32) -> Grey {
    let (width, height) = sides(picture);
    let half = share / 2.0;
    let corners = [(share, half), (1.0 - half, 0.0), (1.0, 1.0 - share), (0.0, 1.0 - half)];
    let place = onto(corners);
    drawn(picture.width(), picture.height(), |x, y| {
        let (x, y) = place(x / width, y / height);
        between(picture, x * width, y * height).unwrap_or(0.0)
    })
}

/// The projective map of the unit square onto these corners, clockwise from the upper left
/// (Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).
fn onto([p0, p1, p2, p3]: [(f32, f32); 4]) -> impl Fn(f32, f32) -> (f32, f32) {
    let (dx1, dx2, sx) = (p1.0 - p2.0, p3.0 - p2.0, p0.0 - p1.0 + p2.0 - p3.0);
    let (dy1, dy2, sy) = (p1.1 - p2.1, p3.1 - p2.1, p0.1 - p1.1 + p2.1 - p3.1);
    let whole = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole);
    move |u, v| {
        let along =
            |p0: f32, p1: f32, p3: f32| (p1 - p0 + g * p1) * u + (p3 - p0 + h * p3) * v + p0;
        let depth = g * u + h * v + 1.0;
        (along(p0.0, p1.0, p3.0) / depth, along(p0.1, p1.1, p3.1) / depth)
    }
}

fn sides(picture: &Grey) -> (f32, f32) {
    (picture.width() as f32, picture.height() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::edits::grey::ground;

    #[test]
    fn a_turned_picture_is_whole_and_its_corners_are_ground() {
        let turned = turned_on(&ground(300, 200, 90), 15.0, 255);
        assert_eq!(turned.dimensions(), (342, 271));
        let own = turned.iter().filter(|tone| **tone == 90).count();
        assert!(own.abs_diff(60_000) < 600, "{own}");
        assert_eq!(turned.get_pixel(0, 0).0, [255]);
    }

    #[test]
    fn a_quarter_turn_is_clockwise() {
        let mut picture = ground(40, 20, 50);
        picture.put_pixel(0, 0, image::Luma([200]));
        let turned = turned_on(&picture, 90.0, 0);
        assert_eq!((turned.dimensions(), turned.get_pixel(19, 0).0), ((20, 40), [200]));
    }

    #[test]
    fn a_tilted_picture_has_nothing_in_it_but_the_picture() {
        for degrees in [-5.0, 1.0, 5.0] {
            for (width, height) in [(640, 480), (300, 500)] {
                let tilted = tilted(&ground(width, height, 90), degrees);
                assert!(tilted.iter().all(|tone| *tone == 90), "{degrees}");
                assert!(tilted.width() < width && tilted.width() > width * 8 / 10);
            }
        }
    }

    #[test]
    fn the_corners_of_the_square_are_mapped_onto_the_corners() {
        let corners = [(0.05, 0.02), (0.97, 0.0), (1.0, 0.95), (0.0, 0.98)];
        let place = onto(corners);
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        for ((u, v), (x, y)) in square.into_iter().zip(corners) {
            let (own_x, own_y) = place(u, v);
            assert!((own_x - x).abs() < 1e-5 && (own_y - y).abs() < 1e-5);
        }
    }
}
