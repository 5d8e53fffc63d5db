//! What was counted, as a table.

use super::counts::WITHIN;
use super::result::{Edited, LeftOut, Measured};
use crate::output::{grouped, printable_text};

impl Measured {
    /// `391 pictures, 76,245 pairs; left out: ..`
    pub(super) fn headline(&self) -> String {
        let LeftOut { no_picture, too_flat, pairs_of_same_file, pairs_named_same } = self.left_out;
        format!(
            "{} pictures, {} pairs; left out: {} files without a picture, {} pictures too flat, {} pairs of the same file, {} pairs named as the same",
            grouped(self.pictures),
            grouped(self.pairs.share.of),
            grouped(no_picture),
            grouped(too_flat),
            grouped(pairs_of_same_file),
            grouped(pairs_named_same),
        )
    }

    pub(super) fn text(&self) -> String {
        let heads = WITHIN.map(|bits| format!("{:>8}", format!("<={bits}")));
        let mut text = format!(
            "{}\n\n{:<32} {:>14}{} {:>10}\n",
            self.headline(),
            "classes",
            "pairs",
            heads.concat(),
            "at most"
        );
        for row in &self.classes {
            let [a, b] = &row.classes;
            let counts = row.within.map(|count| format!("{:>8}", grouped(count)));
            text.push_str(&format!(
                "{:<32} {:>14}{} {:>10.1e}\n",
                printable_text(&format!("{a} x {b}")),
                grouped(row.pairs),
                counts.concat(),
                row.matching.at_most
            ));
        }
        text.push_str(&format!("\npairs that match: {}\n", self.pairs.text()));
        text.push_str(&format!("pictures in such a pair: {}\n", self.per_picture.text()));
        if let Some(edited) = &self.edited {
            text.push_str(&edited.text());
        }
        text.push_str("\nnearest\n");
        for near in self.nearest.iter().take(20) {
            let [a, b] = near.names.each_ref().map(|name| printable_text(name));
            let undone = near.undone.unwrap_or("");
            text.push_str(&format!("{:>4} bits {undone:<13} {a}  {b}\n", near.distance_bits));
        }
        text
    }
}

impl Edited {
    fn text(&self) -> String {
        let new = self.by_edit.iter().filter(|of| of.new_pairs > 0);
        let by_edit: Vec<_> =
            new.map(|of| format!("{} {}", of.edit, grouped(of.new_pairs))).collect();
        let by_edit =
            if by_edit.is_empty() { String::new() } else { format!(" ({})", by_edit.join(", ")) };
        format!(
            "\nnew with edits undone, of a picture and a row: {}{by_edit}\npictures with such a match: {}\n",
            self.pairs.text(),
            self.per_picture.text()
        )
    }
}
