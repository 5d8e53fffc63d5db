//! The scanner.

use std::sync::Arc;
use std::time::Instant;

use presend::appeal::AppealDesk;
use presend::attachment::Attachment;
use presend::context::Monotonic;
use presend::hash::edits::EditProfile as CoreProfile;
use presend::policy::HookTerms;
use presend::scan::{self as core, PictureHashes};
use presend::text;

use crate::checked::Checked;
use crate::context::ScanContext;
use crate::decoder::LentDecoder;
use crate::failure::PresendFailure;
use crate::frames::FrameSession;
use crate::journal::Journal;
use crate::lent::LentCode;
use crate::limits::Limits;
use crate::mirror::mirrors;
use crate::own_check::LentOwnCheck;
use crate::pixels::PixelLayout;
use crate::policy::{FailMode, PolicyChoice};
use crate::report::NotCompared;
use crate::set::KnownSet;
use crate::source::{ByteSource, HostSource};
use crate::store::SetStore;
use crate::video::LentVideoDecoder;

/// What a scanner is made of.
#[derive(uniffi::Record)]
pub struct ScannerOptions {
    /// Compare with every set of this store as it is now.
    pub store: Option<Arc<SetStore>>,
    /// Compare with these too.
    pub sets: Vec<Arc<KnownSet>>,
    /// The policy.
    pub policy: PolicyChoice,
    /// What is decided if it fails.
    pub fail_mode: FailMode,
    /// How long it may take, in milliseconds.
    pub deadline_ms: Option<u32>,
    /// Where decisions are recorded.
    pub journal: Option<Arc<Journal>>,
    /// Where users contest a sealed report; without it none is sealed. See [`is_appeal_desk`].
    ///
    /// [`is_appeal_desk`]: crate::sealed::is_appeal_desk
    pub appeal_desk: Option<String>,
    /// The bounds.
    pub limits: Limits,
    /// Which edits are undone; none: as the limits say.
    pub edits: Option<EditProfile>,
    /// What decodes the kinds that the core does not.
    pub decoders: Vec<LentDecoder>,
    /// What opens videos.
    pub video_decoders: Vec<LentVideoDecoder>,
    /// Hashes that sets have rows of and the core has no code for.
    pub hashes: Vec<LentCode>,
    /// Checks of the app's own.
    pub own_checks: Vec<LentOwnCheck>,
}

/// Which edits are undone before a picture is compared.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum EditProfile {
    /// None: a picture is compared as it is, and turned.
    None,
    /// Those that need few hashes: inverted, trimmed, rectangle and straightened.
    Small,
    /// All of them.
    Full,
}

mirrors!(CoreProfile, EditProfile: None Small Full);

impl ScannerOptions {
    /// What the core builds of them.
    ///
    /// # Errors
    /// If an own check is refused.
    pub(crate) fn builder(self) -> Result<core::AttachmentScannerBuilder, PresendFailure> {
        let ScannerOptions {
            store,
            sets,
            policy,
            fail_mode,
            deadline_ms,
            journal,
            appeal_desk,
            limits,
            edits,
            decoders,
            video_decoders,
            hashes,
            own_checks,
        } = self;
        let fail_mode = fail_mode.into();
        let mut builder = core::AttachmentScanner::builder()
            .hook_terms(HookTerms { fail_mode, deadline_ms })
            .limits(limits.into())
            .monotonic(Arc::new(Clock(Instant::now())));
        if let Some(profile) = edits {
            builder = builder.edits(profile.into());
        }
        if matches!(policy, PolicyChoice::Hook { .. }) {
            builder = builder.policy_on_its_own_thread();
        }
        builder = builder.policy(policy.into());
        if let Some(store) = store {
            builder = builder.add_sets_of(&store.store);
        }
        builder = sets.iter().fold(builder, |builder, set| builder.add_set(set.set.clone()));
        if let Some(journal) = journal {
            builder = builder.journal(journal.store());
        }
        if let Some(desk) = appeal_desk.as_deref().and_then(AppealDesk::new) {
            builder = builder.seal_reports(desk);
        }
        let builder = lend_decoders(builder, decoders, video_decoders);
        add_own_checks(lend_hashes(builder, hashes), own_checks)
    }
}

