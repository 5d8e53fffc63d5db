use super::cleared::{Cleared, cleared};
use super::entries::{Entries, EntryEvidence, Grade, NearEvidence};
use super::hit::{Hit, Tokens, strongest_first};
use super::queries::{NearQuery, edited_queries, hashes, near_queries};
use super::{canaries, lent, near, video};
use crate::context::CancelToken;
use crate::hash::{Digests, Fingerprints};
use crate::report::{Finding, FindingToken};
use crate::set::{KnownSet, NearSection};
use crate::undecided::Undecided;

/// The entry number of the built-in test pictures.
const CANARY: u32 = 0;

/// Compares one part of an attachment with every set; `part` is its name, empty for the attachment
/// itself. Strongest first. Fails only as [`Undecided::Cancelled`].
pub fn find(
    part: &str,
    fingerprints: &Fingerprints,
    sets: &[KnownSet],
    cancel: &CancelToken,
) -> Result<Vec<Hit>, Undecided> {
    find_in_all(part, fingerprints, sets, cancel, |set, cleared, entries| {
        add_stills(fingerprints, set, cleared, entries, cancel)
    })
}

/// [`find`], and the vPDQ rule over the frames taken together: for a video whose frames were taken
/// at a fixed rate.
pub fn find_frames(
    part: &str,
    fingerprints: &Fingerprints,
    sets: &[KnownSet],
    cancel: &CancelToken,
) -> Result<Vec<Hit>, Undecided> {
    find_in_all(part, fingerprints, sets, cancel, |set, cleared, entries| {
        add_stills(fingerprints, set, cleared, entries, cancel)?;
        let section = set.parts().video.as_ref();
        section.map_or(Ok(()), |section| {
            video::add(fingerprints, section, &cleared.frames, entries, cancel)
        })
    })
}

fn find_in_all(
    part: &str,
    fingerprints: &Fingerprints,
    sets: &[KnownSet],
    cancel: &CancelToken,
    add: impl Fn(&KnownSet, &Cleared, &mut Entries) -> Result<(), Undecided>,
) -> Result<Vec<Hit>, Undecided> {
    let mut tokens = Tokens::default();
    let mut all = Vec::new();
    for set in sets {
        let cleared = cleared(fingerprints, set, cancel)?;
        let mut entries = Entries::default();
        add(set, &cleared, &mut entries)?;
        let mut canaries = Entries::default();
        canaries::add(fingerprints, set, &mut canaries, cancel)?;
        let mut hit = |entry, evidence: EntryEvidence| {
            let grade = evidence.grade()?;
            let mut finding = finding(part, set, &grade, entry == CANARY, tokens.next());
            finding.time_ms = finding.frame.and_then(|frame| fingerprints.time_ms(frame));
            let edited = grade.near.and_then(|near| fingerprints.edited.get(near.edited?));
            finding.window = edited.and_then(|edited| edited.window);
            Some(Hit { finding, entry, cleared: grade.cleared })
        };
        all.extend(entries.into_iter().filter_map(|(entry, found)| hit(entry, found)));
        all.extend(canaries.into_iter().filter_map(|(_, found)| hit(CANARY, found)));
    }
    strongest_first(&mut all);
    Ok(all)
}

/// Digests, and every frame by itself.
fn add_stills(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    cleared: &Cleared,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    add_digests(&fingerprints.digests, set, entries);
    add_links(&fingerprints.links, set, entries, cancel)?;
    for section in &set.parts().near {
        let entry = |row| section.rows().entry(row);
        add_near(fingerprints, section, entry, cancel, &mut |entry, near| {
            entries.add_near(entry, near, cleared.covers(&near));
        })?;
    }
    lent::add(fingerprints, set, cleared, entries, cancel)
}

fn add_digests(digests: &Digests, set: &KnownSet, entries: &mut Entries) {
    for section in &set.parts().exact {
        let Some(digest) = digests.get(section.algorithm) else { continue };
        let tag = set.parts().salt.tag(section.algorithm, digest);
        let row = section.find(&tag);
        if let Some(entry) = row.and_then(|row| section.rows().entry(row)) {
            entries.add_digest(entry, section.algorithm);
        }
    }
}

/// Every expression of every link, whether or not one before it was found.
fn add_links(
    links: &[Vec<[u8; 32]>],
    set: &KnownSet,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    let Some(section) = &set.parts().links else { return Ok(()) };
    for expressions in links {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        for sha256 in expressions {
            let row = section.find(&set.parts().salt.url_tag(sha256));
            if let Some(entry) = row.and_then(|row| section.rows().entry(row)) {
                entries.add_digest(entry, section.algorithm);
            }
        }
    }
    Ok(())
}

/// Gives every row that is near enough to `add`, with the number that `number` has for it.
pub(super) fn add_near(
    fingerprints: &Fingerprints,
    section: &NearSection,
    number: impl Fn(usize) -> Option<u32>,
    cancel: &CancelToken,
    add: &mut dyn FnMut(u32, NearEvidence),
) -> Result<(), Undecided> {
    let parameters = section.parameters;
    let as_seen = near_queries(fingerprints, section.form, parameters.min_quality());
    let edited = edited_queries(fingerprints, section.form, parameters.min_quality());
    let mut found = |query: &NearQuery, row, distance_bits| {
        let near = NearEvidence {
            distance_bits,
            parameters,
            quality: query.pdq.quality,
            frame: query.frame,
            variant: query.variant,
            edited: query.edited,
        };
        if near.is_near_enough() {
            number(row).into_iter().for_each(|number| add(number, near));
        }
    };
    compare(section, &as_seen, parameters.borderline_bits(), cancel, &mut found)?;
    compare(section, &edited, parameters.perceptual_bits(), cancel, &mut found)
}

/// Queries that are compared together before it is asked whether to stop: about what the edits of one
/// picture come to.
const TOGETHER: usize = 6 * near::MAX_QUERIES;

/// Every pair of a query and a row at most so many bits apart.
fn compare(
    section: &NearSection,
    queries: &[NearQuery],
    bits: u32,
    cancel: &CancelToken,
    found: &mut dyn FnMut(&NearQuery, usize, u32),
) -> Result<(), Undecided> {
    let rows = section.hashes();
    for queries in queries.chunks(TOGETHER) {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        near::find(rows.hi(), rows.lo(), &hashes(queries), bits, &mut |near| {
            if let Some(query) = queries.get(near.query) {
                found(query, near.row, near.distance_bits);
            }
        });
    }
    Ok(())
}

fn finding(
    part: &str,
    set: &KnownSet,
    grade: &Grade,
    is_canary: bool,
    token: FindingToken,
) -> Finding {
    let (near, lent) = (grade.near, grade.lent);
    let frame = near.map(|near| near.frame).or(lent.map(|lent| lent.frame));
    Finding {
        set: set.reference().clone(),
        evidence: grade.evidence,
        distance_bits: near.map(|near| near.distance_bits),
        threshold_bits: near.map(|near| near.threshold_bits()),
        quality: near.map(|near| near.quality),
        part: part.to_owned(),
        frame,
        time_ms: None,
        variant: near.map(|near| near.variant),
        window: None,
        lent: lent.map(|lent| lent.told()),
        token,
        test: is_canary || set.parts().test,
    }
}
