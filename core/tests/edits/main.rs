//! The ten photographs of the tree, edited by a program, through a whole scan. A curve over more
//! photographs needs more than is in the tree; this holds that nothing is lost.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and draws small pictures"
)]

mod draw;

use std::io::Cursor;

use image::imageops::{self, FilterType};
use image::{GrayImage, ImageFormat, RgbImage};
use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::edits::{Edit, EditProfile};
use presend::hash::pdq::PdqHasher;
use presend::orientation::Orientation;
use presend::policy::Action;
use presend::report::{Evidence, Outcome, Variant};
use presend::scan::Checked;
use presend::{Attachment, AttachmentScanner, KnownSet, ScanContext};

macro_rules! photos {
    ($($name:literal)+) => {
        [$(include_bytes!(concat!("../../testdata/photos/", $name, ".jpg")).as_slice()),+]
    };
}

const PHOTOS: [&[u8]; 10] = photos!(
    "brushes" "cat" "coffee" "dandelion" "dogs" "fig" "meadow" "mountains" "rocket" "stream"
);

type Draw = fn(&RgbImage) -> RgbImage;

/// What is done, by which edit it is found, and in how many of the ten at least.
const EDITS: [(&str, Draw, Edit, usize); 12] = [
    ("black border of 5 %", draw::black_border, Edit::Trimmed, 9),
    ("white border of 20 %", draw::wide_white_border, Edit::Trimmed, 9),
    ("letterbox", draw::letterbox, Edit::Trimmed, 9),
    ("caption", draw::caption, Edit::Rectangle, 9),
    ("screenshot", draw::screenshot, Edit::Rectangle, 9),
    ("card", draw::card, Edit::Rectangle, 9),
    ("inverted", draw::inverted, Edit::Inverted, 10),
    ("crop of 5 %", draw::centre_crop, Edit::Uncropped, 8),
    ("left crop of 5 %", draw::left_crop, Edit::Uncropped, 8),
    ("bottom crop of 5 %", draw::bottom_crop, Edit::Uncropped, 8),
    ("turned on black", draw::turned_on_black, Edit::Straightened, 9),
    ("turned by 2 degrees and cut", draw::turned_and_cut, Edit::Tilted, 7),
];

/// With 640 pixels on the longer side.
fn photo(bytes: &[u8]) -> RgbImage {
    let photo = image::load_from_memory(bytes).unwrap().to_rgb8();
    let longer = photo.width().max(photo.height());
    let [width, height] = [photo.width(), photo.height()].map(|side| side * 640 / longer);
    imageops::resize(&photo, width, height, FilterType::CatmullRom)
}

fn sent(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// With a list of these pictures.
fn scanner(listed: &[&RgbImage], profile: EditProfile) -> AttachmentScanner {
    let mut hasher = PdqHasher::new();
    listed.iter().for_each(|picture| hash(&imageops::grayscale(*picture), &mut hasher));
    let upright = hasher.into_frames().into_iter().map(|frame| frame.pdq[0].hash.to_hex());
    let list: String = upright.map(|hash| format!("pdq:{hash}\n")).collect();
    let set = KnownSet::from_list_unverified("photo", &list).unwrap();
    AttachmentScanner::builder().add_set(set).edits(profile).build()
}

fn hash(gray: &GrayImage, sink: &mut dyn LumaSink) {
    let (width, height) = gray.dimensions();
    let orientation = Orientation::Upright;
    sink.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
    for row in gray.as_raw().chunks(width as usize) {
        sink.row(LumaRow { over_white: Samples::U8(row), over_black: None });
    }
    sink.end(false);
}

fn checked(picture: &RgbImage, bytes: &[u8], profile: EditProfile) -> Checked {
    scanner(&[picture], profile).scan(Attachment::bytes(bytes), &ScanContext::at(1_800_000_000))
}

/// The edits by which it is found.
fn found(checked: &Checked) -> Vec<Option<Variant>> {
    checked.report.findings.iter().map(|finding| finding.variant).collect()
}

#[test]
fn edited_photographs_are_found_and_are_a_question_at_most() {
    let photos = PHOTOS.map(photo);
    for (name, draw, edit, least) in EDITS {
        let mut count = 0;
        for photo in &photos {
            let edited = sent(&draw(photo));
            let checked = checked(photo, &edited, EditProfile::Full);
            let strongest = checked.report.findings.iter().map(|finding| finding.evidence).max();
            count += usize::from(strongest >= Some(Evidence::Edited));
            if strongest == Some(Evidence::Edited) {
                assert_eq!(checked.report.outcome, Outcome::Near);
                assert!(checked.decided.decision.action() <= Action::Ask);
            }
        }
        let narrowed = checked(&photos[1], &sent(&draw(&photos[1])), EditProfile::Small);
        if let [Some(Variant::Edited(found))] = found(&narrowed)[..] {
            assert!(EditProfile::Small.contains(found), "{name}");
        }
        assert!(count >= least, "{name}: {count} of 10 by {edit:?}");
    }
}

#[test]
fn no_edit_is_undone_if_the_app_says_so() {
    let photo = photo(PHOTOS[1]);
    let edited = sent(&draw::wide_white_border(&photo));
    let variant = Some(Variant::Edited(Edit::Trimmed));
    assert_eq!(found(&checked(&photo, &edited, EditProfile::Full)), [variant]);
    assert_eq!(found(&checked(&photo, &edited, EditProfile::None)), []);
}

#[test]
fn photographs_are_not_found_in_each_other() {
    let photos = PHOTOS.map(photo);
    for (at, photo) in photos.iter().enumerate() {
        let others: Vec<&RgbImage> =
            (0..10).filter(|other| *other != at).map(|other| &photos[other]).collect();
        for draw in [draw::screenshot, draw::centre_crop] {
            let bytes = sent(&draw(photo));
            let scanner = scanner(&others, EditProfile::Full);
            let checked = scanner.scan(Attachment::bytes(&bytes), &ScanContext::at(1_800_000_000));
            assert_eq!(checked.report.outcome, Outcome::Clean, "{at}");
        }
    }
}
