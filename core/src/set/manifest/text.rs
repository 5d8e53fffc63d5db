use core::fmt;

use super::{FIRST_LINE, Manifest};
use crate::set::base64::encode;

/// The text that the authorities sign.
impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        writeln!(f, "set {}\nversion {}", self.set, self.version)?;
        writeln!(f, "valid {} {}", self.not_before, self.not_after)?;
        writeln!(f, "basis {} {}\npurpose {}", self.basis, self.sunset, self.purpose)?;
        writeln!(f, "actions {}", self.actions)?;
        writeln!(f, "threshold {} {}\nnotice immediate", self.threshold, self.window_days)?;
        match &self.recipient {
            None => writeln!(f, "recipient none")?,
            Some(to) => writeln!(f, "recipient {} x25519 {}", to.name, encode(&to.key))?,
        }
        writeln!(f, "salt {}", encode(&self.salt))?;
        match &self.previous {
            None => writeln!(f, "prev none")?,
            Some(old) => writeln!(f, "prev {} {}", old.version, encode(&old.leaf))?,
        }
        for name in &self.authorities {
            writeln!(f, "authority {name}")?;
        }
        if let Some(lent) = self.lent {
            writeln!(f, "lent {} {}", lent.name(), lent.bytes())?;
        }
        self.write_sections(f)
    }
}

impl Manifest {
    fn write_sections(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            let (name, sha256) = (section.algorithm.name(), encode(&section.sha256));
            writeln!(f, "section {name} {} {} {sha256}", section.rows, section.items)?;
        }
        for line in &self.matches {
            let (name, bits) = (line.algorithm.name(), line.parameters);
            let (perceptual, borderline) = (bits.perceptual_bits(), bits.borderline_bits());
            write!(f, "match {name} {perceptual} {borderline} {}", line.attest_bits)?;
            write!(f, " {}", bits.min_quality())?;
            match line.video_pct {
                None => writeln!(f)?,
                Some((query, set)) => writeln!(f, " {query} {set}")?,
            }
        }
        for line in &self.attests {
            let name = self.authorities.get(line.authority).map_or("", String::as_str);
            let (algorithm, sha256) = (line.algorithm.name(), encode(&line.sha256));
            writeln!(f, "attest {algorithm} {name} {} {sha256}", line.rows)?;
        }
        Ok(())
    }
}
