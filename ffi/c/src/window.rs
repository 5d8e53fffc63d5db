//! Where in a picture something was found.

use presend::hash::edits::PictureWindow;

/// Where in a picture something was found, as the picture is seen: in thousandths of its width and height.
/// It may reach outside. All of the picture is 0, 0, 1000, 1000, 0.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendWindow {
    /// Its left end, before it is turned.
    pub left_permille: i32,
    /// Its upper end, before it is turned.
    pub top_permille: i32,
    /// Its width.
    pub width_permille: u32,
    /// Its height.
    pub height_permille: u32,
    /// How far it is turned clockwise about its middle, in tenths of a degree.
    pub turned_decidegrees: i32,
}

impl PresendWindow {
    pub(crate) const ALL: Self = Self {
        left_permille: 0,
        top_permille: 0,
        width_permille: 1_000,
        height_permille: 1_000,
        turned_decidegrees: 0,
    };

    pub(crate) const fn of(window: PictureWindow) -> Self {
        let PictureWindow {
            left_permille,
            top_permille,
            width_permille,
            height_permille,
            turned_decidegrees,
        } = window;
        Self { left_permille, top_permille, width_permille, height_permille, turned_decidegrees }
    }
}
