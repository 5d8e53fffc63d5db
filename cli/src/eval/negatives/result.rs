//! What was counted, as JSON has it.

use presend::hash::edits::{Edit, EditProfile};
use serde::Serialize;

use super::counts::{Close, Counts, Totals, WITHIN};
use super::rows::Rows;
use crate::eval::rate::Rate;

/// The result of `presend eval negatives --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct Measured {
    v: u32,
    pub(super) version: &'static str,
    pub(super) edits: &'static str,
    pub(super) pictures: u64,
    pub(super) left_out: LeftOut,
    /// Pairs within the match distance, of all.
    pub(super) pairs: Rate,
    /// Pictures in such a pair.
    pub(super) per_picture: Rate,
    pub(super) classes: Vec<OfClasses>,
    /// Pairs by distance, from 0 on.
    pub(super) by_bits: Vec<u64>,
    /// With `--edits`: what matches only because an edit was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edited: Option<Edited>,
    pub(super) nearest: Vec<Nearest>,
}

#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    pub(super) no_picture: u64,
    pub(super) too_flat: u64,
    pub(super) pairs_of_same_file: u64,
    pub(super) pairs_named_same: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct OfClasses {
    pub(super) classes: [String; 2],
    pub(super) pairs: u64,
    /// As [`WITHIN`] has the distances.
    pub(super) within: [u64; WITHIN.len()],
    pub(super) matching: Rate,
}

#[derive(Debug, Serialize)]
pub(super) struct Edited {
    /// Of a picture and a row: each pair of pictures counts twice.
    pub(super) pairs: Rate,
    pub(super) per_picture: Rate,
    pub(super) by_edit: Vec<OfEdit>,
}

#[derive(Debug, Serialize)]
pub(super) struct OfEdit {
    pub(super) edit: &'static str,
    pub(super) within_bits: u32,
    pub(super) new_pairs: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Nearest {
    pub(super) distance_bits: u32,
    pub(super) undone: Option<&'static str>,
    pub(super) names: [String; 2],
}

impl Measured {
    pub(super) fn new(
        profile: EditProfile,
        (no_picture, too_flat): (u64, u64),
        (pictures, rows): (&Rows, &Rows),
        totals: &Totals,
        counts: &Counts,
    ) -> Self {
        let Totals { same_file, same_named, .. } = *totals;
        let matching = counts.by_class.values().filter_map(|within| within.get(3)).sum();
        let count = totals.pictures();
        let nearest = |close: &Close| Nearest {
            distance_bits: close.bits,
            undone: close.undone.map(Edit::name),
            names: [pictures.name(close.pair.picture), rows.name(close.pair.row)]
                .map(str::to_owned),
        };
        Self {
            v: 1,
            version: env!("CARGO_PKG_VERSION"),
            edits: profile.name(),
            pictures: count,
            left_out: LeftOut {
                no_picture,
                too_flat,
                pairs_of_same_file: same_file,
                pairs_named_same: same_named,
            },
            pairs: Rate::new(matching, totals.pairs),
            per_picture: Rate::new(counts.matched.len() as u64, count),
            classes: of_classes(rows, totals, counts),
            by_bits: counts.by_bits.to_vec(),
            edited: (profile != EditProfile::None).then(|| Edited::new(totals, counts)),
            nearest: counts.nearest.iter().map(nearest).collect(),
        }
    }
}

fn of_classes(rows: &Rows, totals: &Totals, counts: &Counts) -> Vec<OfClasses> {
    let name = |class: u16| rows.class_names.get(usize::from(class)).cloned().unwrap_or_default();
    let of = |((a, b), pairs): (&(u16, u16), &u64)| {
        let within = counts.by_class.get(&(*a, *b)).copied().unwrap_or_default();
        let [.., matching, _] = within;
        OfClasses {
            classes: [name(*a), name(*b)],
            pairs: *pairs,
            within,
            matching: Rate::new(matching, *pairs),
        }
    };
    totals.by_class.iter().filter(|(_, pairs)| **pairs > 0).map(of).collect()
}

impl Edited {
    fn new(totals: &Totals, counts: &Counts) -> Self {
        let of = |(edit, new_pairs): (Edit, u64)| OfEdit {
            edit: edit.name(),
            within_bits: edit.most_bits(),
            new_pairs,
        };
        Self {
            pairs: Rate::new(counts.new_pairs, totals.pairs * counts.directions()),
            per_picture: Rate::new(counts.new_matched.len() as u64, totals.pictures()),
            by_edit: Edit::ALL.into_iter().zip(counts.new_by_edit).map(of).collect(),
        }
    }
}
