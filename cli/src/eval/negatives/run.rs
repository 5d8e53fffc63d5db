//! Hash everything, then compare batch by batch, on all processors.

use std::collections::BTreeMap;

use presend::hash::edits::EditProfile;
use presend::limits::Limits;

use super::Args;
use super::compare::{BATCH, Near, Pair, compare};
use super::counts::{Counts, Totals, by_class};
use super::gather::gather;
use super::record::{Kind, Prints};
use super::records::Records;
use super::result::Measured;
use super::rows::{Kept, Rows};
use super::same::Same;
use super::store::Store;
use crate::exit::{Failure, Panicked};
use crate::input::{Files, Next, in_order};
use crate::output::{Working, grouped};
use crate::scan::nearest::pdq_lines;
use crate::scan::now_unix_seconds;

/// The class of all rows of signed sets.
const SETS: &str = "signed sets";

pub(super) fn run(args: &Args) -> Result<Measured, Failure> {
    let profile = if args.edits { EditProfile::Full } else { EditProfile::None };
    let limits = Limits::default();
    let (mut store, known) = Store::open(args.state.as_deref(), profile.name())?;
    gather(args, profile, &limits, &mut store, &known)?;
    let mut kept = Kept::default();
    for record in store.records()? {
        kept.add(&record?, &args.folders);
    }
    let is_beside = args.list.is_some() || !args.sets.is_empty();
    let least = if is_beside { 1 } else { 2 };
    if kept.rows.len() < least {
        return Err(Failure::unusable_set("too few pictures to compare are there"));
    }
    let same = Same::read(args.same.as_deref(), &kept.rows)?;
    let pictures = kept.rows;
    let rows = is_beside.then(|| rows_beside(args, &pictures)).transpose()?;
    let counts = compared(args, &store, rows.as_ref(), &pictures, &same)?;
    let totals = match &rows {
        None => Totals::of_pictures(&pictures, &same),
        Some(lines) => Totals::with_list(by_class(&pictures), lines.class(0), lines.len() as u64),
    };
    let left_out = (kept.no_picture, kept.too_flat);
    let all = (&pictures, rows.as_ref().unwrap_or(&pictures));
    Ok(Measured::new(profile, left_out, all, &totals, &counts))
}

/// The lines of a list or the rows of sets, as one more class beside those of the pictures.
fn rows_beside(args: &Args, pictures: &Rows) -> Result<Rows, Failure> {
    let mut rows = Rows::beside(pictures);
    if let Some(list) = &args.list {
        let file_name = list.file_name().unwrap_or(list.as_os_str());
        let name = format!("list {}", file_name.to_string_lossy());
        for (hash, line) in pdq_lines(list)? {
            rows.add(&format!("{name} line {line}"), &hash, &name);
        }
    }
    for (name, hashes) in args.sets.pictures(now_unix_seconds()?)? {
        // Which row it is a set tells nobody.
        hashes.iter().for_each(|hash| rows.add(&format!("set {name}"), hash, SETS));
    }
    if rows.len() == 0 {
        return Err(Failure::unusable_set("no row of a picture to compare with is there"));
    }
    Ok(rows)
}

fn compared(
    args: &Args,
    store: &Store,
    lines: Option<&Rows>,
    pictures: &Rows,
    same: &Same,
) -> Result<Counts, Failure> {
    let (rows, are_rows) = (lines.unwrap_or(pictures), lines.is_none());
    let (mut counts, mut failed) = (Counts::new(are_rows), None);
    let jobs = Files::of_folders(&args.folders, args.jobs).jobs();
    let working = Working::begin_unless(args.json);
    let batches = Batches { records: store.records()?, first: 0 };
    let work = |batch: Result<(usize, Vec<Prints>), Failure>| {
        let (first, prints) = batch?;
        Ok((first + prints.len(), compare(rows, &prints, first, are_rows)))
    };
    in_order(batches, jobs, work, |found: Result<Compared, Panicked>| {
        match found.unwrap_or_else(|panicked| Err(panicked.into())) {
            Ok((done, pairs)) => {
                for (pair, near) in pairs {
                    let classes = (pictures.class(pair.picture), rows.class(pair.row));
                    counts.add(rows, classes, same, pair, &near);
                }
                working.at(|| {
                    format!("{} of {} pictures compared", grouped(done), grouped(pictures.len()))
                });
                Next::GoOn
            }
            Err(failure) => {
                failed = Some(failure);
                Next::Stop
            }
        }
    });
    failed.map_or(Ok(counts), Err)
}

/// Up to which picture, and what is near.
type Compared = Result<(usize, BTreeMap<Pair, Near>), Failure>;

/// Pictures of the store, some at a time, with the number of the first.
struct Batches {
    records: Records,
    first: usize,
}

impl Iterator for Batches {
    type Item = Result<(usize, Vec<Prints>), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            match self.records.next() {
                Some(Ok(record)) => match record.kind {
                    Kind::Picture(prints) => batch.push(*prints),
                    Kind::NoPicture | Kind::TooFlat => {}
                },
                Some(Err(failure)) => return Some(Err(failure)),
                None => break,
            }
        }
        let first = self.first;
        self.first += batch.len();
        (!batch.is_empty()).then_some(Ok((first, batch)))
    }
}
