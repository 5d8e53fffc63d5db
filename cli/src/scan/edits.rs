use clap::ValueEnum;
use presend::hash::edits::EditProfile;

/// Which edits are undone before a picture is compared; every verb that scans has this.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct EditsChoice {
    /// Which edits are undone before a picture is compared
    #[arg(long, value_enum, value_name = "PROFILE", default_value_t = ProfileName::Full)]
    edits: ProfileName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ProfileName {
    /// None: a picture is compared as it is, and turned
    None,
    /// What needs few hashes: inverted, borders, rectangles, turned on a flat ground
    Small,
    /// All of them, crops and small turns too
    Full,
}

impl EditsChoice {
    /// As the core has it.
    pub(crate) const fn profile(self) -> EditProfile {
        match self.edits {
            ProfileName::None => EditProfile::None,
            ProfileName::Small => EditProfile::Small,
            ProfileName::Full => EditProfile::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_goes_by_the_name_that_the_core_gives_it() {
        let own = ProfileName::value_variants().iter().map(|edits| {
            let name = edits.to_possible_value().map(|value| value.get_name().to_owned());
            (name, EditsChoice { edits: *edits }.profile())
        });
        let all = EditProfile::ALL.map(|profile| (Some(profile.name().to_owned()), profile));
        assert!(own.eq(all));
    }
}
