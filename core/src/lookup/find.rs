use super::entries::{Entries, EntryEvidence, NearEvidence};
use super::hit::{Hit, MAX_HITS, Tokens, strongest_first};
use super::queries::{hashes, near_queries};
use super::{near, video};
use crate::context::CancelToken;
use crate::hash::{Digests, Fingerprints};
use crate::report::Finding;
use crate::set::{KnownSet, NearSection};
use crate::undecided::Undecided;

/// Compares one part of an attachment with every set; `part` is its name, empty for the attachment
/// itself. Strongest first. Fails only as [`Undecided::Cancelled`].
pub fn find(
    part: &str,
    fingerprints: &Fingerprints,
    sets: &[KnownSet],
    cancel: &CancelToken,
) -> Result<Vec<Hit>, Undecided> {
    find_in_all(part, sets, |set, entries| add_stills(fingerprints, set, entries, cancel))
}

/// [`find`], and the vPDQ rule over the frames taken together: for a video whose frames were taken
/// at a fixed rate.
pub fn find_frames(
    part: &str,
    fingerprints: &Fingerprints,
    sets: &[KnownSet],
    cancel: &CancelToken,
) -> Result<Vec<Hit>, Undecided> {
    find_in_all(part, sets, |set, entries| {
        add_stills(fingerprints, set, entries, cancel)?;
        let section = set.parts().video.as_ref();
        section.map_or(Ok(()), |section| video::add(fingerprints, section, entries, cancel))
    })
}

fn find_in_all(
    part: &str,
    sets: &[KnownSet],
    add: impl Fn(&KnownSet, &mut Entries) -> Result<(), Undecided>,
) -> Result<Vec<Hit>, Undecided> {
    let mut tokens = Tokens::default();
    let mut all = Vec::new();
    for set in sets {
        let mut entries = Entries::default();
        add(set, &mut entries)?;
        let hit = |(entry, evidence)| hit(part, set, entry, &evidence, &mut tokens);
        let mut hits: Vec<Hit> = entries.into_iter().filter_map(hit).collect();
        strongest_first(&mut hits);
        hits.truncate(MAX_HITS);
        all.append(&mut hits);
    }
    strongest_first(&mut all);
    Ok(all)
}

/// Digests, and every frame by itself.
fn add_stills(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    add_digests(&fingerprints.digests, set, entries);
    for section in &set.parts().near {
        add_near(fingerprints, section, entries, cancel)?;
    }
    Ok(())
}

fn add_digests(digests: &Digests, set: &KnownSet, entries: &mut Entries) {
    for section in &set.parts().exact {
        let Some(digest) = digests.get(section.algorithm) else { continue };
        let tag = set.parts().salt.tag(section.algorithm, digest);
        let row = section.find(&tag);
        if let Some(entry) = row.and_then(|row| section.entry(row)) {
            entries.add_digest(entry, section.algorithm.is_strong());
        }
    }
}

fn add_near(
    fingerprints: &Fingerprints,
    section: &NearSection,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    let parameters = section.parameters;
    let queries = near_queries(fingerprints, section.form, parameters.min_quality());
    for queries in queries.chunks(near::MAX_QUERIES) {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        let bits = parameters.borderline_bits();
        near::find(section.hi(), section.lo(), &hashes(queries), bits, &mut |found| {
            let (Some(entry), Some(query)) = (section.entry(found.row), queries.get(found.query))
            else {
                return;
            };
            entries.add_near(
                entry,
                NearEvidence {
                    distance_bits: found.distance_bits,
                    parameters,
                    quality: query.pdq.quality,
                    frame: query.frame,
                    variant: query.variant,
                },
            );
        });
    }
    Ok(())
}

fn hit(
    part: &str,
    set: &KnownSet,
    entry: u32,
    evidence: &EntryEvidence,
    tokens: &mut Tokens,
) -> Option<Hit> {
    let (grade, near) = evidence.grade()?;
    let finding = Finding {
        set: set.reference().clone(),
        evidence: grade,
        distance_bits: near.map(|near| near.distance_bits),
        threshold_bits: near.map(|near| near.threshold_bits()),
        quality: near.map(|near| near.quality),
        part: part.to_owned(),
        frame: near.map(|near| near.frame),
        variant: near.map(|near| near.variant),
        token: tokens.next(),
        test: set.parts().test,
    };
    Some(Hit { finding, entry })
}
