use super::{AttestLine, MAX_AUTHORITIES, MAX_NUMBER, Manifest, MatchLine, Recipient, SectionLine};
use super::{FIRST_LINE, PARAMETERS, is_name, is_test_name, is_word};
use crate::hash::vpdq::VideoRule;
use crate::lent::LentForm;
use crate::policy::{Action, Actions};
use crate::set::base64::decode_32;
use crate::set::fault::SetFault;
use crate::set::lines::Lines;
use crate::set::parameters::MatchParameters;
use crate::set::section_algorithm::SectionAlgorithm;
use crate::set::state::VersionLeaf;
use crate::set::text_fault::TextFault;

/// The most bits by which an authority's own hash may differ from a row it vouches for.
const MAX_ATTEST_BITS: u32 = 10;

pub(super) fn parse(text: &str) -> Result<Manifest, SetFault> {
    let mut lines = Lines::new(text);
    let head = head(&mut lines).ok_or(SetFault::BadManifest)?;
    let sections = sections(&mut lines)?;
    let manifest = rest(&mut lines, head, sections).ok_or(SetFault::BadManifest)?;
    // What is written again the same has no blank, zero or sign too many, and no other base64.
    if !lines.is_empty() || contradiction(&manifest).is_some() || manifest.to_string() != text {
        return Err(SetFault::BadManifest);
    }
    Ok(manifest)
}

/// What an assembler publishes before there are sections: all but those and what follows from them.
/// There is a `match` line for each perceptual kind that there may be.
pub(super) fn parse_parameters(text: &str) -> Result<Manifest, TextFault> {
    let mut lines = Lines::new(text);
    let read = lines.exactly(PARAMETERS).and_then(|()| head_lines(&mut lines));
    let mut manifest = read.ok_or_else(|| TextFault::unread(text, &lines))?;
    for algorithm in SectionAlgorithm::ALL.into_iter().filter(|known| known.is_perceptual()) {
        manifest.matches.extend(match_line(&mut lines, algorithm));
    }
    if !lines.is_empty() {
        return Err(TextFault::unread(text, &lines));
    }
    if let Some((name, expected)) = contradiction(&manifest) {
        return Err(TextFault::of_line(text, name, expected));
    }
    TextFault::unlike(text, &manifest.parameters()).map_or(Ok(manifest), Err)
}

/// Everything up to the sections.
fn head(lines: &mut Lines<'_>) -> Option<Manifest> {
    lines.exactly(FIRST_LINE)?;
    head_lines(lines)
}

fn head_lines(lines: &mut Lines<'_>) -> Option<Manifest> {
    let set = lines.field("set")?.to_owned();
    let version = number(lines.field("version")?)?;
    let [not_before, not_after] = numbers(lines.fields("valid")?)?;
    let [basis, sunset] = lines.fields("basis")?;
    let sunset = number(sunset)?;
    let purpose = lines.field("purpose")?.to_owned();
    let actions = actions(lines.field("actions")?)?;
    let [threshold, window_days] = numbers(lines.fields("threshold")?)?;
    lines.exactly("notice immediate")?;
    Some(Manifest {
        set,
        version,
        not_before,
        not_after,
        basis: basis.to_owned(),
        sunset,
        purpose,
        actions,
        threshold,
        window_days,
        recipient: recipient(lines)?,
        salt: decode_32(lines.field("salt")?)?,
        previous: previous(lines)?,
        authorities: authorities(lines)?,
        lent: lent(lines)?,
        sections: Vec::new(),
        matches: Vec::new(),
        attests: Vec::new(),
    })
}

fn recipient(lines: &mut Lines<'_>) -> Option<Option<Recipient>> {
    if lines.exactly("recipient none").is_some() {
        return Some(None);
    }
    let [name, kind, key] = lines.fields("recipient")?;
    let key = decode_32(key)?;
    (kind == "x25519" && is_name(name)).then(|| Some(Recipient { name: name.to_owned(), key }))
}

fn previous(lines: &mut Lines<'_>) -> Option<Option<VersionLeaf>> {
    if lines.exactly("prev none").is_some() {
        return Some(None);
    }
    let [version, leaf] = lines.fields("prev")?;
    Some(Some(VersionLeaf { version: number(version)?, leaf: decode_32(leaf)? }))
}

fn authorities(lines: &mut Lines<'_>) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    while let Some(name) = lines.field("authority") {
        let fits = names.len() < MAX_AUTHORITIES && is_name(name);
        if !fits || names.iter().any(|other| other == name) {
            return None;
        }
        names.push(name.to_owned());
    }
    (!names.is_empty()).then_some(names)
}

/// The outer `None` is a line that names no lent hash; without a line there is none.
fn lent(lines: &mut Lines<'_>) -> Option<Option<LentForm>> {
    let Some([name, bytes]) = lines.fields("lent") else { return Some(None) };
    LentForm::new(name, u16::try_from(small(bytes)?).ok()?).map(Some)
}

