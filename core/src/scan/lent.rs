//! Hashes that the app lends: of a file's bytes, and what was not compared by them.

use zeroize::Zeroizing;

use super::fingerprint::Fingerprinted;
use super::input::Opened;
use super::job::Job;
use crate::attachment::Subject;
use crate::lent::{Lent, LentFault, LentFingerprint, LentForm, LentInput, LentPicture};
use crate::limits::LimitName;
use crate::report::{Coverage, NotCompared};
use crate::set::KnownSet;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

/// Asks the hashes that are computed from a file's bytes, if it is a picture.
pub(super) fn of_bytes(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let is_picture = match Unpacked::of(kind) {
        Unpacked::Still | Unpacked::Animation => true,
        // Not what nobody knows: HEIC and the like.
        Unpacked::Unsupported => kind != MediaKind::Unknown,
        Unpacked::NoPicture | Unpacked::Archive | Unpacked::Video => false,
    };
    let wanted = |lent: &&Lent| is_picture && lent.terms().input() == LentInput::Bytes;
    for lent in job.lent.iter().filter(wanted) {
        job.run.cancelled()?;
        let bytes = opened.in_memory();
        let bytes = bytes.ok_or(Undecided::OverLimit(LimitName::InputBytesInMemory))?;
        let terms = *lent.terms();
        // The code may outlive the scan, so it gets bytes of its own.
        match lent.ask(LentPicture::Bytes(Zeroizing::new(bytes.to_vec()))) {
            Ok(value) => {
                found.fingerprints.lent.push(LentFingerprint { terms, frame: 0, value });
            }
            Err(fault) => found.not_compared.push((terms.form(), fault)),
        }
    }
    Ok(())
}

impl Fingerprinted {
    /// Undecided if a lent hash failed.
    pub(super) fn lent_done(&self) -> Result<(), Undecided> {
        let failed = self.not_compared.iter().any(|(_, fault)| fault.is_failure());
        if failed { Err(Undecided::LentHashFailed) } else { Ok(()) }
    }

    /// Which of these hashes was not compared with this part, and why.
    fn not_compared(&self, forms: &[LentForm]) -> Vec<(LentForm, LentFault)> {
        let mut all = self.not_compared.clone();
        let kind = self.kind.map(Unpacked::of);
        let has_picture =
            !self.fingerprints.frames.is_empty() || kind == Some(Unpacked::Unsupported);
        for form in forms.iter().filter(|_| has_picture && self.undecided.is_none()) {
            let compared = self.fingerprints.lent.iter().any(|found| found.terms.form() == *form);
            if !compared && !all.iter().any(|(known, _)| known == form) {
                all.push((*form, LentFault::NoInput));
            }
        }
        all
    }
}

/// Sets that have rows of a lent hash, and the code that the app lends.
pub(super) struct LentRows<'a> {
    pub(super) sets: &'a [KnownSet],
    pub(super) lent: &'a [Lent],
}

impl LentRows<'_> {
    /// True if the set's rows of a lent hash can be compared.
    pub(super) fn has_code_for(&self, set: &KnownSet) -> bool {
        set.lent_form().is_some_and(|form| self.fault(form).is_none())
    }

    /// Why rows of this hash cannot be compared with any attachment.
    fn fault(&self, form: LentForm) -> Option<LentFault> {
        let of_name = |lent: &&Lent| lent.terms().form().name() == form.name();
        match self.lent.iter().filter(of_name).map(|lent| lent.terms().form()).collect::<Vec<_>>() {
            forms if forms.contains(&form) => None,
            forms if forms.is_empty() => Some(LentFault::NoCodeLent),
            _ => Some(LentFault::OtherLength),
        }
    }

    fn forms(&self) -> Vec<LentForm> {
        let mut forms: Vec<_> = self.sets.iter().filter_map(KnownSet::lent_form).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// What cannot be compared with any attachment.
    pub(super) fn faults(&self) -> Vec<NotCompared> {
        let fault = |form| Some(told(form, "", self.fault(form)?));
        self.forms().into_iter().filter_map(fault).collect()
    }

    /// True if the code for some rows is for values of another length.
    pub(super) fn clash(&self, subject: Subject) -> bool {
        let clashes = |fault: &NotCompared| fault.reason.is_failure();
        subject == Subject::File && self.faults().iter().any(clashes)
    }

    /// Names what was not compared with the attachment and its parts.
    pub(super) fn add_to(&self, coverage: &mut Coverage, found: &Fingerprinted) {
        if found.subject() == Subject::Message {
            return;
        }
        coverage.not_compared = self.faults();
        let mut usable = self.forms();
        usable.retain(|form| self.fault(*form).is_none());
        let parts = found.all_parts().map(|part| (part.name.as_str(), &part.found));
        for (name, found) in core::iter::once(("", found)).chain(parts) {
            let faults = found.not_compared(&usable).into_iter();
            coverage.not_compared.extend(faults.map(|(form, fault)| told(form, name, fault)));
        }
    }
}

fn told(form: LentForm, part: &str, reason: LentFault) -> NotCompared {
    NotCompared { hash: form.name().to_owned(), part: part.to_owned(), reason }
}
