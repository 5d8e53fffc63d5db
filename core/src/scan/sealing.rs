//! Whether a scan leads to the first step of a report.

use std::sync::Arc;

use super::AttachmentScanner;
use crate::policy::{Action, Decided, SealedTo, Sealing};
use crate::sealed::{Desk, Offer, key_id};
use crate::set::KnownSet;
use crate::set::store::Reached;

impl AttachmentScanner {
    /// `None` unless the app switched it on, keeps a journal, and its policy decided so.
    pub(super) fn offer(&self, reached: Vec<Reached>, decided: &Decided) -> Option<Offer> {
        let reached = reached.into_iter().next()?;
        if decided.decision.action() != Action::ReportCandidate {
            return None;
        }
        let desk = Desk {
            store: Arc::clone(self.store.as_ref()?),
            journal: Arc::clone(self.journal.as_ref()?),
            appeal: self.appeal.clone()?,
            policy: self.policy_digest,
        };
        Some(Offer { desk: Arc::new(desk), reached })
    }

    /// What is said of it before anything is found.
    pub(super) fn sealing(&self) -> Sealing {
        let on = self.may_report && self.store.is_some() && self.journal.is_some();
        match self.appeal.as_ref().filter(|_| on) {
            None => Sealing::Off,
            Some(desk) => Sealing::On {
                appeal: desk.address().to_owned(),
                to: self.sets.iter().filter_map(sealed_to).collect(),
            },
        }
    }
}

fn sealed_to(set: &KnownSet) -> Option<SealedTo> {
    let terms = set.report_terms()?;
    let manifest = &set.origin()?.manifest;
    let recipient = manifest.recipient.as_ref()?;
    Some(SealedTo {
        set: set.reference().clone(),
        recipient: recipient.name.clone(),
        key_id: key_id(&recipient.key).iter().map(|byte| format!("{byte:02x}")).collect(),
        threshold: terms.threshold,
        window_days: terms.window_days,
        sunset: manifest.sunset,
    })
}
