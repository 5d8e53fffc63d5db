//! All of the policy as text: what the app's code says, what the crate adds, what the sets allow.

use core::fmt;

use crate::hash::edits::{Edit, EditProfile};
use crate::own::OwnListed;
use crate::panics::guarded;
use crate::policy::allowed::{MOST_FOR_OWN_CHECK, MOST_FOR_UNDECIDED};
use crate::policy::{HookTerms, Policy, Sealing, SetActions, most_for_evidence};
use crate::report::Evidence;

/// The complete policy in lines. The app's own lines begin with `policy`, so that they cannot pass
/// for the crate's.
#[must_use]
pub fn describe_policy(
    policy: &dyn Policy,
    terms: HookTerms,
    edits: EditProfile,
    own_checks: &[OwnListed],
    sets: &[SetActions],
    sealing: &Sealing,
) -> String {
    let mut text = String::from("presend/policy/v1\n");
    let own = guarded(|| policy.describe()).unwrap_or_else(|| "without a description".to_owned());
    own.lines().for_each(|line| push(&mut text, &format!("policy {line}")));
    for evidence in Evidence::ALL {
        let most = most_for_evidence(evidence).name();
        push(&mut text, &format!("evidence {} at most {most}", evidence.name()));
    }
    push(&mut text, &format!("evidence undecided at most {}", MOST_FOR_UNDECIDED.name()));
    push(&mut text, &edits_line(edits));
    text.push_str(REPORT_RULE);
    if !guarded(|| policy.may_report()).unwrap_or(false) {
        text.push_str(NO_REPORT);
    }
    push(&mut text, &format!("fallback {}", terms.fail_mode.action().name()));
    push(
        &mut text,
        &match terms.deadline_ms {
            Some(ms) => format!("deadline_ms {ms}"),
            None => "deadline_ms none".to_owned(),
        },
    );
    own_checks.iter().for_each(|own| push(&mut text, &own_line(own)));
    sets.iter().for_each(|set| push(&mut text, &set_line(set)));
    sealing.lines().iter().for_each(|line| push(&mut text, line));
    text
}

const REPORT_RULE: &str = "report never for a plain list, a test entry or below the threshold\n";

const NO_REPORT: &str = "report never by this policy, and nothing is counted towards one\n";

/// What is undone before a picture is compared, and with it the finding's largest distance.
fn edits_line(profile: EditProfile) -> String {
    let within = Edit::ALL.into_iter().filter(|edit| profile.contains(*edit));
    let edits = within.map(|edit| format!(" {} {}", edit.name(), edit.most_bits()));
    format!("edits {}{}", profile.name(), edits.collect::<String>())
}

fn own_line(own: &OwnListed) -> String {
    let OwnListed { name, terms } = own;
    let (looks_at, ms, most) =
        (terms.looks_at.name(), terms.bounded_ms(), MOST_FOR_OWN_CHECK.name());
    format!("own_check {name} looks_at {looks_at} deadline_ms {ms} at most {most}")
}

fn set_line(set: &SetActions) -> String {
    let checked = if set.set.verified { "verified" } else { "unverified" };
    format!("set {} version {} {checked} actions {}", set.set.name, set.set.version, set.actions)
}

/// One line, whatever is in it: control characters become spaces.
fn push(text: &mut String, line: &str) {
    text.extend(line.chars().map(|c| if c.is_control() { ' ' } else { c }));
    text.push('\n');
}

/// SHA-256 of a text of [`describe_policy`].
#[must_use]
pub fn policy_digest(description: &str) -> PolicyDigest {
    if cfg!(miri) {
        // Miri runs no C, and so not ring: a scanner that it runs names its policy by another digest.
        return PolicyDigest(*blake3::hash(description.as_bytes()).as_bytes());
    }
    let digest = ring::digest::digest(&ring::digest::SHA256, description.as_bytes());
    let mut bytes = [0; 32];
    for (to, from) in bytes.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    PolicyDigest(bytes)
}

/// Names a policy. It is public: whoever has the text can compute it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PolicyDigest(pub(crate) [u8; 32]);

impl PolicyDigest {
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 64 lower-case hexadecimal digits.
impl fmt::Display for PolicyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for PolicyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PolicyDigest({self})")
    }
}
