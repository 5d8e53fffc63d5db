//! The variants of one test picture: every format the core reads, every edit it must see through.

use std::cell::OnceCell;

use png::BitDepth;
use presend::orientation::Orientation;
use presend::set::canary::Canary;
use presend::sniff::MediaKind as Kind;

use super::draw::{DRAWINGS, Drawing, random};
use super::encode::jpeg::{Jpeg, PLAIN};
use super::encode::{Encoded, bmp, gif, ico, png as png_file, pnm, qoi, tga, tiff, webp};
use super::expected::{Expected, Wanted};
use super::hostile::overwritten;
use super::picture::{Picture, Rgb, gray, undo};

/// What the recipes are made from.
pub(crate) struct Source {
    drawing: Drawing,
    /// The picture whose hash is on the list.
    pub(crate) picture: Picture,
    /// Another picture of the same size, on no list: the first frame of the animations.
    pub(crate) other: Picture,
    large: OnceCell<Picture>,
}

impl Source {
    pub(crate) fn drawn(drawing: &Drawing) -> Self {
        let picture = drawing.at_scale(1);
        let unlisted = DRAWINGS.iter().filter(|other| !other.listed).map(|other| other.at_scale(1));
        let same_size = |other: &Picture| other.width == picture.width;
        let other = unlisted.into_iter().find(same_size).unwrap_or_else(|| picture.clone());
        Self { drawing: *drawing, picture, other, large: OnceCell::new() }
    }

    /// The picture drawn three times as large: what a camera would have stored.
    fn large(&self) -> &Picture {
        self.large.get_or_init(|| self.drawing.at_scale(3))
    }
}

type Make = Box<dyn Fn(&Source) -> Encoded>;

/// How one file of the kit is made, and what must be found in it.
pub(crate) struct Recipe {
    pub(crate) name: String,
    pub(crate) expected: Expected,
    pub(crate) make: Make,
}

/// Every pixel is the same: no bit may differ.
const SAME: u32 = 0;
/// The same picture in another format: the goal of the design.
const FORMAT: u32 = 10;
/// An edit: PDQ's own threshold.
const EDIT: u32 = 31;

fn seen(
    name: &str,
    kind: Kind,
    max_distance_bits: u32,
    make: impl Fn(&Source) -> Encoded + 'static,
) -> Recipe {
    let wanted = Wanted::Perceptual { variant: "upright", frame: 0, max_distance_bits };
    Recipe { name: name.to_owned(), expected: Expected::new(kind, wanted), make: Box::new(make) }
}

/// The listed file itself.
pub(crate) fn original() -> Recipe {
    let expected = Expected::new(Kind::Png, Wanted::Exact);
    let make: Make = Box::new(|s| png_file::rgb(&s.picture));
    Recipe { name: "original.png".to_owned(), expected, make }
}

/// A picture that is built into the product, as it is.
pub(crate) fn built_in(canary: &'static Canary) -> Recipe {
    let expected = Expected::new(Kind::Bmp, Wanted::Exact);
    Recipe { name: canary.name.to_owned(), expected, make: Box::new(|_| Ok(canary.file())) }
}

/// All of them, the original first.
pub(crate) fn all() -> Vec<Recipe> {
    let mut all = vec![original()];
    all.extend(png_recipes());
    all.extend(jpeg_recipes());
    all.extend(other_formats());
    all.extend(animations());
    all.extend((1..=8).map(exif));
    all.extend((1..=8).map(tiff_orientation));
    all.extend(Orientation::ALL.into_iter().skip(1).map(turned));
    all.extend(messengers());
    all.extend(edits());
    all
}

fn png_recipes() -> Vec<Recipe> {
    let png = |name, bits, make: fn(&Source) -> Encoded| seen(name, Kind::Png, bits, make);
    vec![
        png("png-interlaced.png", SAME, |s| png_file::adam7(&s.picture)),
        png("png-wrong-checksum.png", SAME, |s| Ok(overwritten(png_file::rgb(&s.picture)?, 29, 4))),
        png("png-truecolour-16-bit.png", FORMAT, |s| png_file::rgb16(&s.picture)),
        png("png-gray.png", FORMAT, |s| png_file::gray8(&s.picture)),
        png("png-gray-16-bit.png", FORMAT, |s| png_file::gray16(&s.picture)),
        png("png-gray-4-bit.png", FORMAT, |s| png_file::gray_bits(&s.picture, BitDepth::Four)),
        png("png-gray-2-bit.png", FORMAT, |s| png_file::gray_bits(&s.picture, BitDepth::Two)),
        png("png-gray-1-bit.png", FORMAT, |s| png_file::gray_bits(&s.picture, BitDepth::One)),
        png("png-palette.png", FORMAT, |s| png_file::palette8(&s.picture)),
        png("png-palette-4-bit.png", FORMAT, |s| png_file::palette4(&s.picture)),
        png("png-palette-1-bit.png", FORMAT, |s| png_file::palette1(&s.picture)),
        png("png-alpha-opaque.png", SAME, |s| {
            png_file::rgba(&s.picture, |[r, g, b]| [r, g, b, 255])
        }),
        png("png-alpha-white-is-clear.png", SAME, |s| png_file::rgba(&s.picture, clear_white)),
        png("png-gray-alpha-16-bit.png", FORMAT, |s| png_file::gray_alpha16(&s.picture)),
        over_black("png-alpha-for-dark-ground.png"),
    ]
}

