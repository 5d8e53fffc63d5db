//! Screenshots, and posts with a picture in them.

use crate::eval::edits::grey::{Grey, emoji, fill, fitted, ground, put, put_in_middle, write};

/// A phone's screen, in pixels.
pub(super) const PHONE: (u32, u32) = (720, 1560);

/// The colours of an app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::eval::edits) enum Look {
    Light,
    Dark,
}

impl Look {
    const fn of(self, light: u8, dark: u8) -> u8 {
        match self {
            Self::Light => light,
            Self::Dark => dark,
        }
    }

    const fn ground(self) -> u8 {
        self.of(255, 0)
    }

    const fn bar(self) -> u8 {
        self.of(245, 28)
    }

    pub(super) const fn chat_ground(self) -> u8 {
        self.of(236, 12)
    }

    pub(super) const fn bubble(self) -> u8 {
        self.of(255, 36)
    }

    pub(super) const fn own_bubble(self) -> u8 {
        self.of(225, 62)
    }

    pub(super) const fn ink(self) -> u8 {
        self.of(20, 230)
    }

    pub(super) const fn faint(self) -> u8 {
        self.of(150, 120)
    }
}

/// The bars of the system and of the app, above and below.
pub(super) fn bars(screen: &mut Grey, look: Look) {
    let (width, height) = screen.dimensions();
    fill(screen, [0, 0, width, 160], look.bar());
    write(screen, "12-40", (36, 22), 4, look.ink());
    fill(screen, [width - 90, 24, 54, 24], look.ink());
    emoji(screen, (90, 70), 72);
    write(screen, "ALEX", (190, 92), 5, look.ink());
    fill(screen, [0, height - 130, width, 130], look.bar());
    fill(screen, [36, height - 100, width - 180, 64], look.bubble());
    write(screen, "MESSAGE", (60, height - 80), 3, look.faint());
    fill(screen, [width - 110, height - 100, 64, 64], look.faint());
}

/// A phone's gallery: the picture as wide as the screen, between bars.
pub(in crate::eval::edits) fn phone(picture: &Grey, look: Look) -> Grey {
    let mut screen = ground(PHONE.0, PHONE.1, look.ground());
    put_in_middle(&mut screen, &fitted(picture, PHONE.0, PHONE.1 - 290));
    bars(&mut screen, look);
    screen
}

/// A post: a face, a name, two lines, the picture in a margin, a row of signs.
pub(in crate::eval::edits) fn card(picture: &Grey, look: Look) -> Grey {
    const MARGIN: u32 = 28;
    const ABOVE: u32 = 220;
    const BELOW: u32 = 80;
    let shown = fitted(picture, 664, 900);
    let width = 664 + 2 * MARGIN;
    let mut page = ground(width, ABOVE + shown.height() + BELOW, look.ground());
    emoji(&mut page, (MARGIN, 24), 80);
    write(&mut page, "ALEX OF THE HILL", (130, 34), 4, look.ink());
    write(&mut page, "ALEX - 3H", (130, 76), 3, look.faint());
    write(&mut page, "WE WALKED ALL THE WAY UP TODAY", (MARGIN, 126), 3, look.ink());
    write(&mut page, "AND LOOK WHAT IT WAS LIKE", (MARGIN, 166), 3, look.ink());
    put(&mut page, &shown, (width - shown.width()) / 2, ABOVE);
    for sign in 0..4 {
        let top = ABOVE + shown.height() + 26;
        fill(&mut page, [MARGIN + sign * 170, top, 28, 28], look.faint());
    }
    page
}

/// A picture viewer's window on a desk, with a bar of tools.
pub(in crate::eval::edits) fn desktop(picture: &Grey, look: Look) -> Grey {
    let mut screen = ground(1280, 800, look.of(120, 60));
    fill(&mut screen, [140, 40, 1000, 690], look.of(240, 40));
    fill(&mut screen, [140, 40, 1000, 36], look.of(214, 24));
    write(&mut screen, "HOLIDAY - VIEWER", (160, 50), 2, look.ink());
    for tool in 0..8 {
        fill(&mut screen, [160 + tool * 44, 88, 26, 26], look.faint());
    }
    fill(&mut screen, [0, 764, 1280, 36], look.of(200, 16));
    let shown = fitted(picture, 900, 560);
    put(&mut screen, &shown, 640 - shown.width() / 2, 430 - shown.height() / 2);
    screen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_picture_is_on_each_screen() {
        let picture = ground(600, 400, 77);
        let screens = [
            (phone(&picture, Look::Light), 720 * 480),
            (card(&picture, Look::Dark), 664 * 443),
            (desktop(&picture, Look::Light), 840 * 560),
        ];
        for (screen, pixels) in screens {
            assert_eq!(screen.iter().filter(|tone| **tone == 77).count(), pixels);
        }
    }
}
