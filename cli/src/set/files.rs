//! Files of a curator's desk. What cannot be read or is refused ends the command with its name.

use std::fmt::Display;
use std::path::Path;

use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::{Pins, SetBytes, SetFault};
use presend_curator::file;
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;

use crate::exit::Failure;
use crate::input::open_list;
use crate::output::printable;

/// What is wrong with an input, with its file's name.
pub(super) fn refused(path: &Path, why: impl Display) -> Failure {
    Failure::unusable_set(format!("{}: {why}", printable(path)))
}

pub(super) fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| refused(path, error))
}

/// The bytes of a set file.
pub(super) fn bytes(path: &Path) -> Result<SetBytes, Failure> {
    presend_map::open(path).map_err(|error| refused(path, error))
}

pub(super) fn pins(path: &Path) -> Result<Pins, Failure> {
    Pins::parse(&text(path)?).map_err(|fault| refused(path, fault))
}

pub(super) fn parameters(path: &Path) -> Result<Manifest, Failure> {
    Manifest::parse_parameters(&text(path)?)
        .map_err(|_| refused(path, "not the strict text that parameters must be"))
}

pub(super) fn set(path: &Path) -> Result<Bundle, Failure> {
    Bundle::read_unverified(&bytes(path)?).map_err(|fault| refused(path, named(fault)))
}

pub(super) fn draft(path: &Path) -> Result<Bundle, Failure> {
    Bundle::read_draft(&bytes(path)?).map_err(|fault| refused(path, named(fault)))
}

pub(super) fn submission(path: &Path) -> Result<Submission, Failure> {
    Submission::parse(&text(path)?).map_err(|error| refused(path, error))
}

pub(super) fn key(path: &Path) -> Result<SigningKey, Failure> {
    let text = file::read_private(path).map_err(|error| refused(path, error))?;
    SigningKey::parse(&text).map_err(|_| refused(path, "not a private key"))
}

/// A list to read, or nothing.
pub(super) fn list(path: Option<&Path>) -> Result<Box<dyn std::io::Read>, Failure> {
    let Some(path) = path else { return Ok(Box::new(std::io::empty())) };
    open_list(path).map_err(|error| refused(path, error))
}

/// Writes a result: whole, or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::internal(format!("{}: {error}", printable(path)));
    file::replace(path, bytes).map_err(failed)
}

/// Name and meaning of a fault.
pub(super) fn named(fault: SetFault) -> String {
    format!("{fault}: {}", fault.meaning())
}
