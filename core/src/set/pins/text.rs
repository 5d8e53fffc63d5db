use core::fmt;

use super::Pins;

/// The text that an app compiles in.
impl fmt::Display for Pins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "presend/pins/v1\nset {}\npurpose {}", self.set, self.purpose)?;
        writeln!(f, "quorum {} {}", self.quorum_authorities, self.quorum_jurisdictions)?;
        for authority in &self.authorities {
            writeln!(f, "authority {} {}", authority.jurisdiction, authority.key)?;
        }
        for log in &self.logs {
            writeln!(f, "log {log}")?;
        }
        for witness in &self.witnesses {
            writeln!(f, "witness {witness}")?;
        }
        writeln!(f, "witness-quorum {}", self.witness_quorum)?;
        let caps = &self.caps;
        write!(f, "caps {} {}", caps.max_bytes, caps.max_rows)?;
        writeln!(f, " {} {}", caps.max_lifetime_seconds, caps.max_basis_seconds)?;
        writeln!(f, "since {} {}", self.since_unix_seconds, self.since_version)?;
        writeln!(f, "recipient {}", self.recipient.as_deref().unwrap_or("none"))
    }
}
