use std::collections::BTreeMap;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::scan::{AttachmentScanner, AttachmentScannerBuilder};
use presend::set::KnownSet;
use presend::sniff::MediaKind;
use presend::unpack::Unpacked;
use serde_json::json;

use super::{Finding, State};
use crate::exit::Failure;
use crate::input::{Next, in_order};
use crate::testkit::kit::{KitFile, Sheet, SheetName};
use crate::testkit::{self, check, list};

/// The key of the formats in `--json`.
pub(super) const NAME: &str = "formats";

/// How the files of one format came out.
#[derive(Default)]
struct Tally {
    files: usize,
    surprises: Vec<String>,
}

/// One finding a format, over every variant of a wide and an upright picture, an unlisted one, and
/// the broken files.
pub(super) fn findings() -> Result<Vec<Finding>, Failure> {
    let scanner = scanner()?;
    let mut tallies = BTreeMap::<&str, Tally>::new();
    let mut failed = None;
    let work = |name: SheetName| checked(&scanner, name);
    in_order(sheets(), testkit::jobs(), work, |results| {
        match results.map_err(Failure::from).and_then(|results| results) {
            Ok(results) => results.into_iter().for_each(|(format, surprise)| {
                let tally = tallies.entry(format).or_default();
                tally.files += 1;
                tally.surprises.extend(surprise);
            }),
            Err(failure) => failed = Some(failure),
        }
        if failed.is_some() { Next::Stop } else { Next::GoOn }
    });
    match failed {
        Some(failure) => Err(failure),
        None => Ok(tallies.into_iter().map(finding).collect()),
    }
}

fn sheets() -> impl Iterator<Item = SheetName> + Send {
    let [wide, upright, .., unlisted, _, hostile, _] = SheetName::ALL;
    [wide, upright, unlisted, hostile].into_iter()
}

fn scanner() -> Result<AttachmentScanner, Failure> {
    let set = KnownSet::from_list_unverified("test kit", &list::text()?)
        .map_err(|error| Failure::internal(format!("test kit list: {error}")))?;
    let builder = AttachmentScanner::builder().add_set(set);
    let decoders = crate::video::decoders().into_iter();
    Ok(decoders.fold(builder, AttachmentScannerBuilder::add_video_decoder).build())
}

/// The format of every file of a sheet, and what is wrong with it.
fn checked(
    scanner: &AttachmentScanner,
    name: SheetName,
) -> Result<Vec<(&'static str, Option<String>)>, Failure> {
    let sheet = Sheet::of(name);
    let check = |file: Result<KitFile, Failure>| {
        let file = file?;
        let checked = scanner.scan(Attachment::bytes(&file.bytes), &ScanContext::at(0));
        let surprise = check::compare(&file.expected, &checked.report).err();
        let surprise = surprise.map(|found| format!("{}: {found}", file.path));
        Ok((format_name(file.expected.kind), surprise))
    };
    sheet.files().map(check).collect()
}

/// The formats that are decoded have a line each.
const fn format_name(kind: Option<MediaKind>) -> &'static str {
    let Some(kind) = kind else { return OTHER };
    match Unpacked::of(kind) {
        Unpacked::Still | Unpacked::Animation => kind.name(),
        Unpacked::NoPicture | Unpacked::Unsupported | Unpacked::Archive | Unpacked::Video => OTHER,
    }
}

const OTHER: &str = "Other files";

fn finding((what, tally): (&'static str, Tally)) -> Finding {
    let right = tally.files.saturating_sub(tally.surprises.len());
    let detail = match tally.surprises.first() {
        None => format!("{right} of {} test files come out as they must", tally.files),
        Some(first) => format!("{right} of {} as they must; first: {first}", tally.files),
    };
    let state = if tally.surprises.is_empty() { State::Works } else { State::Fails };
    let value = json!({
        "format": what, "files": tally.files, "as_expected": right, "surprises": tally.surprises,
    });
    Finding { what: what.to_owned(), state, detail, name: NAME, value }
}