fn lend_decoders(
    builder: core::AttachmentScannerBuilder,
    stills: Vec<LentDecoder>,
    videos: Vec<LentVideoDecoder>,
) -> core::AttachmentScannerBuilder {
    let stills = stills.into_iter().map(Arc::new);
    let builder = stills.fold(builder, |builder, decoder| builder.add_decoder(decoder));
    let videos = videos.into_iter().map(Arc::new);
    videos.fold(builder, |builder, decoder| builder.add_video_decoder(decoder))
}

fn add_own_checks(
    builder: core::AttachmentScannerBuilder,
    checks: Vec<LentOwnCheck>,
) -> Result<core::AttachmentScannerBuilder, PresendFailure> {
    let add = |builder: core::AttachmentScannerBuilder, lent: LentOwnCheck| {
        let (name, terms) = (lent.name.clone(), lent.terms());
        builder.add_own_check(&name, terms, lent.hosted())
    };
    Ok(checks.into_iter().try_fold(builder, add)?)
}

fn lend_hashes(
    builder: core::AttachmentScannerBuilder,
    hashes: Vec<LentCode>,
) -> core::AttachmentScannerBuilder {
    let hashes = hashes.into_iter().filter_map(LentCode::lowered);
    hashes.fold(builder, |builder, (terms, hash)| builder.lend_hash(terms, hash))
}

/// Checks attachments.
#[derive(Debug, uniffi::Object)]
pub struct AttachmentScanner {
    pub(crate) scanner: core::AttachmentScanner,
}

#[uniffi::export]
impl AttachmentScanner {
    /// A scanner. A hook with a deadline is asked on a thread of its own: the other policies return.
    ///
    /// # Errors
    /// If an own check is refused.
    #[uniffi::constructor]
    pub fn new(options: ScannerOptions) -> Result<Self, PresendFailure> {
        Ok(Self { scanner: options.builder()?.build() })
    }

    /// Checks bytes in memory, without copying them.
    pub fn scan_bytes(&self, bytes: &[u8], context: ScanContext) -> Checked {
        self.scan(Attachment::bytes(bytes), context)
    }

    /// Checks pixels that the app decoded.
    pub fn scan_pixels(&self, bytes: &[u8], layout: PixelLayout, context: ScanContext) -> Checked {
        self.scan(Attachment::pixels(layout.view(bytes)), context)
    }

    /// Checks the links of a text.
    pub fn scan_text(&self, text: &str, context: ScanContext) -> Checked {
        self.scan(Attachment::text(text), context)
    }

    /// Checks what a source gives.
    pub fn scan_source(&self, source: Arc<dyn ByteSource>, context: ScanContext) -> Checked {
        self.scan(Attachment::source(&HostSource(source)), context)
    }

    /// Checks bytes whose pictures [`hash_pictures`] hashed in another process: what it gave there, or
    /// `None` if it gave nothing.
    pub fn scan_hashed(
        &self,
        bytes: &[u8],
        pictures: Option<String>,
        context: ScanContext,
    ) -> Checked {
        let pictures = pictures.and_then(|text| PictureHashes::parse(&text));
        let pictures = pictures.unwrap_or_else(PictureHashes::failed);
        Checked { checked: self.scanner.scan_hashed(bytes, &pictures, &context.into()) }
    }

    /// Checks the frames of a video that the app decodes.
    pub fn frames(&self, context: ScanContext) -> FrameSession {
        FrameSession::new(self.scanner.frames(&context.into()))
    }

    /// Everything that decides besides the facts, in lines.
    #[must_use]
    pub fn describe_policy(&self) -> String {
        self.scanner.describe_policy()
    }

    /// Hashes of the sets that no attachment is compared by.
    #[must_use]
    pub fn not_compared(&self) -> Vec<NotCompared> {
        self.scanner.not_compared().iter().map(Into::into).collect()
    }
}

/// True if what is written next between these two halves of a text may change a link in it.
#[uniffi::export]
#[must_use]
pub fn is_in_link(before: &str, behind: &str) -> bool {
    text::is_in_link(&[before, behind].concat(), before.len())
}

/// Decodes and hashes the pictures in these bytes, and does nothing else: for a process that may do
/// nothing else.
#[uniffi::export]
#[must_use]
pub fn hash_pictures(bytes: &[u8], limits: Limits) -> String {
    PictureHashes::of(bytes, &limits.into()).to_text()
}

impl AttachmentScanner {
    pub(crate) fn scan(&self, attachment: Attachment<'_>, context: ScanContext) -> Checked {
        Checked { checked: self.scanner.scan(attachment, &context.into()) }
    }
}

struct Clock(Instant);

impl Monotonic for Clock {
    fn now_us(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
