use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::attest::has_bit;
use presend::set::check::{Bundle, SetOrigin, VerifiedSet};
use presend::set::log::{Checkpoint, LogProof, leaf_hash};
use presend::set::manifest::Manifest;
use presend::set::{SectionView, SetBytes, SetFault};
use serde_json::{Value, json};

use super::files;
use crate::exit::{Exit, Failure};
use crate::output::{Out, date, json_line};

/// Show what a set file says of itself. Nothing of it is checked: see `presend set verify`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set inspect images-3.khs
  presend set inspect --json images-3.khs")]
pub(super) struct Args {
    /// The set file
    #[arg(value_name = "SET")]
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let bytes = files::bytes(&args.file)?;
    let facts = Facts::unverified(&bytes);
    let facts = facts.map_err(|fault| files::refused(&args.file, files::named(fault)))?;
    let mut out = Out::new();
    if args.json {
        out.text(&json_line(&json!({ "v": 1, "set": facts.as_json() }))?)?;
    } else {
        out.text("Nothing of this is checked: presend set verify does that.\n")?;
        out.text(&facts.as_text())?;
    }
    Ok(Exit::Clean)
}

/// What there is to know about a set file.
pub(super) struct Facts {
    manifest: Manifest,
    leaf: [u8; 32],
    log: Option<(String, u64, u64)>,
    /// Jurisdiction of each authority and times of witnesses: only where they were verified.
    origin: Option<SetOrigin>,
    sections: Vec<SectionFacts>,
}

struct SectionFacts {
    name: &'static str,
    rows: u64,
    items: u64,
    /// The fewest authorities that vouch for a row.
    fewest: u32,
    by_authority: Vec<u64>,
}

impl Facts {
    pub(super) fn of_verified(bytes: &SetBytes, verified: &VerifiedSet) -> Result<Self, SetFault> {
        let origin = SetOrigin::clone(&verified.origin);
        Ok(Self { origin: Some(origin), ..Self::unverified(bytes)? })
    }

    fn unverified(bytes: &SetBytes) -> Result<Self, SetFault> {
        let bundle = Bundle::read_unverified(bytes)?;
        let part =
            |range: &std::ops::Range<usize>| bytes.all().get(range.clone()).unwrap_or_default();
        let log = LogProof::parse(part(&bundle.container.proof)).and_then(|proof| {
            let checkpoint = Checkpoint::parse(proof.checkpoint.text())?;
            Some((checkpoint.origin.to_owned(), proof.index, checkpoint.size))
        });
        let authorities = bundle.manifest.authorities.len();
        let sections = bundle.lines().map(|(line, section)| SectionFacts {
            name: line.algorithm.name(),
            rows: line.rows,
            items: line.items,
            fewest: fewest(section),
            by_authority: (0..authorities).map(|bit| vouched(section, bit)).collect(),
        });
        Ok(Self {
            leaf: leaf_hash(part(&bundle.container.manifest)),
            log,
            origin: None,
            sections: sections.collect(),
            manifest: bundle.manifest.clone(),
        })
    }

    pub(super) fn as_text(&self) -> String {
        let manifest = &self.manifest;
        let mut text = format!("set         {} version {}\n", manifest.set, manifest.version);
        let mut line = |name: &str, value: &str| text.push_str(&format!("{name:12}{value}\n"));
        line("purpose", &manifest.purpose);
        line("valid", &format!("{} to {}", day(manifest.not_before), day(manifest.not_after)));
        line("basis", &format!("{} until {}", manifest.basis, day(manifest.sunset)));
        line("actions", &manifest.actions.to_string());
        let recipient = manifest.recipient.as_ref().map_or("none", |recipient| &recipient.name);
        line("recipient", recipient);
        line("leaf", &STANDARD.encode(self.leaf));
        let log = |(origin, index, size): &(String, u64, u64)| {
            format!("{origin}, entry {index} of {size}")
        };
        line("log", &self.log.as_ref().map_or("no readable proof".to_owned(), log));
        for witness in self.origin.iter().flat_map(|origin| &origin.witnesses) {
            line("witness", &format!("{} at {}", witness.name, witness.unix_seconds));
        }
        for (bit, name) in manifest.authorities.iter().enumerate() {
            line("authority", &format!("{name}{}", self.jurisdiction(bit)));
        }
        for section in &self.sections {
            line("section", &section.as_text());
        }
        text
    }

    pub(super) fn as_json(&self) -> Value {
        let manifest = &self.manifest;
        let log = self
            .log
            .as_ref()
            .map(|(origin, index, size)| json!({ "origin": origin, "index": index, "size": size }));
        let witnesses = self.origin.as_ref().map(|origin| {
            let witness = |seen: &presend::set::check::WitnessTime| {
                json!({ "name": seen.name, "unix_seconds": seen.unix_seconds })
            };
            origin.witnesses.iter().map(witness).collect::<Vec<_>>()
        });
        let authority = |(bit, name): (usize, &String)| json!({ "name": name, "jurisdiction": self.signer(bit) });
        let authorities: Vec<_> = manifest.authorities.iter().enumerate().map(authority).collect();
        json!({
            "name": manifest.set, "version": manifest.version, "purpose": manifest.purpose,
            "not_before": manifest.not_before, "not_after": manifest.not_after,
            "basis": manifest.basis, "sunset": manifest.sunset,
            "actions": manifest.actions.to_string(),
            "recipient": manifest.recipient.as_ref().map(|recipient| &recipient.name),
            "leaf": STANDARD.encode(self.leaf), "log": log, "witnesses": witnesses,
            "authorities": authorities,
            "sections": self.sections.iter().map(SectionFacts::as_json).collect::<Vec<_>>(),
        })
    }

    fn signer(&self, bit: usize) -> Option<&str> {
        let name = self.manifest.authorities.get(bit)?;
        let signers = &self.origin.as_ref()?.signers;
        let signer = signers.iter().find(|signer| signer.name == *name)?;
        Some(&signer.jurisdiction)
    }

    fn jurisdiction(&self, bit: usize) -> String {
        match (&self.origin, self.signer(bit)) {
            (None, _) => String::new(),
            (Some(_), Some(jurisdiction)) => format!(" ({jurisdiction})"),
            (Some(_), None) => " (not pinned: counts for nothing)".to_owned(),
        }
    }
}

impl SectionFacts {
    fn as_text(&self) -> String {
        let items = if self.items == self.rows {
            String::new()
        } else {
            format!(", {} frames", self.items)
        };
        let by: Vec<String> = self.by_authority.iter().map(u64::to_string).collect();
        format!(
            "{}: {} rows{items}; at least {} authorities a row; by authority {}",
            self.name,
            self.rows,
            self.fewest,
            by.join(", "),
        )
    }

    fn as_json(&self) -> Value {
        json!({
            "name": self.name, "rows": self.rows, "items": self.items,
            "fewest_authorities": self.fewest, "rows_by_authority": self.by_authority,
        })
    }
}

fn fewest(section: &SectionView) -> u32 {
    let masks = (0..section.rows()).filter_map(|row| section.mask(row));
    masks.map(u16::count_ones).min().unwrap_or(0)
}

fn vouched(section: &SectionView, bit: usize) -> u64 {
    let masks = (0..section.rows()).filter_map(|row| section.mask(row));
    u64::try_from(masks.filter(|mask| has_bit(*mask, bit)).count()).unwrap_or(u64::MAX)
}

/// The day of a moment.
fn day(unix_seconds: u64) -> String {
    date(u32::try_from(unix_seconds / 86_400).unwrap_or(u32::MAX))
}