/// White is stored as clear black: over a white ground it looks the same.
fn clear_white([r, g, b]: Rgb) -> [u8; 4] {
    if [r, g, b] == [255; 3] { [0; 4] } else { [r, g, b, 255] }
}

/// Brightness is stored as alpha: over a black ground it looks the same, over white it is pale.
pub(crate) fn bright_is_opaque([r, g, b]: Rgb) -> [u8; 4] {
    let alpha = u32::from(r.max(g).max(b));
    let full = |value: u8| ((u32::from(value) * 255 + alpha / 2) / alpha.max(1)).min(255) as u8;
    [full(r), full(g), full(b), alpha as u8]
}

fn over_black(name: &str) -> Recipe {
    let mut recipe =
        seen(name, Kind::Png, FORMAT, |s| png_file::rgba(&s.picture, bright_is_opaque));
    recipe.expected.wanted =
        Wanted::Perceptual { variant: "over_black", frame: 0, max_distance_bits: FORMAT };
    recipe
}

fn jpeg_recipes() -> Vec<Recipe> {
    let jpeg = |name, make: fn(&Source) -> Encoded| seen(name, Kind::Jpeg, FORMAT, make);
    let quality = |quality: u8| {
        let name = format!("jpeg-quality-{quality}.jpg");
        let make = move |s: &Source| Jpeg { quality, ..PLAIN }.rgb(&s.picture);
        seen(&name, Kind::Jpeg, FORMAT, make)
    };
    let mut recipes: Vec<Recipe> = [95, 75, 50, 30].into_iter().map(quality).collect();
    recipes.extend([
        jpeg("jpeg-full-colour.jpg", |s| Jpeg { half_colour: false, ..PLAIN }.rgb(&s.picture)),
        jpeg("jpeg-progressive.jpg", |s| Jpeg { progressive: true, ..PLAIN }.rgb(&s.picture)),
        jpeg("jpeg-restarts.jpg", |s| Jpeg { restart_every: Some(7), ..PLAIN }.rgb(&s.picture)),
        jpeg("jpeg-gray.jpg", |s| PLAIN.gray(&s.picture)),
        jpeg("jpeg-gray-progressive.jpg", |s| Jpeg { progressive: true, ..PLAIN }.gray(&s.picture)),
        jpeg("jpeg-cmyk-adobe.jpg", |s| PLAIN.cmyk_adobe(&s.picture)),
        jpeg("jpeg-cmyk-plain.jpg", |s| PLAIN.cmyk_plain(&s.picture)),
        jpeg("jpeg-ycck.jpg", |s| PLAIN.ycck(&s.picture)),
        jpeg("jpeg-ycck-full-colour.jpg", |s| {
            Jpeg { half_colour: false, ..PLAIN }.ycck(&s.picture)
        }),
        // The declared type is a lie: the bytes are a JPEG.
        jpeg("jpeg-named-as-text.txt", |s| PLAIN.rgb(&s.picture)),
    ]);
    recipes
}

fn other_formats() -> Vec<Recipe> {
    vec![
        seen("gif-palette.gif", Kind::Gif, FORMAT, |s| gif::still(&s.picture)),
        seen("webp-lossless.webp", Kind::WebP, SAME, |s| webp::lossless(&s.picture)),
        seen("bmp.bmp", Kind::Bmp, SAME, |s| bmp::rgb(&s.picture)),
        seen("bmp-palette.bmp", Kind::Bmp, FORMAT, |s| bmp::palette(&s.picture)),
        seen("icon-png.ico", Kind::Ico, SAME, |s| ico::png(&s.picture)),
        seen("icon-bitmap.ico", Kind::Ico, SAME, |s| ico::bitmap(&s.picture)),
        seen("pixmap.ppm", Kind::Pnm, SAME, |s| pnm::bytes(&s.picture)),
        seen("pixmap-in-numbers.ppm", Kind::Pnm, SAME, |s| pnm::text(&s.picture)),
        seen("qoi.qoi", Kind::Qoi, SAME, |s| qoi::rgb(&s.picture)),
        seen("targa.tga", Kind::Tga, SAME, |s| tga::rgb(&s.picture)),
        seen("targa-runs.tga", Kind::Tga, SAME, |s| tga::runs(&s.picture)),
        seen("tiff.tif", Kind::Tiff, SAME, |s| tiff::rgb(&s.picture)),
        seen("tiff-lzw.tif", Kind::Tiff, SAME, |s| tiff::lzw(&s.picture)),
        seen("tiff-deflate.tif", Kind::Tiff, SAME, |s| tiff::deflate(&s.picture)),
        seen("tiff-gray-packbits.tif", Kind::Tiff, FORMAT, |s| tiff::packbits_gray(&s.picture)),
        seen("tiff-gray-16-bit.tif", Kind::Tiff, FORMAT, |s| tiff::gray16(&s.picture)),
        seen("tiff-16-bit.tif", Kind::Tiff, FORMAT, |s| tiff::rgb16(&s.picture)),
        seen("tiff-cmyk.tif", Kind::Tiff, FORMAT, |s| tiff::cmyk(&s.picture)),
    ]
}

