//! Drawn pictures after an edit, and what is found in them.

use pulp::Arch;

use super::super::rectangles::rectangles;
use super::super::trim::trimmed;
use super::super::variants::edited;
use super::super::window::Rectangle;
use super::super::{Edit, EditProfile, EditedPdq, PictureWindow};
use super::{copy, drawn, picture, pixel};
use crate::hash::FrameFingerprints;
use crate::hash::pdq::reference::Plane;
use crate::orientation::Orientation;

/// The picture put onto a larger one, of this ground.
fn on(plane: &Plane, (width, height): (usize, usize), left: usize, top: usize) -> Plane {
    picture(width, height, |x, y| {
        let inside =
            (left..left + plane.width()).contains(&x) && (top..top + plane.height()).contains(&y);
        if inside { pixel(plane, x - left, y - top) } else { 12.0 }
    })
}

/// All that is compared of a picture besides itself.
fn all_of(sent: &Plane, profile: EditProfile) -> Vec<EditedPdq> {
    let frame = FrameFingerprints {
        frame: 0,
        time_ms: None,
        width: 0,
        height: 0,
        pdq: Orientation::ALL.map(|turn| sent.turned(turn).pdq()),
        over_black: None,
        pdq512: sent.pdq512(),
    };
    edited(Arch::new(), &copy(sent), profile, &frame)
}

/// The least distance of the picture from what is left after this edit was undone, and where it was.
fn nearest_window(
    edit: Edit,
    profile: EditProfile,
    sent: &Plane,
    listed: &Plane,
) -> (u32, Option<PictureWindow>) {
    let wanted = listed.clone().pdq().hash;
    let all = all_of(sent, profile).into_iter().filter(|found| found.edit == edit);
    let bits = |found: &EditedPdq| found.pdq.map(|pdq| pdq.hash.distance_bits(&wanted));
    let distances = all.map(|found| (bits(&found).into_iter().min().unwrap(), found.window));
    distances.min_by_key(|(bits, _)| *bits).unwrap_or((256, None))
}

fn nearest(edit: Edit, profile: EditProfile, sent: &Plane, listed: &Plane) -> u32 {
    nearest_window(edit, profile, sent, listed).0
}

/// Where the picture was found, in thousandths, and how far it is turned.
fn window_of(edit: Edit, sent: &Plane, listed: &Plane) -> [i64; 5] {
    let (_, window) = nearest_window(edit, EditProfile::Full, sent, listed);
    let PictureWindow {
        left_permille,
        top_permille,
        width_permille,
        height_permille,
        turned_decidegrees,
    } = window.unwrap();
    let numbers = [left_permille.into(), top_permille.into(), width_permille.into()];
    let [left, top, width] = numbers;
    [left, top, width, height_permille.into(), turned_decidegrees.into()]
}

fn is_found(edit: Edit, sent: &Plane, listed: &Plane) {
    let bits = nearest(edit, EditProfile::Full, sent, listed);
    assert!(bits <= edit.most_bits(), "{edit:?}: {bits} bits");
    let small = nearest(edit, EditProfile::Small, sent, listed);
    assert_eq!(small <= edit.most_bits(), EditProfile::Small.contains(edit), "{edit:?}");
    assert_eq!(nearest(edit, EditProfile::None, sent, listed), 256);
}

#[test]
fn a_border_is_trimmed_to_the_pixel() {
    let plane = drawn(11, 300, 200);
    let sent = on(&plane, (380, 290), 30, 50);
    let grey = copy(&sent);
    let inner = Rectangle { left: 30, top: 50, right: 330, bottom: 250 };
    assert_eq!(trimmed(&grey, Rectangle::of(&grey), 985), inner);
    is_found(Edit::Trimmed, &sent, &plane);
    // 30, 50, 300 and 200 pixels of 380 by 290.
    assert_eq!(window_of(Edit::Trimmed, &sent, &plane), [79, 172, 789, 690, 0]);
}

#[test]
fn a_flat_picture_is_trimmed_to_a_fifth_at_least() {
    let grey = copy(&picture(100, 50, |_, _| 7.0));
    let left = trimmed(&grey, Rectangle::of(&grey), 985);
    assert!(left.width() >= 20 && left.height() >= 10, "{left:?}");
}

#[test]
fn a_picture_on_a_page_is_a_rectangle_of_it() {
    let plane = drawn(12, 320, 240);
    let page = on(&plane, (480, 900), 60, 300);
    let inner = Rectangle { left: 60, top: 300, right: 380, bottom: 540 };
    // Lines of other things, at both ends.
    let page = picture(480, 900, |x, y| match y {
        40..60 if x % 9 < 4 => 220.0,
        700..760 if (100..400).contains(&x) => 190.0,
        _ => pixel(&page, x, y),
    });
    assert!(rectangles(Arch::new(), &copy(&page), 14).contains(&inner));
    is_found(Edit::Rectangle, &page, &plane);
    let mirrored = page.turned(Orientation::Mirror);
    is_found(Edit::Rectangle, &mirrored, &plane);
}

#[test]
fn light_and_dark_swapped_is_every_bit_turned_over() {
    let plane = drawn(13, 300, 260);
    let sent = picture(300, 260, |x, y| 255.0 - pixel(&plane, x, y));
    is_found(Edit::Inverted, &sent, &plane);
}

