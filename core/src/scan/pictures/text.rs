//! The one text form of [`PictureHashes`], as it goes from one process to the other.
//!
//! ```text
//! presend/pictures/v3
//! part NAME                               but not before the attachment itself, which comes first
//! undecided REASON                        or: undecided none
//! edits COUNT                             how many lines begin with: edited
//! frame NUMBER TIME WIDTH HEIGHT          TIME in milliseconds, or: -
//! pdq QUALITY HASH                        8 lines: the picture as seen, and turned
//! black QUALITY HASH                      or: black none
//! pdq512 QUALITY HASH                     and the next frame
//! edited NUMBER EDIT QUALITY HASH HASH WINDOW
//!                                         any number: an edit of a frame undone, that mirrored, and where:
//!                                         LEFT,TOP,WIDTH,HEIGHT,TURN or none; and the next part
//! ```

use super::{PartHashes, PictureHashes, is_of_a_decoder};
use crate::hash::FrameFingerprints;
use crate::hash::edits::{Edit, EditedPdq, PictureWindow};
use crate::hash::pdq::{Pdq, PdqHash};
use crate::set::lines::Lines;
use crate::undecided::Undecided;

const FIRST: &str = "presend/pictures/v3";
const MOST_QUALITY: u8 = 100;

impl PictureHashes {
    /// What [`PictureHashes::parse`] reads: ASCII, less than 800 bytes for each frame and less than
    /// 240 for each edit.
    #[must_use]
    pub fn to_text(&self) -> String {
        let parts: String = self.parts.iter().map(part_text).collect();
        format!("{FIRST}\n{parts}")
    }

    /// Reads a text. `None` unless it is exactly what is written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = Lines::new(text);
        lines.exactly(FIRST)?;
        let mut parts = vec![part("", &mut lines)?];
        while !lines.is_empty() {
            let [name] = lines.fields("part")?;
            parts.push(part(name, &mut lines)?);
        }
        let read = Self { parts };
        (read.to_text() == text).then_some(read)
    }
}

fn part_text(part: &PartHashes) -> String {
    let PartHashes { name, frames, edited, undecided } = part;
    let name = if name.is_empty() { String::new() } else { format!("part {name}\n") };
    let undecided = undecided.map_or_else(none, |reason| reason.to_string());
    let edits = edited.len();
    let frames: String = frames.iter().map(frame_text).collect();
    let edited: String = edited.iter().map(edited_text).collect();
    format!("{name}undecided {undecided}\nedits {edits}\n{frames}{edited}")
}

fn part(name: &str, lines: &mut Lines<'_>) -> Option<PartHashes> {
    let undecided = undecided(lines)?;
    // That it is the right one is seen when the whole is compared with what was read.
    lines.field("edits")?;
    let (mut frames, mut edited) = (Vec::new(), Vec::new());
    while let Some(head) = lines.fields("frame") {
        frames.push(frame(head, lines)?);
    }
    while let Some(fields) = lines.fields("edited") {
        edited.push(edited_pdq(fields)?);
    }
    Some(PartHashes { name: name.to_owned(), frames, edited, undecided })
}

fn none() -> String {
    "none".to_owned()
}

fn frame_text(frame: &FrameFingerprints) -> String {
    let FrameFingerprints { frame, time_ms, width, height, pdq, over_black, pdq512 } = frame;
    let time = time_ms.map_or_else(|| "-".to_owned(), |time| time.to_string());
    let pdq: String = pdq.iter().map(|pdq| format!("pdq {}\n", pdq_text(pdq))).collect();
    let black = over_black.as_ref().map_or_else(none, pdq_text);
    let last = pdq_text(pdq512);
    format!("frame {frame} {time} {width} {height}\n{pdq}black {black}\npdq512 {last}\n")
}

fn edited_text(edited: &EditedPdq) -> String {
    let EditedPdq { frame, edit, pdq: [upright, mirrored], window } = edited;
    let (upright, mirrored) = (pdq_text(upright), mirrored.hash.to_hex());
    let window = window.as_ref().map_or_else(none, window_text);
    format!("edited {frame} {} {upright} {mirrored} {window}\n", edit.name())
}

fn pdq_text(pdq: &Pdq) -> String {
    format!("{} {}", pdq.quality, pdq.hash.to_hex())
}

/// The outer `None` is a line that is no reason, or none that a decoder has.
fn undecided(lines: &mut Lines<'_>) -> Option<Option<Undecided>> {
    if lines.exactly("undecided none").is_some() {
        return Some(None);
    }
    let mut reasons = Undecided::ALL.into_iter().filter(|reason| is_of_a_decoder(*reason));
    reasons.find(|reason| lines.exactly(&format!("undecided {reason}")).is_some()).map(Some)
}

fn frame(
    [number, time, width, height]: [&str; 4],
    lines: &mut Lines<'_>,
) -> Option<FrameFingerprints> {
    let time_ms = if time == "-" { None } else { Some(time.parse().ok()?) };
    let mut pdqs = Vec::new();
    for _ in 0..8 {
        pdqs.push(pdq(lines.fields("pdq")?)?);
    }
    let black = lines.exactly("black none").is_some();
    Some(FrameFingerprints {
        frame: number.parse().ok()?,
        time_ms,
        width: width.parse().ok()?,
        height: height.parse().ok()?,
        pdq: pdqs.try_into().ok()?,
        over_black: if black { None } else { Some(pdq(lines.fields("black")?)?) },
        pdq512: pdq(lines.fields("pdq512")?)?,
    })
}

fn edited_pdq([frame, edit, quality, upright, mirrored, place]: [&str; 6]) -> Option<EditedPdq> {
    let pdq = [pdq([quality, upright])?, pdq([quality, mirrored])?];
    let window = if place == "none" { None } else { Some(window(place)?) };
    Some(EditedPdq { frame: frame.parse().ok()?, edit: Edit::from_name(edit)?, pdq, window })
}

fn window_text(window: &PictureWindow) -> String {
    let PictureWindow {
        left_permille,
        top_permille,
        width_permille,
        height_permille,
        turned_decidegrees,
    } = window;
    format!(
        "{left_permille},{top_permille},{width_permille},{height_permille},{turned_decidegrees}"
    )
}

fn window(text: &str) -> Option<PictureWindow> {
    let mut numbers = text.split(',');
    let window = PictureWindow {
        left_permille: numbers.next()?.parse().ok()?,
        top_permille: numbers.next()?.parse().ok()?,
        width_permille: numbers.next()?.parse().ok()?,
        height_permille: numbers.next()?.parse().ok()?,
        turned_decidegrees: numbers.next()?.parse().ok()?,
    };
    // No other text means the same.
    Some(window).filter(|window| window_text(window) == text)
}

fn pdq([quality, hash]: [&str; 2]) -> Option<Pdq> {
    let quality = quality.parse().ok().filter(|quality| *quality <= MOST_QUALITY)?;
    Some(Pdq { hash: PdqHash::from_hex(hash).ok()?, quality })
}
