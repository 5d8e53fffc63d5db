use std::io::Read;
use std::path::PathBuf;

use crate::exit::Failure;
use crate::output::printable;
use crate::set::files;
use crate::testkit::list::TEST;

/// One bit in a row's mask each.
const MOST: usize = 16;

/// The list of one authority of the rehearsal.
pub(super) struct OwnList {
    jurisdiction: String,
    /// The last part of the authority's name.
    name: String,
    pub(super) path: PathBuf,
}

impl OwnList {
    /// What each `[CODE=]LIST` names. Authorities go by the names of their lists.
    pub(super) fn all(given: &[String]) -> Result<Vec<Self>, Failure> {
        if !(2..=MOST).contains(&given.len()) {
            let why = "a row needs two authorities: give from 2 to 16 lists, or one list twice";
            return Err(Failure::usage(why));
        }
        let mut all: Vec<Self> = Vec::new();
        for (given, letter) in given.iter().zip('a'..) {
            let (code, path) = apart(given);
            let path = PathBuf::from(path);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let stem = name(&stem);
            let taken = |name: &String| {
                ["log", "witness-1", "witness-2"].contains(&name.as_str())
                    || all.iter().any(|other| other.name == *name)
            };
            let numbered = (2..).map(|number| format!("{stem}-{number}"));
            let mut names = core::iter::once(stem.clone()).chain(numbered);
            let name = names.find(|name| !taken(name)).unwrap_or_default();
            // ISO 3166 leaves the codes from xa to xz to whoever wants some.
            let jurisdiction = code.map_or_else(|| format!("x{letter}"), str::to_owned);
            all.push(Self { jurisdiction, name, path });
        }
        Ok(all)
    }

    /// The whole list. That its entries are test entries is what the keys say already: of that line,
    /// which is for `presend scan`, a comment is made.
    pub(super) fn read(&self) -> Result<Vec<u8>, Failure> {
        let mut list = Vec::new();
        let read = files::list(Some(&self.path))?.read_to_end(&mut list);
        read.map_err(|error| files::refused(&self.path, error))?;
        let is_said = |line: &&mut [u8]| line.trim_ascii_end() == TEST.trim_end().as_bytes();
        for mark in list.split_mut(|byte| *byte == b'\n').filter(is_said).flat_map(|l| l.get_mut(1))
        {
            *mark = b' ';
        }
        Ok(list)
    }

    pub(super) fn authority(&self) -> (String, String) {
        (self.jurisdiction.clone(), self.name.clone())
    }

    pub(super) fn shown(&self) -> String {
        format!("list {}", printable(&self.path))
    }
}

/// A jurisdiction in front, if there is one: a path that begins so is given as `./nl=list`.
fn apart(given: &str) -> (Option<&str>, &str) {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    match given.split_once('=') {
        Some((code, path)) if is_code(code) => (Some(code), path),
        _ => (None, given),
    }
}

/// A name as sets have them.
fn name(stem: &str) -> String {
    let known = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9') => c,
        _ => '-',
    };
    let name: String = stem.chars().take(32).map(known).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "list".to_owned() } else { name.to_owned() }
}
