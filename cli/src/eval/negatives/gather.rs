//! Every picture hashed, once, into the store.

use std::collections::BTreeSet;
use std::path::Path;

use presend::context::CancelToken;
use presend::decode::StillDecoder;
use presend::hash::digest::{DigestKind, DigestSet};
use presend::hash::edits::EditProfile;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};
use presend::set::MatchParameters;
use std::sync::Arc;

use super::Args;
use super::record::{Kind, Prints, Record};
use super::store::Store;
use crate::exit::{Exit, Failure};
use crate::input::{Files, Opened, Said, each_file};

/// Fills the store with what is not in it yet.
pub(super) fn gather(
    args: &Args,
    profile: EditProfile,
    limits: &Limits,
    store: &mut Store,
    known: &BTreeSet<String>,
) -> Result<(), Failure> {
    let decoders = crate::heic::decoders();
    let look = |path: &Path, opened: &Opened| {
        let name = path.to_string_lossy().into_owned();
        let is_new = !known.contains(&name);
        let record = is_new.then(|| {
            let kind = kind(opened, profile, limits, &decoders);
            Record { name, kind }
        });
        Ok(Said { exit: Exit::Clean, text: String::new(), trouble: None, kind: record })
    };
    let mut failed = None;
    let files = Files::of_folders(&args.folders, args.jobs);
    let exit = each_file(&files, limits, look, |record: Option<Record>| {
        if let (Some(record), None) = (record, &failed) {
            failed = store.add(&record).err();
        }
    })?;
    store.flush()?;
    match (failed, exit) {
        (Some(failure), _) => Err(failure),
        (None, Exit::Clean) => Ok(()),
        (None, _) => {
            Err(Failure::internal("some pictures could not be hashed, so nothing is counted"))
        }
    }
}

/// The first picture of a file.
fn kind(
    opened: &Opened,
    edits: EditProfile,
    limits: &Limits,
    decoders: &[Arc<dyn StillDecoder>],
) -> Kind {
    let cancel = CancelToken::new();
    let digests = DigestSet::from_iter([DigestKind::Blake3]);
    let job = Job { digests, edits, decoders, ..Job::everything(limits, &cancel) };
    let prints = fingerprint(&opened.attachment(), &job).fingerprints;
    let (Some(frame), Some(digest)) = (prints.frames.first(), prints.digests.blake3) else {
        return Kind::NoPicture;
    };
    let [upright, ..] = frame.pdq;
    if upright.quality < MatchParameters::LOWEST_QUALITY {
        return Kind::TooFlat;
    }
    let of_frame = prints.edited.iter().filter(|edited| edited.frame == frame.frame);
    let edited = of_frame.map(|edited| (edited.edit, edited.pdq.map(|pdq| pdq.hash))).collect();
    let turned = frame.pdq.map(|pdq| pdq.hash);
    Kind::Picture(Box::new(Prints { digest, turned, edited }))
}