/// At least one, in the order of the file.
fn sections(lines: &mut Lines<'_>) -> Result<Vec<SectionLine>, SetFault> {
    let mut sections: Vec<SectionLine> = Vec::new();
    while let Some([name, rows, items, sha256]) = lines.fields("section") {
        let algorithm = SectionAlgorithm::from_name(name).ok_or(SetFault::UnknownAlgorithm)?;
        let section = section(algorithm, rows, items, sha256).ok_or(SetFault::BadManifest)?;
        if sections.last().is_some_and(|last| last.algorithm >= algorithm) {
            return Err(SetFault::BadManifest);
        }
        sections.push(section);
    }
    if sections.is_empty() { Err(SetFault::BadManifest) } else { Ok(sections) }
}

fn section(algorithm: SectionAlgorithm, rows: &str, items: &str, sha: &str) -> Option<SectionLine> {
    let (rows, items) = (number(rows)?, number(items)?);
    let counts_fit =
        if algorithm == SectionAlgorithm::Vpdq { items >= rows } else { items == rows };
    let sha256 = decode_32(sha)?;
    (rows > 0 && counts_fit).then_some(SectionLine { algorithm, rows, items, sha256 })
}

fn rest(lines: &mut Lines<'_>, head: Manifest, sections: Vec<SectionLine>) -> Option<Manifest> {
    // The line and the section come together or not at all.
    let has_rows = sections.iter().any(|section| section.algorithm == SectionAlgorithm::Lent);
    if has_rows != head.lent.is_some() {
        return None;
    }
    let mut matches = Vec::new();
    for section in sections.iter().filter(|section| section.algorithm.is_perceptual()) {
        matches.push(match_line(lines, section.algorithm)?);
    }
    let mut attests = Vec::new();
    for section in &sections {
        for (authority, name) in head.authorities.iter().enumerate() {
            let [algorithm, by, rows, sha256] = lines.fields("attest")?;
            let (rows, sha256) = (number(rows)?, decode_32(sha256)?);
            if algorithm != section.algorithm.name() || by != name || rows > section.rows {
                return None;
            }
            attests.push(AttestLine { algorithm: section.algorithm, authority, rows, sha256 });
        }
    }
    Some(Manifest { sections, matches, attests, ..head })
}

fn match_line(lines: &mut Lines<'_>, algorithm: SectionAlgorithm) -> Option<MatchLine> {
    let (name, perceptual, borderline, attest, quality, video_pct);
    if algorithm == SectionAlgorithm::Vpdq {
        let (query, set);
        [name, perceptual, borderline, attest, quality, query, set] = lines.fields("match")?;
        let query = percent(query).filter(|query| *query >= VideoRule::LOWEST_QUERY_PCT)?;
        video_pct = Some((query, percent(set)?));
    } else {
        [name, perceptual, borderline, attest, quality] = lines.fields("match")?;
        video_pct = None;
    }
    let attest_bits = small(attest)?;
    let quality = u8::try_from(small(quality)?).ok()?;
    let parameters = MatchParameters::new(small(perceptual)?, small(borderline)?, quality).ok()?;
    let fits = name == algorithm.name() && attest_bits <= MAX_ATTEST_BITS;
    fits.then_some(MatchLine { algorithm, parameters, attest_bits, video_pct })
}

/// What no single line shows: the name of a line, and what it must be.
fn contradiction(manifest: &Manifest) -> Option<(&'static str, &'static str)> {
    let chained = manifest.previous.is_none_or(|old| (1..manifest.version).contains(&old.version));
    let reports = manifest.actions.contains(Action::ReportCandidate);
    let test_names = manifest.authorities.iter().filter(|name| is_test_name(name)).count();
    let of_one_kind = test_names == 0 || test_names == manifest.authorities.len();
    let name = "a name of small letters, digits, `.`, `/` and `-`, at most 64";
    let dates = "a beginning before the end, in seconds since 1970";
    [
        (is_name(&manifest.set), "set", name),
        (manifest.version > 0, "version", "a version from 1"),
        (manifest.not_before < manifest.not_after, "valid", dates),
        (is_word(&manifest.basis), "basis", "a basis of printable ASCII, at most 255"),
        (manifest.not_before < manifest.sunset, "basis", "an end after the set becomes valid"),
        (is_name(&manifest.purpose), "purpose", name),
        ((2..=32).contains(&manifest.threshold), "threshold", "2 to 32 entries"),
        ((1..=30).contains(&manifest.window_days), "threshold", "a window of 1 to 30 days"),
        (manifest.recipient.is_some() || !reports, "recipient", "one, for the action of a report"),
        (chained, "prev", "a version below that of this set"),
        (of_one_kind, "authority", "published test names only, or none of them"),
    ]
    .into_iter()
    .find_map(|(holds, line, expected)| (!holds).then_some((line, expected)))
}

/// `none`, or names between commas.
fn actions(text: &str) -> Option<Actions> {
    if text == "none" {
        return Some(Actions::NONE);
    }
    text.split(',').try_fold(Actions::NONE, |actions, name| {
        let action = Action::from_name(name).filter(|action| *action != Action::Allow)?;
        Some(actions.with(action))
    })
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| *number <= MAX_NUMBER)
}

fn numbers<const COUNT: usize>(texts: [&str; COUNT]) -> Option<[u64; COUNT]> {
    let numbers: Option<Vec<u64>> = texts.into_iter().map(number).collect();
    numbers?.try_into().ok()
}

fn small(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn percent(text: &str) -> Option<u8> {
    text.parse().ok().filter(|percent| *percent <= 100)
}
