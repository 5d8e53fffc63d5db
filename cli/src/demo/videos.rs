//! Scenes of videos.

use presend::policy::Action;
use presend::sniff::MediaKind as Kind;
use presend::undecided::Undecided;

use super::photos as photo;
use super::scenes::{Made, Scene};
use crate::testkit::expected::Wanted;

/// Those in which something is found, if the command was built with a decoder of videos.
pub(super) fn decoded() -> Made<Vec<Scene>> {
    Ok(if cfg!(feature = "video") { vec![in_video()?, in_motion_photo()?] } else { Vec::new() })
}

/// Nine seconds of H.264; the cat is there from second 6 on.
const CLIP: &[u8] = include_bytes!("../../../video/testdata/h264-high.mp4");

fn in_video() -> Made<Scene> {
    let photo = &photo::CAT;
    Scene::sending("clip.mp4", Kind::Mp4, CLIP.to_vec())
        .told(
            "A listed photo in a video",
            "It is seen from 0:06 to the end. One frame a second is looked at.",
        )
        .showing(photo.picture()?, "in the video, from 0:06 on", photo.alt)
        .found("upright", 150, 31)
        .of(photo)
}

fn in_motion_photo() -> Made<Scene> {
    let photo = &photo::CAT;
    let bytes = [photo::COFFEE.file, CLIP].concat();
    Scene::sending("MVIMG_0007.jpg", Kind::Jpeg, bytes)
        .told(
            "A listed photo in the clip of a motion photo",
            "Behind the end of a harmless photo lies a video.",
        )
        .showing(photo.picture()?, "in the clip, from 0:06 on", photo.alt)
        .found("upright", 150, 31)
        .of(photo)
}

/// One that nothing here decodes.
pub(super) fn foreign() -> Scene {
    let reason = if cfg!(feature = "video") {
        Undecided::UnsupportedFormat
    } else {
        Undecided::UnopenedContainer
    };
    let bytes = include_bytes!("../../../video/testdata/av1.mp4").to_vec();
    Scene::sending("clip-av1.mp4", Kind::Mp4, bytes)
        .told("A video that is not decoded", "An MP4 in AV1.")
        .wants(Wanted::Undecided(reason), Action::Allow)
}
