//! The switch in the description of the app's policy, whose digest is in every record of the journal.

use core::fmt;
use std::sync::Arc;

use presend::policy::{Allowed, Decision, Policy, PolicyError};
use presend::report::ScanReport;

use crate::switch::Switch;

/// A policy that also says how advice is switched. It decides as it did: a report is all that it sees.
pub struct DescribedPolicy {
    policy: Arc<dyn Policy>,
    switch: Switch,
}

impl DescribedPolicy {
    /// This policy, while the switch is as it is now. When the switch changes, the scanner is built again.
    #[must_use]
    pub const fn new(policy: Arc<dyn Policy>, switch: Switch) -> Self {
        Self { policy, switch }
    }
}

impl fmt::Debug for DescribedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DescribedPolicy").field("switch", &self.switch).finish_non_exhaustive()
    }
}

impl Policy for DescribedPolicy {
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError> {
        self.policy.decide(report, allowed)
    }

    fn describe(&self) -> String {
        let own = self.policy.describe();
        let end = if own.is_empty() || own.ends_with('\n') { "" } else { "\n" };
        format!("{own}{end}{}\n", self.switch.text())
    }

    fn may_report(&self) -> bool {
        self.policy.may_report()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use presend::policy::{Audience, BuiltInPolicy, Policy as _};

    use super::DescribedPolicy;
    use crate::switch::{SetBy, Switch};

    #[test]
    fn the_description_says_who_switched_advice_on() {
        let plain = BuiltInPolicy::WarnOnly;
        let mut switch = Switch::OFF;
        let off = DescribedPolicy::new(Arc::new(plain), switch);
        assert_eq!(off.describe(), format!("{}advice off\n", plain.describe()));
        assert_eq!(switch.turn_on(SetBy::Guardian, Audience::Child, None), Ok(()));
        let on = DescribedPolicy::new(Arc::new(plain), switch).describe();
        assert!(on.ends_with("advice on by guardian for child\n"), "{on}");
    }
}
