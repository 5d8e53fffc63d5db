//! Asks the app's own checks about an attachment, so that whatever they do there is a result.

use core::time::Duration;
use std::sync::Arc;

use super::own_lent::Lent;
use crate::attachment::{Attachment, Input};
use crate::own::{
    MAX_OWN_CHECKS, OwnAnswer, OwnCheck, OwnCheckFailed, OwnCheckName, OwnCheckRefused, OwnInput,
    OwnListed, OwnResult, OwnSaid, OwnTerms,
};
use crate::policy::{NoAnswer, Outstanding, on_own_thread};
use crate::run::Run;

/// Those of own checks: one that never returns takes no place from a policy.
static OF_OWN_CHECKS: Outstanding = Outstanding::new();

/// The own checks of a scanner.
#[derive(Clone, Default)]
pub(super) struct OwnChecks {
    checks: Vec<Arc<dyn OwnCheck>>,
    /// As many, in the same order.
    listed: Vec<OwnListed>,
}

impl OwnChecks {
    pub(super) fn add(
        &mut self,
        name: &str,
        terms: OwnTerms,
        check: Arc<dyn OwnCheck>,
    ) -> Result<(), OwnCheckRefused> {
        let name = OwnCheckName::new(name).ok_or(OwnCheckRefused::Name)?;
        if self.listed.iter().any(|listed| listed.name == name) {
            return Err(OwnCheckRefused::Twice);
        }
        if self.listed.len() >= MAX_OWN_CHECKS {
            return Err(OwnCheckRefused::TooMany);
        }
        self.checks.push(check);
        self.listed.push(OwnListed { name, terms });
        Ok(())
    }

    pub(super) fn listed(&self) -> &[OwnListed] {
        &self.listed
    }

    /// What each says, in the order in which they were added. Without an attachment none is asked.
    pub(super) fn ask(&self, attachment: Option<&Attachment<'_>>, run: Run<'_>) -> Vec<OwnResult> {
        let input = attachment.map(input_of);
        let looks = |listed: &OwnListed| Some(listed.terms.looks_at) == input;
        // It is copied once, and only for those that look at it.
        let lent = attachment
            .filter(|_| self.listed.iter().any(looks) && !run.cancel.is_cancelled())
            .map(|attachment| Lent::of(attachment, run));
        let said = |listed: &OwnListed, check: &Arc<dyn OwnCheck>| match &lent {
            Some(Some(lent)) if looks(listed) && !run.cancel.is_cancelled() => {
                ask(check, listed.terms, lent)
            }
            Some(None) if looks(listed) && !run.cancel.is_cancelled() => OwnSaid::Unread,
            _ => OwnSaid::NotAsked,
        };
        let each = self.listed.iter().zip(&self.checks);
        each.map(|(listed, check)| OwnResult {
            check: listed.name.clone(),
            said: said(listed, check),
        })
        .collect()
    }
}

const fn input_of(attachment: &Attachment<'_>) -> OwnInput {
    match attachment.input {
        Input::Text(_) => OwnInput::Text,
        Input::Bytes(_) | Input::Source(_) => OwnInput::Bytes,
        Input::Pixels(_) => OwnInput::Pixels,
    }
}

fn ask(check: &Arc<dyn OwnCheck>, terms: OwnTerms, lent: &Arc<Lent>) -> OwnSaid {
    let (check, lent) = (Arc::clone(check), Arc::clone(lent));
    let deadline = Duration::from_millis(u64::from(terms.bounded_ms()));
    let call = move || check.check(lent.seen());
    match on_own_thread("presend-own-check", &OF_OWN_CHECKS, deadline, call) {
        Ok(Ok(OwnAnswer::Nothing)) => OwnSaid::Nothing,
        Ok(Ok(OwnAnswer::Remark)) => OwnSaid::Remark,
        Ok(Err(OwnCheckFailed)) | Err(NoAnswer::Failed) => OwnSaid::Failed,
        Err(NoAnswer::Panicked) => OwnSaid::Panicked,
        Err(NoAnswer::Late) => OwnSaid::Late,
    }
}
