use pulp::Arch;

use super::edit::{Edit, EditProfile};
use super::grey::Grey;
use super::judged::PictureContent;
use super::picture_window::PictureWindow;
use super::rectangles::rectangles;
use super::rounded::filled;
use super::tilt::{TurnedWindow, straightened, tilted};
use super::trim::trimmed;
use super::turned::Turner;
use super::uncrop;
use super::window::{self, Rectangle, Window};
use crate::hash::FrameFingerprints;
use crate::hash::pdq::{Pdq, WindowPdq};

/// The hashes of a picture from which an edit was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditedPdq {
    /// Number of the frame, as in [`FrameFingerprints::frame`].
    pub frame: u32,
    /// What was undone.
    pub edit: Edit,
    /// PDQ of what that leaves, upright and mirrored. Both have one quality.
    pub pdq: [Pdq; 2],
    /// Where in the picture it is; `None` if it is all of the picture.
    pub window: Option<PictureWindow>,
}

/// A smaller copy has no room for anything.
const MIN_SIDE: usize = 32;

/// Of a border's line so much must lie near one value, in thousandths.
const BORDER_SHARE: usize = 985;

/// A window of less quality, or [without content](PictureContent::is_empty), has too little in it: what
/// lies near its hash is near by chance.
const MIN_QUALITY: u8 = 80;

/// Everything that is compared of one picture besides the picture itself.
pub(super) fn edited(
    arch: Arch,
    grey: &Grey,
    profile: EditProfile,
    frame: &FrameFingerprints,
) -> Vec<EditedPdq> {
    if profile == EditProfile::None || grey.width().min(grey.height()) < MIN_SIDE {
        return Vec::new();
    }
    let mut found = Found { arch, grey, frame, seen: Vec::new(), pdqs: Vec::new() };
    found.inverted();
    let whole = Rectangle::of(grey);
    found.rectangle(Edit::Trimmed, trimmed(grey, whole, BORDER_SHARE));
    for rectangle in rectangles(arch, grey, profile.most_rectangles()) {
        found.rectangle(Edit::Rectangle, rectangle);
    }
    let mut turner = Turner::new(grey);
    found.turned(Edit::Straightened, &mut turner, straightened(grey));
    if profile.contains(Edit::Uncropped) {
        uncrop::windows(grey).for_each(|window| found.window(Edit::Uncropped, window));
    }
    if profile.contains(Edit::Tilted) {
        found.turned(Edit::Tilted, &mut turner, tilted(grey));
    }
    found.pdqs
}

struct Found<'a> {
    arch: Arch,
    grey: &'a Grey,
    frame: &'a FrameFingerprints,
    /// Windows that were hashed.
    seen: Vec<Window>,
    pdqs: Vec<EditedPdq>,
}

impl Found<'_> {
    /// Light and dark swapped, every value of the spectrum changes its sign: each bit is another.
    fn inverted(&mut self) {
        let window = Rectangle::of(self.grey).window(self.grey);
        self.seen.push(window);
        let Some(whole) = window::hash(self.arch, self.grey, window) else { return };
        let [upright, _, _, _, mirrored, ..] = self.frame.pdq;
        let pdq = [upright, mirrored].map(|pdq| Pdq { hash: pdq.hash.complement(), ..pdq });
        self.add(Edit::Inverted, WindowPdq { pdq, ..whole }, None);
    }

    fn rectangle(&mut self, edit: Edit, rectangle: Rectangle) {
        if rectangle.width().min(rectangle.height()) >= MIN_SIDE {
            let window = rectangle.window(self.grey);
            if self.is_new(window) {
                let filled = filled(self.grey, rectangle);
                self.hash(edit, filled.as_ref().unwrap_or(self.grey), window);
            }
        }
    }

    fn window(&mut self, edit: Edit, window: Window) {
        if self.is_new(window) {
            self.hash(edit, self.grey, window);
        }
    }

    fn is_new(&mut self, window: Window) -> bool {
        let is_new = !self.seen.contains(&window);
        self.seen.push(window);
        is_new
    }

    fn hash(&mut self, edit: Edit, grey: &Grey, window: Window) {
        if let Some(pdq) = window::hash(self.arch, grey, window) {
            self.add(edit, pdq, Some(PictureWindow::upright(grey, window)));
        }
    }

    fn turned(&mut self, edit: Edit, turner: &mut Turner<'_>, windows: Vec<TurnedWindow>) {
        for window in windows {
            if let Some(pdq) = turner.hash(self.arch, window.0, window.1) {
                self.add(edit, pdq, Some(PictureWindow::turned(self.grey, window)));
            }
        }
    }

    fn add(&mut self, edit: Edit, seen: WindowPdq, window: Option<PictureWindow>) {
        let WindowPdq { pdq, near_median } = seen;
        let enough = pdq.iter().all(|pdq| pdq.quality >= MIN_QUALITY);
        let most = PictureContent::MAX_NEAR_MEDIAN;
        if enough && u32::try_from(near_median).is_ok_and(|near| near <= most) {
            self.pdqs.push(EditedPdq { frame: self.frame.frame, edit, pdq, window });
        }
    }
}
