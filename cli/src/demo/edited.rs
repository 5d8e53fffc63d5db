//! Scenes of what people do to a picture, which a scan sees through.

use presend::policy::Action;
use presend::sniff::MediaKind as Kind;

use super::photos::{self as photo, Photo};
use super::scenes::{Made, SENT, Scene};
use crate::eval::{edit_named, in_colour};
use crate::testkit::encode::jpeg::PLAIN;
use crate::testkit::expected::Wanted;

/// All of them: an edit of the list that `presend eval edits` measures, and what must be undone.
pub(super) fn all() -> Made<Vec<Scene>> {
    let rectangle: &[&str] = &["rectangle"];
    Ok(vec![
        scene(&photo::DANDELION, "border_black_10", &["trimmed", "rectangle"])?
            .told("A listed photo with a border", "A black border of a tenth was put around it."),
        scene(&photo::MEADOW, "caption_white", rectangle)?
            .told("A listed photo with a caption", "A white bar with words was put above it."),
        scene(&photo::DOGS, "phone_light", rectangle)?
            .told("A screenshot", "A phone's screen with a listed photo between bars."),
        scene(&photo::MOUNTAINS, "turn_black_5", &["straightened"])?
            .told("A listed photo, askew", "Turned by five degrees on black."),
        scene(&photo::BRUSHES, "inverted", &["inverted"])?
            .told("A listed photo as a negative", "Light and dark swapped."),
        scene(&photo::ROCKET, "centre_5", &["uncropped"])?
            .told("A listed photo, cut a little", "A twentieth of each length cut away."),
    ])
}

fn scene(photo: &Photo, edit: &str, undone: &'static [&'static str]) -> Made<Scene> {
    let edit = edit_named(edit).ok_or("no such edit")?;
    let picture = in_colour(&photo.picture()?.within(640), edit).ok_or("the channels differ")?;
    let bytes = PLAIN.rgb(&picture)?;
    Scene::sending("IMG_2041.jpg", Kind::Jpeg, bytes)
        .showing(picture.within(480), SENT, photo.alt)
        .wants(Wanted::Edited { undone }, Action::Warn)
        .of(photo)
}
