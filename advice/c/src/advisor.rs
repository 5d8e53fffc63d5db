//! An advisor of the app's own, as callbacks.

use core::ffi::c_void;

use presend::attachment::PixelView;
use presend::context::CancelToken;
use presend::decode::Guard;
use presend_advice::{Advice, Advisor, Band, Class, Classes, NoAdvice};
use presend_c_base::callback::{self, PresendRelease, User};
use presend_c_base::pixels::PresendPixels;
use presend_c_base::status::guard_or;

use crate::names::{PresendAdviceBand, PresendAdviceClass};
use crate::status::Failure;

/// What an advisor says of one picture: a PresendAdviceBand for each class. It begins without any.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendAdviceAnswer {
    /// How likely it shows nudity.
    pub nudity: u32,
    /// How likely it shows violence.
    pub violence: u32,
    /// How likely it is a test picture.
    pub test: u32,
}

impl PresendAdviceAnswer {
    const EMPTY: Self = Self { nudity: 0, violence: 0, test: 0 };

    const fn band(&self, class: Class) -> u32 {
        match class {
            Class::Nudity => self.nudity,
            Class::Violence => self.violence,
            Class::Test => self.test,
        }
    }
}

/// The look that an advisor is asked for. It lives until the callback returns.
#[derive(Debug)]
pub struct PresendAdviceLook {
    token: CancelToken,
}

/// True if the look was cancelled: long work asks now and then, and returns. NULL gives true. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_look_cancelled(look: Option<&PresendAdviceLook>) -> bool {
    guard_or(true, || look.is_none_or(|look| look.token.is_cancelled()))
}

/// Looks at one picture, whose rows are all there, and says a band for each class that `looks_for` has, and
/// for no other. Returns 0 if it could. Anything else, a band that is missing and a number that is none are
/// no advice: `not_looked`, `advisor_failed`. Called on the thread that asks, also on several at once. All
/// that it is handed lives until it returns. It may free or use any handle, the check that asks it included.
pub type PresendAdviceLooks = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        pixels: *const PresendPixels,
        look: *const PresendAdviceLook,
        answer: *mut PresendAdviceAnswer,
    ) -> i32,
>;

/// An advisor of the app's own.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendAdviceAdvisor {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// What it looks for: the bit `1 << class` of each PresendAdviceClass, at least one.
    pub looks_for: u32,
    /// Looks.
    pub looks: PresendAdviceLooks,
    /// Frees `user`; may be NULL. Called exactly once, also if lending the advisor failed.
    pub release: PresendRelease,
}

/// A callback as an advisor.
pub(crate) struct Lent {
    user: User,
    classes: Classes,
    looks: unsafe extern "C-unwind" fn(
        *mut c_void,
        *const PresendPixels,
        *const PresendAdviceLook,
        *mut PresendAdviceAnswer,
    ) -> i32,
}

impl Lent {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    pub(crate) fn new(advisor: &PresendAdviceAdvisor) -> Result<Self, Failure> {
        let PresendAdviceAdvisor { user, looks_for, looks, release } = *advisor;
        let user = User { pointer: user, release };
        let looks = looks.ok_or_else(|| Failure::null("looks"))?;
        let classes: Classes =
            Class::ALL.into_iter().filter(|class| looks_for & bit(*class) != 0).collect();
        let known = classes.iter().fold(0, |bits, class| bits | bit(class));
        if looks_for == 0 || looks_for != known {
            return Err(Failure::argument("it looks for nothing, or for an unknown class"));
        }
        Ok(Self { user, classes, looks })
    }

    /// What was said of this class: a band if it looks for it, and else nothing.
    fn said(&self, class: Class, band: u32) -> Result<Band, NoAdvice> {
        match (self.classes.contains(class), PresendAdviceBand::core(band)) {
            (true, Some(band)) => Ok(band),
            (false, None) if band == PresendAdviceBand::None.number() => Ok(Band::Unlikely),
            (true, None) | (false, _) => Err(NoAdvice::AdvisorFailed),
        }
    }
}

fn bit(class: Class) -> u32 {
    1_u32.checked_shl(PresendAdviceClass::from(class).number()).unwrap_or(0)
}

impl Advisor for Lent {
    fn classes(&self) -> Classes {
        self.classes
    }

    fn advise(&self, pixels: PixelView<'_>, guard: &Guard<'_>) -> Result<Advice, NoAdvice> {
        let pixels = PresendPixels::of(pixels);
        let look = PresendAdviceLook { token: guard.cancel().clone() };
        let mut answer = PresendAdviceAnswer::EMPTY;
        let (seen, asked, place) = (&raw const pixels, &raw const look, &raw mut answer);
        // SAFETY: the app's own function with the app's own pointer; the rest lives until it returns.
        let looks = || unsafe { (self.looks)(self.user.pointer, seen, asked, place) };
        let failed = callback::call(looks);
        guard.cancelled()?;
        if failed != 0 {
            return Err(NoAdvice::AdvisorFailed);
        }
        Class::ALL.into_iter().try_fold(Advice::nothing(), |advice, class| {
            Ok(advice.with(class, self.said(class, answer.band(class))?))
        })
    }
}