/// The listed picture is the second frame.
fn animations() -> Vec<Recipe> {
    let second = |name, kind, bits, make: fn(&Source) -> Encoded| {
        let mut recipe = seen(name, kind, bits, make);
        recipe.expected.wanted =
            Wanted::Perceptual { variant: "upright", frame: 1, max_distance_bits: bits };
        recipe
    };
    vec![
        second("gif-second-frame.gif", Kind::Gif, FORMAT, |s| gif::animated(&s.other, &s.picture)),
        second("apng-second-frame.png", Kind::Apng, SAME, |s| {
            png_file::animated(&s.other, &s.picture)
        }),
        second("webp-second-frame.webp", Kind::AnimatedWebP, SAME, |s| {
            webp::animated(&s.other, &s.picture)
        }),
    ]
}

/// The stored pixels are turned so that a viewer, who heeds the tag, shows the picture upright.
fn exif(tag: u16) -> Recipe {
    let name = format!("jpeg-exif-orientation-{tag}.jpg");
    seen(&name, Kind::Jpeg, FORMAT, move |s| {
        let stored = s.picture.turned(undo(Orientation::from_exif(tag)));
        Jpeg { exif_orientation: Some(tag), ..PLAIN }.rgb(&stored)
    })
}

fn tiff_orientation(tag: u16) -> Recipe {
    let name = format!("tiff-orientation-{tag}.tif");
    seen(&name, Kind::Tiff, SAME, move |s| {
        tiff::oriented(&s.picture.turned(undo(Orientation::from_exif(tag))), tag)
    })
}

/// What is seen is turned: the finding names the turn that brings it back.
fn turned(turn: Orientation) -> Recipe {
    let name = format!("turned-{}.jpg", turn.name());
    let make = move |s: &Source| PLAIN.rgb(&s.picture.turned(turn));
    let mut recipe = seen(&name, Kind::Jpeg, FORMAT, make);
    recipe.expected.wanted =
        Wanted::Perceptual { variant: undo(turn).name(), frame: 0, max_distance_bits: EDIT };
    recipe
}

/// A large picture scaled down and saved again, as messengers do before sending.
fn messengers() -> Vec<Recipe> {
    let sent = |(side, quality): (u32, u8)| {
        let name = format!("messenger-{side}-quality-{quality}.jpg");
        let make = move |s: &Source| Jpeg { quality, ..PLAIN }.rgb(&s.large().within(side));
        seen(&name, Kind::Jpeg, EDIT, make)
    };
    [(1600, 80), (1280, 75), (800, 70)].into_iter().map(sent).collect()
}

fn edits() -> Vec<Recipe> {
    vec![
        seen("edit-brighter.jpg", Kind::Jpeg, EDIT, |s| {
            PLAIN.rgb(&s.picture.map(|pixel| pixel.map(|v| v.saturating_add(24))))
        }),
        seen("edit-colour-shift.jpg", Kind::Jpeg, EDIT, |s| {
            let warmer = |[r, g, b]: Rgb| [r.saturating_add(22), g, b.saturating_sub(26)];
            PLAIN.rgb(&s.picture.map(warmer))
        }),
        seen("edit-no-colour.jpg", Kind::Jpeg, EDIT, |s| {
            PLAIN.rgb(&s.picture.map(|pixel| [gray(pixel); 3]))
        }),
        seen("edit-noise.jpg", Kind::Jpeg, EDIT, |s| PLAIN.rgb(&noisy(&s.picture))),
    ]
}

fn noisy(picture: &Picture) -> Picture {
    Picture::draw(picture.width, picture.height, |x, y| {
        let noise = (random(77, i64::from(x), i64::from(y)) % 41) as i16 - 20;
        picture.at(x, y).map(|value| (i16::from(value) + noise).clamp(0, 255) as u8)
    })
}
