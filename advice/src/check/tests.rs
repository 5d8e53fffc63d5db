use std::sync::Arc;

use presend::attachment::{PixelFormat, PixelView};
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::{LimitName, Limits};
use presend::orientation::Orientation;
use presend::policy::Audience;
use presend::undecided::Undecided;

use super::{AdviceCheck, Picture};
use crate::advisor::{Advice, Advisor, NoAdvice};
use crate::class::{Band, Class, Classes};
use crate::switch::{SetBy, Switch};
use crate::verdict::{Moment, Verdict};

/// An app's own: what is bright is taken for a test picture.
struct Bright;

impl Advisor for Bright {
    fn classes(&self) -> Classes {
        Classes::NONE.with(Class::Test)
    }

    fn advise(&self, pixels: PixelView<'_>, _: &Guard<'_>) -> Result<Advice, NoAdvice> {
        assert_ne!(pixels.bytes.first(), Some(&13), "an advisor that panics");
        let is_bright = pixels.bytes.first().is_some_and(|byte| *byte > 200);
        let band = if is_bright { Band::Likely } else { Band::Unlikely };
        Ok(Advice::nothing().with(Class::Test, band))
    }
}

fn pixels(bytes: &[u8], width: u32) -> Picture<'_> {
    let format = PixelFormat::Gray8;
    let orientation = Orientation::Upright;
    Picture::Pixels(PixelView { width, height: 1, stride_bytes: 4, format, orientation, bytes })
}

fn on() -> Switch {
    let mut switch = Switch::OFF;
    assert_eq!(switch.turn_on(SetBy::User, Audience::Adult, None), Ok(()));
    switch
}

fn verdict(picture: Picture<'_>, switch: Switch) -> Verdict {
    let check = AdviceCheck::new(Arc::new(Bright));
    check.advise(Moment::BeforeSending, picture, &switch, &CancelToken::new())
}

#[test]
fn nobody_looks_while_the_switch_is_off() {
    // An advisor that panics on this picture is never asked.
    assert_eq!(verdict(pixels(&[13; 4], 4), Switch::OFF), Verdict::Off);
}

#[test]
fn a_lent_advisor_leads_to_a_question_at_most() {
    assert_eq!(verdict(pixels(&[250; 4], 4), on()).name(), "ask");
    assert_eq!(verdict(pixels(&[50; 4], 4), on()), Verdict::Nothing);
}

#[test]
fn what_fails_is_never_nothing() {
    let unread = |reason| Verdict::NotLooked(NoAdvice::Unread(reason));
    let failed = Verdict::NotLooked(NoAdvice::AdvisorFailed);
    assert_eq!(verdict(pixels(&[13; 4], 4), on()), failed);
    assert_eq!(verdict(pixels(&[50; 3], 4), on()), unread(Undecided::Truncated));
    assert_eq!(verdict(pixels(&[50; 4], 5), on()), unread(Undecided::Corrupt));
    assert_eq!(verdict(pixels(&[50; 4], 0), on()), unread(Undecided::Corrupt));
    let limits = Limits { max_side_pixels: 3, ..Limits::default() };
    let small = AdviceCheck::with_limits(Arc::new(Bright), limits);
    let cancel = CancelToken::new();
    let look = |cancel| small.advise(Moment::BeforeShowing, pixels(&[50; 4], 4), &on(), cancel);
    assert_eq!(look(&cancel), unread(Undecided::OverLimit(LimitName::SidePixels)));
    cancel.cancel();
    assert_eq!(look(&cancel), unread(Undecided::Cancelled));
}

#[test]
fn what_is_logged_by_debug_says_nothing_of_a_picture() {
    let advice = Advice::nothing().with(Class::Nudity, Band::Likely);
    assert_eq!(format!("{advice:?}"), "Advice { .. }");
    assert_eq!(format!("{:?}", pixels(&[1; 4], 4)), "Picture(pixels)");
}
