//! Files of a curator's desk. What cannot be read or is refused ends the command with its name.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::store::files::open_regular;
use presend::set::{Pins, SetBytes, SetFault};
use presend_curator::file;
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::input::open_list;
use crate::output::printable;

/// The longest set, draft, delta or submission that is read.
const MAX_BYTES: u64 = 4 << 30;

/// The longest of the small texts: pins, parameters, a manifest, a proof, a state.
const MAX_TEXT_BYTES: u64 = 1 << 20;

/// More than any private key takes.
const MAX_KEY_BYTES: usize = 4096;

/// Sets, drafts and deltas all begin so.
const MAGIC: &[u8] = b"PKH";

/// What is wrong with an input, with its file's name.
pub(super) fn refused(path: &Path, why: impl Display) -> Failure {
    Failure::unusable_set(format!("{}: {why}", printable(path)))
}

pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let source = open_list(path).map_err(|error| refused(path, error))?;
    text_of(path, source, MAX_TEXT_BYTES)
}

fn text_of(path: &Path, source: impl Read, max_bytes: u64) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = source.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| refused(path, error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > max_bytes) {
        return Err(refused(path, format!("longer than {max_bytes} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| refused(path, "not text"))
}

/// A set, draft or delta, as bytes of this process: it is read once, and whoever changes the file
/// then changes nothing here.
pub(super) fn bytes(path: &Path) -> Result<SetBytes, Failure> {
    let file = open_regular(path).map_err(|error| refused(path, error))?;
    let length = file.metadata().map_err(|error| refused(path, error))?.len();
    if length > MAX_BYTES {
        return Err(refused(path, format!("longer than {MAX_BYTES} bytes")));
    }
    set_bytes(file, length).map_err(|error| refused(path, error))
}

/// The same for pins, which bound its length. Of a file that is longer there is a byte more than
/// they allow, so that their own check refuses it.
///
/// # Errors
/// Of the system, and for what is no regular file.
pub(super) fn bytes_for(path: &Path, pins: &Pins) -> io::Result<SetBytes> {
    set_bytes(open_regular(path)?, pins.caps.max_bytes)
}

/// Of a file that begins as no set, draft or delta there is only the beginning: it is refused by that.
fn set_bytes(mut file: File, max_bytes: u64) -> io::Result<SetBytes> {
    let mut bytes = Vec::new();
    file.by_ref().take(64).read_to_end(&mut bytes)?;
    if bytes.starts_with(MAGIC) {
        read(file, max_bytes, &mut bytes)?;
    }
    Ok(SetBytes::from(bytes))
}

/// What comes behind the bytes that are there: at most so many in all, and one more.
fn read(file: File, max_bytes: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = max_bytes.saturating_add(1).saturating_sub(read);
    let length = usize::try_from(file.metadata()?.len().min(most));
    bytes.try_reserve_exact(length.map_err(|_| io::ErrorKind::OutOfMemory)?)?;
    file.take(most).read_to_end(bytes)?;
    Ok(())
}

pub(super) fn pins(path: &Path) -> Result<Pins, Failure> {
    let text = text(path)?;
    Pins::parse(&text).map_err(|fault| match Pins::text_fault(&text) {
        Some(place) => refused(path, place),
        None => refused(path, fault),
    })
}

pub(super) fn parameters(path: &Path) -> Result<Manifest, Failure> {
    let text = text(path)?;
    Manifest::parse_parameters(&text).map_err(|fault| match Manifest::parameters_fault(&text) {
        Some(place) => refused(path, place),
        None => refused(path, named(fault)),
    })
}

pub(super) fn set(path: &Path) -> Result<Bundle, Failure> {
    Bundle::read_unverified(&bytes(path)?).map_err(|fault| refused(path, named(fault)))
}

pub(super) fn draft(path: &Path) -> Result<Bundle, Failure> {
    Bundle::read_draft(&bytes(path)?).map_err(|fault| refused(path, named(fault)))
}

pub(super) fn submission(path: &Path) -> Result<Submission, Failure> {
    let file = open_regular(path).map_err(|error| refused(path, error))?;
    Submission::parse(&text_of(path, file, MAX_BYTES)?).map_err(|error| refused(path, error))
}

pub(super) fn key(path: &Path) -> Result<SigningKey, Failure> {
    let no_key = || refused(path, "not a private key");
    let source = open_list(path).map_err(|error| refused(path, error))?;
    // With room for all of it from the start: a buffer that grows leaves copies behind.
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_KEY_BYTES));
    let most = u64::try_from(MAX_KEY_BYTES).unwrap_or(u64::MAX);
    source.take(most).read_to_end(&mut text).map_err(|error| refused(path, error))?;
    let text = core::str::from_utf8(&text).map_err(|_| no_key())?;
    SigningKey::parse(text).map_err(|_| no_key())
}

/// A list to read, or nothing.
pub(super) fn list(path: Option<&Path>) -> Result<Box<dyn Read>, Failure> {
    let Some(path) = path else { return Ok(Box::new(io::empty())) };
    open_list(path).map_err(|error| refused(path, error))
}

/// Writes a result: whole, or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::internal(format!("{}: {error}", printable(path)));
    file::replace(path, bytes).map_err(failed)
}

/// Name and meaning of a fault.
/// A set file as long as its pins allow, and the pins.
pub(crate) fn file_and_pins(file: &Path, pins: &Path) -> Result<(SetBytes, Pins), Failure> {
    let pins = self::pins(pins)?;
    let bytes = bytes_for(file, &pins).map_err(|error| refused(file, error))?;
    Ok((bytes, pins))
}

pub(crate) fn named(fault: SetFault) -> String {
    format!("{fault}: {}", fault.meaning())
}
