//! Reads a public log without a line of Presend: notes and Ed25519 by Cloudflare's `signed_note`, hashes
//! and cosignatures by Mullvad's `sigsum`. Whoever does not trust our code can read this instead.
//!
//! `cargo run -p presend-curator --example read_by_others -- LOG PINS`

use std::error::Error;
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signed_note::{Note, StandardVerifier, Verifier, VerifierList};
use sigsum::{Hash, PublicKey, Signature};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Entries in a full tile (C2SP tlog-tiles).
const TILE_WIDTH: usize = 256;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(log), Some(pins)) = (arguments.next(), arguments.next()) else {
        return Err("usage: read_by_others LOG PINS".into());
    };
    let (log, pins) = (Path::new(&log), std::fs::read_to_string(pins)?);
    let mut out = std::io::stdout();
    let head = std::fs::read(log.join("checkpoint"))?;
    let (text, signers) = verified(&head, signers_of_head(&pins)?)?;
    let is_log = |signer: &&String| keys(&pins, "log").any(|key| name_of(key) == **signer);
    let logs = signers.iter().filter(is_log).count();
    let seen = signers.len().saturating_sub(logs);
    if logs == 0 || seen < number(&pins, "witness-quorum", 0)? {
        return Err(format!("the head is signed by {} only", signers.join(", ")).into());
    }
    writeln!(out, "head: signed by {}", signers.join(", "))?;
    let mut lines = text.lines().skip(1);
    let size: usize = lines.next().ok_or("a head without a size")?.parse()?;
    let root_said = STANDARD.decode(lines.next().ok_or("a head without a root")?)?;
    let entries = entries(log, size)?;
    let quorum = number(&pins, "quorum", 0)?;
    for (number, entry) in entries.iter().enumerate() {
        let (_, signers) = verified(entry, authorities(&pins)?)?;
        if signers.len() < quorum {
            return Err(format!("entry {number} is signed by {} only", signers.join(", ")).into());
        }
        writeln!(out, "entry {number}: signed by {}", signers.join(", "))?;
    }
    let leaves: Vec<Hash> =
        entries.iter().map(|entry| Hash::new([&[0], &entry[..]].concat())).collect();
    if root(&leaves).as_ref() != root_said {
        return Err("the entries do not make the tree that the head says".into());
    }
    writeln!(out, "tree: {size} entries make the root that the head says")?;
    Ok(())
}

/// A witness signs the head with the time in front of it (C2SP tlog-cosignature).
struct Witness {
    name: String,
    id: u32,
    key: PublicKey,
}

impl Verifier for Witness {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((time, signature)) = signature.split_first_chunk::<8>() else { return false };
        let Ok(signature) = <[u8; 64]>::try_from(signature) else { return false };
        let time = format!("cosignature/v1\ntime {}\n", u64::from_be_bytes(*time));
        let signed = [time.as_bytes(), text].concat();
        self.key.verify_signature(signed, &Signature::from(signature))
    }
}

/// The text of a note, and who of these signed it. A wrong signature of one of them is an error.
fn verified(note: &[u8], known: Vec<Box<dyn Verifier>>) -> Result<(String, Vec<String>)> {
    let note = Note::from_bytes(note).map_err(|error| format!("{error:?}"))?;
    let (signed, _) =
        note.verify(&VerifierList::new(known)).map_err(|error| format!("{error:?}"))?;
    let names = signed.iter().map(|signature| signature.name().to_owned()).collect();
    Ok((String::from_utf8(note.text().to_vec())?, names))
}

fn signers_of_head(pins: &str) -> Result<Vec<Box<dyn Verifier>>> {
    let logs = keys(pins, "log").map(standard);
    logs.chain(keys(pins, "witness").map(witness)).collect()
}

fn authorities(pins: &str) -> Result<Vec<Box<dyn Verifier>>> {
    keys(pins, "authority").map(standard).collect()
}

fn standard(key: &str) -> Result<Box<dyn Verifier>> {
    let verifier = StandardVerifier::new(key).map_err(|error| format!("{key}: {error:?}"))?;
    Ok(Box::new(verifier))
}

fn witness(key: &str) -> Result<Box<dyn Verifier>> {
    let mut parts = key.splitn(3, '+');
    let mut next = || parts.next().ok_or("a witness without a key");
    let (name, id, typed) = (next()?.to_owned(), next()?, STANDARD.decode(next()?)?);
    let (_, public) = typed.split_first().ok_or("an empty key")?;
    let key = PublicKey::from(<[u8; 32]>::try_from(public)?);
    Ok(Box::new(Witness { name, id: u32::from_str_radix(id, 16)?, key }))
}

/// The last word of each line of this name in the pins: a verifier key.
fn keys<'a>(pins: &'a str, line: &'a str) -> impl Iterator<Item = &'a str> {
    let words = pins.lines().filter(move |text| text.split(' ').next() == Some(line));
    words.filter_map(|text| text.rsplit(' ').next())
}

fn name_of(key: &str) -> &str {
    key.split('+').next().unwrap_or_default()
}

fn number(pins: &str, line: &str, place: usize) -> Result<usize> {
    let found = pins.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(' '));
    let word = found.and_then(|rest| rest.split(' ').nth(place));
    Ok(word.ok_or_else(|| format!("no {line} in the pins"))?.parse()?)
}

/// The entries of the first `size`, from the bundles of C2SP tlog-tiles: each with its length before it.
fn entries(log: &Path, size: usize) -> Result<Vec<Vec<u8>>> {
    let mut entries = Vec::new();
    for tile in 0..size.div_ceil(TILE_WIDTH).min(1_000) {
        let width = size.saturating_sub(entries.len()).min(TILE_WIDTH);
        let partial = if width < TILE_WIDTH { format!(".p/{width}") } else { String::new() };
        let bundle = std::fs::read(log.join(format!("tile/entries/{tile:03}{partial}")))?;
        let mut rest = &bundle[..];
        while let Some((length, behind)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, behind) = behind.split_at_checked(length).ok_or("a bundle that is cut")?;
            entries.push(entry.to_vec());
            rest = behind;
        }
    }
    if entries.len() == size { Ok(entries) } else { Err("a bundle with too few entries".into()) }
}

/// The root of RFC 6962, section 2.1.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::new([]),
        [leaf] => leaf.clone(),
        more => {
            let half = more.len().checked_next_power_of_two().unwrap_or_default() >> 1;
            let (left, right) = more.split_at(half);
            Hash::new([&[1], root(left).as_ref(), root(right).as_ref()].concat())
        }
    }
}
