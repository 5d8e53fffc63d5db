//! Checks of the app's own, as callbacks.

use core::ffi::c_void;
use std::sync::Arc;

use presend::own::{
    OwnAnswer, OwnCheck, OwnCheckFailed, OwnInput, OwnResult, OwnSaid, OwnSeen, OwnTerms,
};
use presend::scan::AttachmentScannerBuilder;
use presend_c_base::argument;
use presend_c_base::callback::{self, PresendRelease, User};
use presend_c_base::numbered;
use presend_c_base::pixels::PresendPixels;

use crate::status::Failure;
use crate::text::PresendText;

/// What an own check looks at. It is asked about an attachment that is handed over so, and no other.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendOwnInput {
    /// The text of a message.
    Text = 1,
    /// The bytes of a file, at most as many as are held in memory. A source is read once more for it.
    Bytes = 2,
    /// The pixels of a picture that is handed over as pixels. A picture in a file is not decoded for it.
    Pixels = 3,
}

numbered!(OwnInput, PresendOwnInput: Text Bytes Pixels);

/// What came of asking an own check.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendOwnSaid {
    /// It was not asked: it looks at something else, or the scan was cancelled.
    NotAsked = 0,
    /// It has nothing to say.
    Nothing = 1,
    /// It has a remark.
    Remark = 2,
    /// It said that it failed, or could not be started.
    Failed = 3,
    /// It panicked: code in Rust alone does.
    Panicked = 4,
    /// It did not answer in time, or too many that never answered still run.
    Late = 5,
    /// What it looks at could not be read, or is over a limit.
    Unread = 6,
}

impl From<OwnSaid> for PresendOwnSaid {
    fn from(said: OwnSaid) -> Self {
        match said {
            OwnSaid::NotAsked => Self::NotAsked,
            OwnSaid::Nothing => Self::Nothing,
            OwnSaid::Remark => Self::Remark,
            OwnSaid::Failed => Self::Failed,
            OwnSaid::Panicked => Self::Panicked,
            OwnSaid::Late => Self::Late,
            OwnSaid::Unread => Self::Unread,
        }
    }
}

/// An own check, and what came of asking it. There is no content in it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendOwnResult {
    /// The check's name.
    pub check: PresendText,
    /// What came of it.
    pub said: PresendOwnSaid,
    /// The stable name of that.
    pub said_name: PresendText,
}

impl PresendOwnResult {
    pub(crate) const EMPTY: Self = Self {
        check: PresendText::EMPTY,
        said: PresendOwnSaid::NotAsked,
        said_name: PresendText::EMPTY,
    };

    pub(crate) fn of(result: &OwnResult) -> Self {
        let OwnResult { check, said } = result;
        Self {
            check: PresendText::of(check.as_str()),
            said: (*said).into(),
            said_name: said.name().into(),
        }
    }
}

/// What is about to be sent, as an own check sees it: a copy, which lives until the callback returns.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendOwnSeen {
    /// A PresendOwnInput: what `looks_at` says.
    pub input: u32,
    /// UTF-8 without a zero at its end; the bytes of a file; or those of `pixels`.
    pub data: *const u8,
    /// How many bytes.
    pub length: usize,
    /// For PRESEND_OWN_INPUT_PIXELS the picture, whose rows are all there; else zero.
    pub pixels: PresendPixels,
}

impl PresendOwnSeen {
    fn of(seen: OwnSeen<'_>) -> Self {
        let (input_of, bytes, pixels) = match seen {
            OwnSeen::Text(text) => (OwnInput::Text, text.as_bytes(), PresendPixels::EMPTY),
            OwnSeen::Bytes(bytes) => (OwnInput::Bytes, bytes, PresendPixels::EMPTY),
            OwnSeen::Pixels(view) => (OwnInput::Pixels, view.bytes, PresendPixels::of(view)),
        };
        let input = PresendOwnInput::from(input_of).number();
        Self { input, data: bytes.as_ptr(), length: bytes.len(), pixels }
    }
}

/// Looks at what is about to be sent. Returns 0 if it has nothing to say, 1 if it has a remark; anything
/// else counts as failed. Called on a thread of its own, also on several at once. A late one keeps its
/// thread, its copy and `user`, and may return after the scanner is freed.
pub type PresendOwnLooks =
    Option<unsafe extern "C-unwind" fn(user: *mut c_void, seen: *const PresendOwnSeen) -> i32>;

/// A check of the app's own, of spelling for example. A remark leads to a question at most, is no finding
/// and is never reported; see presend_report_own_check.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendOwnCheck {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// 1 to 24 of a-z, 0-9, _ and -, a letter first; copied.
    pub name: PresendText,
    /// A PresendOwnInput.
    pub looks_at: u32,
    /// How long it may take, in milliseconds, 10,000 at most; 0 for the usual 250.
    pub deadline_ms: u32,
    /// Looks.
    pub looks: PresendOwnLooks,
    /// Frees `user`; may be NULL. Called exactly once, also if adding the check failed.
    pub release: PresendRelease,
}

/// Callbacks as an own check of the core, and what was declared about it.
pub(crate) struct Own {
    name: String,
    terms: OwnTerms,
    hook: Hook,
}

struct Hook {
    user: User,
    looks: unsafe extern "C-unwind" fn(*mut c_void, *const PresendOwnSeen) -> i32,
}

impl Own {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    ///
    /// # Safety
    /// The name must be valid as [`argument::bytes`] asks.
    pub(crate) unsafe fn new(check: &PresendOwnCheck) -> Result<Self, Failure> {
        let PresendOwnCheck { user, name, looks_at, deadline_ms, looks, release } = *check;
        let user = User { pointer: user, release };
        let looks = looks.ok_or_else(|| Failure::null("looks"))?;
        // SAFETY: the same is asked of this function's caller.
        let name = unsafe { argument::text(name) }?.to_owned();
        let looks_at = PresendOwnInput::core(looks_at);
        let looks_at = looks_at.ok_or_else(|| Failure::argument("an unknown input of a check"))?;
        let terms = match deadline_ms {
            0 => looks_at.into(),
            deadline_ms => OwnTerms { looks_at, deadline_ms },
        };
        Ok(Self { name, terms, hook: Hook { user, looks } })
    }

    pub(crate) fn add_to(
        self,
        builder: AttachmentScannerBuilder,
    ) -> Result<AttachmentScannerBuilder, Failure> {
        let added = builder.add_own_check(&self.name, self.terms, Arc::new(self.hook));
        added.map_err(Failure::argument)
    }
}

impl OwnCheck for Hook {
    fn check(&self, seen: OwnSeen<'_>) -> Result<OwnAnswer, OwnCheckFailed> {
        let seen = PresendOwnSeen::of(seen);
        // SAFETY: the app's own function with the app's own pointer; what it sees lives until it returns.
        match callback::call(|| unsafe { (self.looks)(self.user.pointer, &raw const seen) }) {
            0 => Ok(OwnAnswer::Nothing),
            1 => Ok(OwnAnswer::Remark),
            _ => Err(OwnCheckFailed),
        }
    }
}
