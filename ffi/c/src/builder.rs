//! Puts a scanner together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use presend::hash::edits::EditProfile;
use presend::policy::{BuiltInPolicy, HookTerms};
use presend::scan::{AttachmentScanner, AttachmentScannerBuilder};
use presend_c_base::argument::{self, Out};

use crate::decoder::{Decoder, PresendDecoder};
use crate::journal::PresendJournal;
use crate::lent::{Lent, PresendLentHash};
use crate::limits::PresendLimits;
use crate::monotonic::{Clock, PresendMonotonic, SystemClock};
use crate::own_check::{Own, PresendOwnCheck};
use crate::policy::{HookPolicy, PresendFailMode, PresendPolicy};
use crate::scan::PresendScanner;
use crate::set::PresendSet;
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::store::PresendStore;
use crate::text::PresendText;
use crate::video_decoder::{Decoder as VideoDecoder, PresendVideoDecoder};

/// Puts a scanner together. Everything has a default but the sets.
#[derive(Clone, Debug)]
pub struct PresendBuilder {
    builder: Arc<Mutex<Option<AttachmentScannerBuilder>>>,
}

impl PresendBuilder {
    /// Never held while a callback runs.
    fn builder(&self) -> MutexGuard<'_, Option<AttachmentScannerBuilder>> {
        self.builder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A builder: no set, the policy `warn_only`, the default limits, no journal, no clock. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_new(builder: *mut *mut PresendBuilder) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(builder) }?;
        let builder = Arc::new(Mutex::new(Some(AttachmentScanner::builder())));
        out.give(PresendBuilder { builder });
        Ok(())
    })
}

/// Compares with this set too. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_add_set(
    builder: *mut PresendBuilder,
    set: *const PresendSet,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let PresendSet { set } = unsafe { argument::shared(set, "set") }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.add_set(set)) }
    })
}

/// Says that a set which should be there could not be opened: what the others do not find is then
/// undecided, not clean. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_lacks_a_set(
    builder: *mut PresendBuilder,
) -> PresendStatus {
    // SAFETY: the caller passes NULL or a handle.
    guard(|| unsafe { change(builder, AttachmentScannerBuilder::lacks_a_set) })
}

/// Takes a policy that comes with the library, by its name: `observe_only`, `warn_only`,
/// `ask_before_send`, `ask_before_send_teen`, `ask_before_send_child`, `block_match` or
/// `report_candidate`. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_built_in_policy(
    builder: *mut PresendBuilder,
    name: PresendText,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let policy = BuiltInPolicy::from_name(unsafe { argument::text(name) }?);
        let policy = policy.ok_or_else(|| Failure::argument("no built-in policy has this name"))?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.policy(Arc::new(policy))) }
    })
}

/// Which edits are undone before a picture is compared, by name: `none`, `small` (inverted, borders,
/// rectangles, turned on a flat ground) or `full` (crops and small turns too). Unless it is said: `full`,
/// or `small` with limits as tight as those of a share extension. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_edits(
    builder: *mut PresendBuilder,
    profile: PresendText,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let profile = EditProfile::from_name(unsafe { argument::text(profile) }?);
        let profile =
            profile.ok_or_else(|| Failure::argument("no profile of edits has this name"))?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.edits(profile)) }
    })
}

/// Adds a check of the app's own. `check` is copied. A name that is none or is taken, and a fifth check, are
/// PRESEND_STATUS_BAD_ARGUMENT. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_own_check(
    builder: *mut PresendBuilder,
    check: *const PresendOwnCheck,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure with a name of the length that it names.
        let check = unsafe { Own::new(&argument::copied(check, "check")?) }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { try_change(builder, |builder| check.add_to(builder)) }
    })
}

/// Plugs in a policy of the app's own. `policy` is copied. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_policy(
    builder: *mut PresendBuilder,
    policy: *const PresendPolicy,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a description of the length that it names.
        let policy = unsafe { HookPolicy::new(&argument::copied(policy, "policy")?) }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.policy(Arc::new(policy))) }
    })
}

/// What happens if the policy fails (a PresendFailMode) and how long it may take, in milliseconds;
/// UINT32_MAX for as long as it likes. The default asks the user, after 250 ms. The time is measured
/// only if the scanner has a clock. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_hook_terms(
    builder: *mut PresendBuilder,
    fail_mode: u32,
    deadline_ms: u32,
) -> PresendStatus {
    guard(|| {
        let fail_mode = PresendFailMode::core(fail_mode);
        let fail_mode = fail_mode.ok_or_else(|| Failure::argument("an unknown fail mode"))?;
        let deadline_ms = (deadline_ms != u32::MAX).then_some(deadline_ms);
        // SAFETY: the caller passes NULL or a handle.
        unsafe {
            change(builder, |builder| builder.hook_terms(HookTerms { fail_mode, deadline_ms }))
        }
    })
}

