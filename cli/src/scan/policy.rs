use clap::ValueEnum;
use presend::policy::{Audience, BuiltInPolicy};

use crate::exit::Failure;

/// What is decided about a finding; every verb that decides has these.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct PolicyChoice {
    /// What is decided when something is found
    #[arg(long, value_enum, value_name = "NAME", default_value_t = PolicyName::WarnOnly)]
    policy: PolicyName,
    /// For whom ask_before_send asks: it sets how hard it is to send anyway
    #[arg(long, value_enum)]
    audience: Option<AudienceName>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum PolicyName {
    /// Allow everything
    ObserveOnly,
    /// Tell the user
    WarnOnly,
    /// The user chooses before anything is sent
    AskBeforeSend,
    /// Do not send what matches; ask about what is near
    BlockMatch,
    /// As block_match, and offer a sealed report where the set allows it; a plain list never does
    ReportCandidate,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AudienceName {
    Adult,
    Teen,
    Child,
}

impl PolicyChoice {
    /// The policy of the core.
    ///
    /// # Errors
    /// A usage failure if an audience is given to a policy that has none.
    pub(crate) fn built_in(self) -> Result<BuiltInPolicy, Failure> {
        if self.audience.is_some() && self.policy != PolicyName::AskBeforeSend {
            return Err(Failure::usage("--audience goes with --policy ask_before_send"));
        }
        Ok(match self.policy {
            PolicyName::ObserveOnly => BuiltInPolicy::ObserveOnly,
            PolicyName::WarnOnly => BuiltInPolicy::WarnOnly,
            PolicyName::AskBeforeSend => BuiltInPolicy::AskBeforeSend(self.audience()),
            PolicyName::BlockMatch => BuiltInPolicy::BlockMatch,
            PolicyName::ReportCandidate => BuiltInPolicy::ReportCandidate,
        })
    }

    const fn audience(self) -> Audience {
        match self.audience {
            None | Some(AudienceName::Adult) => Audience::Adult,
            Some(AudienceName::Teen) => Audience::Teen,
            Some(AudienceName::Child) => Audience::Child,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_goes_by_the_name_that_the_core_gives_it() {
        for policy in PolicyName::value_variants() {
            let built_in = PolicyChoice { policy: *policy, audience: None }.built_in().ok();
            let name = policy.to_possible_value().map(|value| value.get_name().to_owned());
            assert_eq!(built_in.map(|policy| policy.name().to_owned()), name);
        }
    }
}