#[test]
fn crops_around_the_middle_and_at_one_side_are_undone() {
    let plane = drawn(14, 400, 300);
    let crop = |left: usize, top: usize, width, height| {
        picture(width, height, |x, y| pixel(&plane, x + left, y + top))
    };
    is_found(Edit::Uncropped, &crop(10, 8, 380, 284), &plane);
    is_found(Edit::Uncropped, &crop(20, 0, 380, 300), &plane);
    is_found(Edit::Uncropped, &crop(0, 0, 400, 270), &plane);
}

/// The picture turned about its middle, in a frame of this size.
fn turned(plane: &Plane, degrees: f32, width: usize, height: usize, ground: Option<f32>) -> Plane {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let half = |side: usize| side as f32 / 2.0;
    picture(width, height, |x, y| {
        let (u, v) = (x as f32 + 0.5 - half(width), y as f32 + 0.5 - half(height));
        let x = half(plane.width()) + u * cosine + v * sine;
        let y = half(plane.height()) + v * cosine - u * sine;
        let inside =
            (0.0..plane.width() as f32).contains(&x) && (0.0..plane.height() as f32).contains(&y);
        match (inside, ground) {
            (true, _) => pixel(plane, x as usize, y as usize),
            (false, Some(ground)) => ground,
            (false, None) => 0.0,
        }
    })
}

#[test]
fn a_picture_that_lies_turned_on_a_flat_ground_is_straightened() {
    let plane = drawn(15, 400, 300);
    for degrees in [-20.0_f32, -5.0, 2.0, 9.0] {
        let (sine, cosine) = degrees.abs().to_radians().sin_cos();
        let width = (400.0 * cosine + 300.0 * sine).round() as usize;
        let height = (400.0 * sine + 300.0 * cosine).round() as usize;
        let sent = turned(&plane, degrees, width, height, Some(240.0));
        is_found(Edit::Straightened, &sent, &plane);
        // It lies in the middle.
        let share = |side: f32, of: usize| side * 1_000.0 / of as f32;
        let (across, down) = (share(400.0, width), share(300.0, height));
        let middle = |length: f32| (1_000.0 - length) / 2.0;
        let wanted = [middle(across), middle(down), across, down, degrees * 10.0];
        let seen = window_of(Edit::Straightened, &sent, &plane).map(|number| number as f32);
        let apart = |(seen, wanted): (f32, f32)| (seen - wanted).abs();
        let furthest = seen.into_iter().zip(wanted).map(apart).fold(0.0, f32::max);
        assert!(furthest < 6.0, "{degrees}: {seen:?}, not {wanted:?}");
    }
}

#[test]
fn a_picture_that_is_dark_at_a_corner_is_straightened_on_a_dark_ground() {
    let plane = drawn(17, 400, 300);
    let dark = |x, y| if x < 120 && y < 90 { 3.0 } else { pixel(&plane, x, y).max(30.0) };
    let plane = picture(400, 300, dark);
    for degrees in [-7.0_f32, 7.0] {
        let (sine, cosine) = degrees.abs().to_radians().sin_cos();
        let width = (400.0 * cosine + 300.0 * sine).round() as usize;
        let height = (400.0 * sine + 300.0 * cosine).round() as usize;
        let sent = turned(&plane, degrees, width, height, Some(0.0));
        is_found(Edit::Straightened, &sent, &plane);
    }
}

#[test]
fn a_picture_turned_a_little_and_cut_is_turned_back() {
    let plane = drawn(16, 400, 300);
    for degrees in [-3.0_f32, -1.6, 1.6, 3.0] {
        let (sine, cosine) = degrees.abs().to_radians().sin_cos();
        let scale = cosine + 4.0 / 3.0 * sine;
        let [width, height] = [400.0, 300.0].map(|side: f32| (side / scale) as usize);
        let sent = turned(&plane, degrees, width, height, None);
        is_found(Edit::Tilted, &sent, &plane);
        // What was cut away is outside.
        let [left, top, .., turn] = window_of(Edit::Tilted, &sent, &plane);
        assert!(left < 0 && top < 0 && turn == (degrees * 10.0).round() as i64, "{degrees}");
    }
}

#[test]
fn what_is_undone_of_the_whole_picture_has_no_window() {
    let all = all_of(&drawn(18, 300, 200), EditProfile::Full);
    assert!(all.iter().any(|found| found.edit == Edit::Inverted));
    assert!(all.iter().all(|found| found.window.is_none() == (found.edit == Edit::Inverted)));
}

#[test]
fn a_picture_without_content_gives_nothing_to_compare() {
    let flat = picture(300, 300, |x, _| x as f32 / 3.0);
    for edit in Edit::ALL {
        assert_eq!(nearest(edit, EditProfile::Full, &flat, &flat), 256, "{edit:?}");
    }
}

#[test]
fn names_are_read_back() {
    for edit in Edit::ALL {
        assert_eq!(Edit::from_name(edit.name()), Some(edit));
    }
    for profile in EditProfile::ALL {
        assert_eq!(EditProfile::from_name(profile.name()), Some(profile));
    }
}
