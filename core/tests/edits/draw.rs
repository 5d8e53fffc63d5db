//! What people do to a picture, drawn: each takes the picture and gives what is sent.

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

const BLACK: Rgb<u8> = Rgb([0, 0, 0]);
const WHITE: Rgb<u8> = Rgb([255, 255, 255]);

/// The picture on a ground, at a place.
fn on(picture: &RgbImage, ground: Rgb<u8>, [width, height]: [u32; 2], at: [u32; 2]) -> RgbImage {
    let mut page = RgbImage::from_pixel(width, height, ground);
    imageops::replace(&mut page, picture, i64::from(at[0]), i64::from(at[1]));
    page
}

fn resized(picture: &RgbImage, width: u32) -> RgbImage {
    let height = picture.height() * width / picture.width();
    imageops::resize(picture, width, height, FilterType::Triangle)
}

/// Bars that stand for a line of text.
fn text(page: &mut RgbImage, [left, top]: [u32; 2], width: u32, colour: Rgb<u8>) {
    for x in (left..left + width).filter(|x| x % 11 < 7 && x % 67 < 55) {
        for y in (top..top + 16).filter(|y| (x / 11 + y / 5) % 3 != 0) {
            if let Some(pixel) = page.get_pixel_mut_checked(x, y) {
                *pixel = colour;
            }
        }
    }
}

fn border(picture: &RgbImage, percent: u32, ground: Rgb<u8>) -> RgbImage {
    let [width, height] = [picture.width(), picture.height()];
    let wide = width.max(height) * percent / 100;
    on(picture, ground, [width + 2 * wide, height + 2 * wide], [wide, wide])
}

pub(crate) fn black_border(picture: &RgbImage) -> RgbImage {
    border(picture, 5, BLACK)
}

pub(crate) fn wide_white_border(picture: &RgbImage) -> RgbImage {
    border(picture, 20, WHITE)
}

pub(crate) fn letterbox(picture: &RgbImage) -> RgbImage {
    let [width, height] = [picture.width(), picture.height()];
    let tall = height.max(width) * 3 / 2;
    on(picture, BLACK, [width, tall], [0, (tall - height) / 2])
}

pub(crate) fn caption(picture: &RgbImage) -> RgbImage {
    let [width, height] = [picture.width(), picture.height()];
    let mut page = on(picture, WHITE, [width, height + 100], [0, 100]);
    text(&mut page, [20, 20], width - 60, BLACK);
    text(&mut page, [20, 56], width / 2, BLACK);
    page
}

pub(crate) fn screenshot(picture: &RgbImage) -> RgbImage {
    let picture = resized(picture, 720);
    let top = (1_520 - picture.height()) / 2;
    let mut page = on(&picture, BLACK, [720, 1_520], [0, top]);
    text(&mut page, [24, 20], 90, WHITE);
    text(&mut page, [600, 20], 80, WHITE);
    text(&mut page, [320, 1_470], 80, WHITE);
    page
}

pub(crate) fn card(picture: &RgbImage) -> RgbImage {
    let picture = resized(picture, 560);
    let mut page = on(&picture, WHITE, [720, picture.height() + 260], [80, 150]);
    text(&mut page, [80, 30], 200, Rgb([20, 20, 20]));
    text(&mut page, [80, 90], 500, Rgb([60, 60, 60]));
    text(&mut page, [80, picture.height() + 180], 300, Rgb([120, 120, 120]));
    page
}

pub(crate) fn inverted(picture: &RgbImage) -> RgbImage {
    let mut picture = picture.clone();
    imageops::invert(&mut picture);
    picture
}

/// Cut away, in percent: left, right, top, bottom.
fn cropped(picture: &RgbImage, [left, right, top, bottom]: [f32; 4]) -> RgbImage {
    let part = |side: u32, percent: f32| (side as f32 * percent / 100.0).round() as u32;
    let [width, height] = [picture.width(), picture.height()];
    let [x, y] = [part(width, left), part(height, top)];
    let [right, bottom] = [part(width, right), part(height, bottom)];
    imageops::crop_imm(picture, x, y, width - x - right, height - y - bottom).to_image()
}

pub(crate) fn centre_crop(picture: &RgbImage) -> RgbImage {
    cropped(picture, [2.5, 2.5, 2.5, 2.5])
}

pub(crate) fn left_crop(picture: &RgbImage) -> RgbImage {
    cropped(picture, [5.0, 0.0, 0.0, 0.0])
}

pub(crate) fn bottom_crop(picture: &RgbImage) -> RgbImage {
    cropped(picture, [0.0, 0.0, 0.0, 5.0])
}

/// Turned about its middle, in a frame of this size.
fn turned(picture: &RgbImage, degrees: f32, [width, height]: [f32; 2]) -> RgbImage {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let [w, h] = [picture.width() as f32, picture.height() as f32];
    RgbImage::from_fn(width.round() as u32, height.round() as u32, |x, y| {
        let (u, v) = (x as f32 + 0.5 - width / 2.0, y as f32 + 0.5 - height / 2.0);
        let (x, y) = (w / 2.0 + u * cosine + v * sine - 0.5, h / 2.0 + v * cosine - u * sine - 0.5);
        imageops::interpolate_bilinear(picture, x, y).unwrap_or(BLACK)
    })
}

pub(crate) fn turned_on_black(picture: &RgbImage) -> RgbImage {
    let [w, h] = [picture.width() as f32, picture.height() as f32];
    let (sine, cosine) = 5.0_f32.to_radians().sin_cos();
    turned(picture, 5.0, [w * cosine + h * sine, w * sine + h * cosine])
}

pub(crate) fn turned_and_cut(picture: &RgbImage) -> RgbImage {
    let [w, h] = [picture.width() as f32, picture.height() as f32];
    let (sine, cosine) = 2.0_f32.to_radians().sin_cos();
    let scale = cosine + (w / h).max(h / w) * sine;
    turned(picture, -2.0, [w / scale, h / scale])
}