/// Asks the policy on a thread of its own and goes on without it at the deadline, so that one that never
/// returns holds up no scan. Until it returns it keeps that thread and `user`: after a late answer `release` may be
/// called on that thread, later than the scanner is freed. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_policy_on_its_own_thread(
    builder: *mut PresendBuilder,
) -> PresendStatus {
    // SAFETY: the caller passes NULL or a handle.
    guard(|| unsafe { change(builder, AttachmentScannerBuilder::policy_on_its_own_thread) })
}

/// Counts findings towards the report thresholds of this store's sets; without it none is ever
/// reached. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_count_findings_in(
    builder: *mut PresendBuilder,
    store: *const PresendStore,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let PresendStore { store } = unsafe { argument::shared(store, "store") }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.count_findings_in(store)) }
    })
}

/// Keeps this journal. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_journal(
    builder: *mut PresendBuilder,
    journal: *const PresendJournal,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let PresendJournal { journal } = unsafe { argument::shared(journal, "journal") }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.journal(journal)) }
    })
}

/// Replaces the default limits. `limits` is copied. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_limits(
    builder: *mut PresendBuilder,
    limits: *const PresendLimits,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure.
        let limits = unsafe { argument::copied(limits, "limits") }?.to_core();
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.limits(limits)) }
    })
}

/// Lends a clock. `clock` is copied. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_monotonic(
    builder: *mut PresendBuilder,
    clock: *const PresendMonotonic,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure.
        let clock = Clock::new(&unsafe { argument::copied(clock, "clock") }?)?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.monotonic(Arc::new(clock))) }
    })
}

/// Takes the system's clock that never goes back, for the timing of stages and the deadline of the
/// policy. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_system_clock(
    builder: *mut PresendBuilder,
) -> PresendStatus {
    let clock = || Arc::new(SystemClock(Instant::now()));
    // SAFETY: the caller passes NULL or a handle.
    guard(|| unsafe { change(builder, |builder| builder.monotonic(clock())) })
}

/// Lends a decoder for a kind that the library does not decode. Of two for one kind the first is asked.
/// `decoder` is copied. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_decoder(
    builder: *mut PresendBuilder,
    decoder: *const PresendDecoder,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure.
        let decoder = Decoder::new(&unsafe { argument::copied(decoder, "decoder") }?)?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.add_decoder(Arc::new(decoder))) }
    })
}

/// Lends a decoder of videos. Of two for one kind the first is asked. `decoder` is copied. One thread at a
/// time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_video_decoder(
    builder: *mut PresendBuilder,
    decoder: *const PresendVideoDecoder,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure.
        let decoder = VideoDecoder::new(&unsafe { argument::copied(decoder, "decoder") }?)?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.add_video_decoder(Arc::new(decoder))) }
    })
}

/// Lends the code of a hash that sets have rows of. Of equal name and length the last one counts. `hash` is
/// copied. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_lend_hash(
    builder: *mut PresendBuilder,
    hash: *const PresendLentHash,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure with a name of the length that it says.
        let (terms, hash) = unsafe { Lent::new(&argument::copied(hash, "hash")?) }?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.lend_hash(terms, Arc::new(hash))) }
    })
}

/// The scanner. The builder is spent: it can only be freed. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_build(
    builder: *mut PresendBuilder,
    scanner: *mut *mut PresendScanner,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(scanner) }?;
        // SAFETY: the caller passes NULL or a handle.
        let builder = unsafe { argument::shared(builder.cast_const(), "builder") }?;
        let taken = builder.builder().take().ok_or_else(spent)?;
        out.give(PresendScanner::new(taken.build()));
        Ok(())
    })
}

/// Frees a builder. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_builder_free(builder: Option<Box<PresendBuilder>>) {
    guard_or((), || drop(builder));
}

/// What the builder had before is let go of last, with nothing locked: dropping a hook is a callback.
///
/// # Safety
/// As for [`argument::shared`].
pub(crate) unsafe fn change(
    builder: *mut PresendBuilder,
    step: impl FnOnce(AttachmentScannerBuilder) -> AttachmentScannerBuilder,
) -> Result<(), Failure> {
    // SAFETY: the same is asked of this function's caller.
    unsafe { try_change(builder, |builder| Ok(step(builder))) }
}

/// The same of a step that may be refused: the builder is then as before.
///
/// # Safety
/// As for [`argument::shared`].
unsafe fn try_change(
    builder: *mut PresendBuilder,
    step: impl FnOnce(AttachmentScannerBuilder) -> Result<AttachmentScannerBuilder, Failure>,
) -> Result<(), Failure> {
    // SAFETY: the same is asked of this function's caller.
    let builder = unsafe { argument::shared(builder.cast_const(), "builder") }?;
    let before = builder.builder().clone().ok_or_else(spent)?;
    let changed = step(before.clone())?;
    *builder.builder() = Some(changed);
    drop(before);
    Ok(())
}

fn spent() -> Failure {
    Failure::argument("the builder is spent")
}
