use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::scan::{AttachmentScanner, AttachmentScannerBuilder};
use presend::set::KnownSet;
use presend::sniff::MediaKind;
use serde_json::json;

use super::{Finding, State};
use crate::demo::photos::{CAT, CAT_HEIC};
use crate::exit::Failure;
use crate::testkit::check;
use crate::testkit::expected::{Expected, Wanted};
use crate::testkit::list::{self, Entry};

/// The test kit has no HEIC file, because nothing here writes them: a photograph takes its place.
pub(super) fn finding() -> Result<Finding, Failure> {
    let (state, detail) = if cfg!(feature = "heic") {
        match try_out()? {
            Ok(()) => {
                (State::Works, "a photo is recognised as the JPEG it was made from".to_owned())
            }
            Err(found) => (State::Fails, found),
        }
    } else {
        (State::Absent, "not in this build: such pictures come out undecided".to_owned())
    };
    let value = json!(state == State::Works);
    Ok(Finding { what: "HEIC".to_owned(), state, detail, name: "heic", value })
}

fn try_out() -> Result<Result<(), String>, Failure> {
    let list = list::written("", &[Entry::of(CAT.name, CAT.file)?]);
    let set = KnownSet::from_list_unverified("doctor", &list)
        .map_err(|error| Failure::internal(error.to_string()))?;
    let builder = AttachmentScanner::builder().add_set(set);
    let decoders = crate::heic::decoders().into_iter();
    let scanner = decoders.fold(builder, AttachmentScannerBuilder::add_decoder).build();
    let checked = scanner.scan(Attachment::bytes(CAT_HEIC), &ScanContext::at(0));
    let wanted = Wanted::Perceptual { variant: "upright", frame: 0, max_distance_bits: 10 };
    Ok(check::compare(&Expected::new(MediaKind::Heic, wanted), &checked.report))
}
