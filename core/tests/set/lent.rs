//! Rows of a lent hash in a verified set: what the manifest must say of them, and from a picture to a finding.

use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::lent::{
    LentAnswer, LentDistance, LentFailed, LentFault, LentForm, LentHash, LentInput, LentPicture,
    LentTerms,
};
use presend::report::{Evidence, Outcome};
use presend::scan::AttachmentScanner;
use presend::set::SetFault;

use crate::maker::rows::{ALL, Row, Section};
use crate::maker::{Draft, NOW};
use crate::{fault, install};

const CAT: &[u8] = include_bytes!("../../testdata/photos/cat.jpg");

/// A made-up hash of 144 bytes: the thumbnail itself, and never zero.
struct Thumbnail;

impl LentHash for Thumbnail {
    fn hash(&self, picture: &LentPicture) -> Result<LentAnswer, LentFailed> {
        match picture {
            LentPicture::Grey { width: _, height: _, pixels } => {
                Ok(LentAnswer::Value(pixels.iter().map(|luma| luma | 1).collect()))
            }
            LentPicture::Bytes(_) => Err(LentFailed),
        }
    }
}

fn terms() -> LentTerms {
    let input = LentInput::GreyThumbnail { width: 12, height: 12 };
    let form = LentForm::new("made-up", 144).unwrap();
    LentTerms::new(form, input, LentDistance::L1, 400, 5_000).unwrap()
}

/// What the hash says of the cat.
fn cat() -> Vec<u8> {
    let picture = image::load_from_memory(CAT).unwrap().to_rgb8();
    let (width, height) = picture.dimensions();
    // Worked out once more, pixel by pixel.
    let mut sums = vec![(0.0, 0.0); 144];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let [r, g, b] = pixel.0.map(f64::from);
        let cell = |at: u32, side: u32| (0..12).find(|i| at < ((i + 1) * side) / 12).unwrap();
        let at = usize::try_from(cell(y, height) * 12 + cell(x, width)).unwrap();
        sums[at].0 += 0.299 * r + 0.587 * g + 0.114 * b;
        sums[at].1 += 1.0;
    }
    sums.into_iter().map(|(sum, pixels): (f64, f64)| as_byte(sum / pixels) | 1).collect()
}

fn as_byte(mean: f64) -> u8 {
    (0..=255).find(|byte| f64::from(*byte) + 0.5 > mean).unwrap_or(255)
}

fn draft() -> Draft {
    let mut draft = Draft::sound();
    let lent = draft.sections.iter_mut().find(|section| section.algorithm == "lent").unwrap();
    let mut rows = lent.rows.clone();
    rows.push(Row { key: cat(), entry: 90, mask: ALL });
    *lent = Section::sorted("lent", rows);
    draft
}

#[test]
fn a_listed_picture_is_found_by_its_lent_hash_and_nothing_is_said_of_it_without_the_code() {
    let set = install(&draft().make().bytes).unwrap().set;
    let builder = AttachmentScanner::builder().add_set(set);
    let scan = |scanner: &AttachmentScanner| {
        scanner.scan(Attachment::bytes(CAT), &ScanContext::at(NOW)).report
    };
    let report = scan(&builder.clone().lend_hash(terms(), Arc::new(Thumbnail)).build());
    assert_eq!(report.findings.len(), 1, "{report:?}");
    let finding = &report.findings[0];
    assert_eq!((finding.evidence, finding.set.verified), (Evidence::Perceptual, true));
    // A JPEG's grey is its Y, which differs a little from that of its colours.
    assert!(finding.lent.as_ref().is_some_and(|lent| lent.distance < 144), "{finding:?}");
    let report = scan(&builder.build());
    assert_eq!((report.outcome, report.findings.len()), (Outcome::Clean, 0));
    let told: Vec<_> = report.coverage.not_compared.iter().map(|left| left.reason).collect();
    assert_eq!(told, [LentFault::NoCodeLent]);
}

#[test]
fn line_and_section_come_together_and_agree_in_length() {
    let bad = Some(SetFault::BadManifest);
    for form in ["made-up 7", "made-up 1025", "made-up 0144", "MADE 144", "pdq 144", "made-up", ""]
    {
        assert_eq!(fault(|draft| draft.lent = form.into()), bad, "{form}");
    }
    // The rows are of 144 bytes: another length does not fill the section.
    for bytes in [8, 143, 150, 1024] {
        let form = format!("made-up {bytes}");
        assert_eq!(fault(|draft| draft.lent = form), Some(SetFault::BadLayout), "{bytes}");
    }
    // With the column's zeros three rows of 145 bytes fill as much; nobody signed for such rows.
    assert_eq!(fault(|draft| draft.lent = "made-up 145".into()), Some(SetFault::AttestDigest));
    let sound = Draft::sound();
    let without = sound.text().replace("lent made-up 144\n", "");
    let manifest = crate::maker::sign(&without, &sound.signers);
    assert_eq!(install(&sound.make_with(&manifest).bytes).err(), bad);
    let mut none = Draft::sound();
    none.sections.retain(|section| section.algorithm != "lent");
    assert!(install(&none.make().bytes).is_ok());
    let text = none.text().replace("section blake3", "lent made-up 144\nsection blake3");
    let manifest = crate::maker::sign(&text, &none.signers);
    assert_eq!(install(&none.make_with(&manifest).bytes).err(), bad);
}

#[test]
fn a_set_is_of_one_lent_hash() {
    let bad = Some(SetFault::BadManifest);
    let sound = Draft::sound();
    let line = "lent made-up 144\n";
    for lines in [
        format!("{line}{line}"),
        format!("{line}lent other 144\n"),
        "lent made-up 144 8\n".into(),
        "lent  made-up 144\n".into(),
        "lent made-up 144 \n".into(),
    ] {
        let manifest = crate::maker::sign(&sound.text().replace(line, &lines), &sound.signers);
        assert_eq!(install(&sound.make_with(&manifest).bytes).err(), bad, "{lines:?}");
    }
    let mut twice = Draft::sound();
    let at = twice.sections.iter().position(|section| section.algorithm == "lent").unwrap();
    let copy = twice.sections[at].clone();
    twice.sections.insert(at, copy);
    assert_eq!(install(&twice.make().bytes).err(), bad);
}

#[test]
fn rows_of_a_lent_hash_are_checked_as_all_others_are() {
    let change = |change: fn(&mut Vec<Row>)| {
        fault(|draft| {
            let lent = draft.sections.iter_mut().find(|section| section.algorithm == "lent");
            change(&mut lent.unwrap().rows);
        })
    };
    assert_eq!(change(|rows| rows.swap(0, 1)), Some(SetFault::NotSorted));
    assert_eq!(change(|rows| rows[1] = rows[0].clone()), Some(SetFault::DuplicateEntry));
    assert_eq!(change(|rows| rows[0].entry = 0), Some(SetFault::EntryNumber));
    let short = Some(SetFault::UnderAttested { rows: 1 });
    assert_eq!(change(|rows| rows[0].mask = 1), short);
}
