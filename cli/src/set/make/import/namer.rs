use std::collections::BTreeMap;
use std::path::Path;

use presend_curator::import::{BadLine, Header, Item};

use crate::output::{Working, grouped, printable, printable_text};

/// So many lines of one reason are named in each file; the rest are counted.
const MOST_NAMED: u64 = 10;
/// The longest name of a row that is shown, in characters.
const MOST_LETTERS: usize = 80;

/// Names lines of one file on standard error: a few for each reason, or all of them.
pub(super) struct Namer<'a> {
    path: &'a Path,
    all: bool,
    working: &'a Working,
    seen: BTreeMap<String, u64>,
}

impl<'a> Namer<'a> {
    pub(super) fn new(path: &'a Path, all: bool, working: &'a Working) -> Self {
        Self { path, all, working, seen: BTreeMap::new() }
    }

    /// A line of a list. One that only lost a hash is on the list all the same: it is counted in the
    /// last line of the command, and named here if all are.
    pub(super) fn item(&mut self, item: &Item<'_>) {
        match *item {
            Item::Bad(bad, id) => self.bad(bad, id),
            Item::Shortened(lost, id) if self.all => {
                self.line(lost.line, id, &format!("left out {}", lost.reason));
            }
            Item::Header(header) => self.header(header),
            Item::Shortened(..) | Item::Record(_) | Item::Withdrawn(_) => {}
        }
    }

    pub(super) fn bad(&mut self, bad: BadLine, id: &[u8]) {
        if self.is_named(bad.reason.text()) {
            self.line(bad.line, id, bad.reason.text());
        }
    }

    /// A line that a known-good file dropped.
    pub(super) fn known_good(&mut self, line: u64, why: &str) {
        if self.is_named("known good") {
            self.line(line, &[], why);
        }
    }

    /// What was counted and not named.
    pub(super) fn end(self) {
        for (reason, count) in &self.seen {
            let more = count.saturating_sub(MOST_NAMED);
            if more > 0 && !self.all {
                let more = grouped(more);
                self.say(&format!("{more} more lines: {reason}; -v names them"));
            }
        }
    }

    fn is_named(&mut self, reason: &str) -> bool {
        let seen = self.seen.entry(reason.to_owned()).or_default();
        *seen = seen.saturating_add(1);
        self.all || *seen <= MOST_NAMED
    }

    fn line(&self, line: u64, id: &[u8], why: &str) {
        let id: String = String::from_utf8_lossy(id).chars().take(MOST_LETTERS).collect();
        let named = self.all && !id.is_empty();
        let id = if named { format!(" ({})", printable_text(&id)) } else { String::new() };
        self.say(&format!("line {line}{id}: {why}"));
    }

    /// What a header lacks, and with `-v` what was made of it.
    fn header(&self, header: &Header) {
        let Header { names, taken, missing } = header;
        let taken: Vec<_> = taken.iter().map(|(what, name)| format!("{what}={name}")).collect();
        let there_are = || printable_text(&format!("the columns are {}", names.join(", ")));
        if let Some(missing) = missing {
            self.say(&format!("no column {}; {}", printable_text(missing), there_are()));
        } else if taken.is_empty() {
            self.say(&format!("{}; --columns says what they hold", there_are()));
        } else if self.all {
            self.say(&format!("read as --columns '{}'", printable_text(&taken.join(","))));
        }
    }

    fn say(&self, what: &str) {
        self.working.note(&format!("{}: {what}", printable(self.path)));
    }
}
