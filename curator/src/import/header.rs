use presend::lent::LentForm;
use presend::set::SectionAlgorithm;

use super::columns::{Columns, Meaning};
use super::fields::Fields;
use super::lent;
use super::reason::Reason;

/// What may separate fields, the likeliest first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How the header of a table was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The names that are in it.
    pub names: Vec<String>,
    /// What is read, and from the column of which name, as [`Columns::parse`] takes it.
    pub taken: Vec<(&'static str, String)>,
    /// The first name that was asked for and is not in it.
    pub missing: Option<String>,
}

/// Where in a row what stands.
pub(super) struct Understood {
    pub(super) header: Header,
    pub(super) fields: Fields,
    pub(super) places: Vec<(Meaning, usize)>,
    /// Why the table cannot be read.
    pub(super) fault: Option<Reason>,
}

impl Understood {
    /// With the delimiter that was told, or the one that makes most of the header.
    pub(super) fn of(columns: &Columns, lent: Option<LentForm>, line: &[u8]) -> Self {
        let with = |delimiter| Self::delimited_by(delimiter, columns, lent, line);
        match columns.delimiter {
            Some(delimiter) => with(delimiter),
            None => {
                let [first, others @ ..] = DELIMITERS.map(with);
                others.into_iter().fold(first, Self::better)
            }
        }
    }

    /// Where none finds a column, the one that splits most shows the names that there are.
    fn better(self, other: Self) -> Self {
        let worth = |this: &Self| (this.places.len(), this.header.names.len());
        if worth(&other) > worth(&self) { other } else { self }
    }

    fn delimited_by(delimiter: u8, columns: &Columns, lent: Option<LentForm>, line: &[u8]) -> Self {
        let mut fields = Fields::new(delimiter, columns.quote);
        fields.split(line);
        let field = |at| fields.get(line, at).unwrap_or_default().trim_ascii();
        let names = (0..fields.len()).map(|at| String::from_utf8_lossy(field(at)).into_owned());
        let header = Header { names: names.collect(), ..Header::default() };
        let mut understood = Self { header, fields, places: Vec::new(), fault: None };
        match columns.names.is_empty() {
            true => understood.take_what_is_known(lent),
            false => understood.take(&columns.names),
        }
        // What names a row is known before anything in the row can be wrong.
        understood.places.sort_by_key(|(meaning, _)| *meaning != Meaning::Id);
        understood
    }

    /// The columns that were asked for, and the quality of a hash whether or not it was.
    fn take(&mut self, asked: &[(Meaning, String)]) {
        for (meaning, name) in asked {
            self.place(*meaning, |known| known.eq_ignore_ascii_case(name));
            if self.places.iter().all(|(placed, _)| placed != meaning) {
                self.header.missing.get_or_insert_with(|| name.clone());
                self.fault.get_or_insert(Reason::MissingColumn);
            }
        }
        let asked = |wanted: fn(&Meaning) -> bool| asked.iter().any(|(known, _)| wanted(known));
        if asked(Meaning::is_rated) && !asked(|known| *known == Meaning::Quality) {
            self.place(Meaning::Quality, |name| Meaning::of_name(name) == Some(Meaning::Quality));
        }
    }

    /// Values of a lent hash are in the column of its name, if somebody said which hash that is.
    fn take_what_is_known(&mut self, lent: Option<LentForm>) {
        for meaning in Meaning::all() {
            let is_lent = meaning == Meaning::Value(SectionAlgorithm::Lent);
            let is_own = |name: &str| lent.is_some_and(|form| lent::is_named(form, name));
            self.place(meaning, |name| {
                if is_lent { is_own(name) } else { Meaning::of_name(name) == Some(meaning) }
            });
        }
        if !self.places.iter().any(|(meaning, _)| matches!(meaning, Meaning::Value(_))) {
            self.fault.get_or_insert(Reason::NoHashColumn);
        }
    }

    /// Takes the one column whose name is right.
    fn place(&mut self, meaning: Meaning, is_right: impl Fn(&str) -> bool) {
        let mut found = (0..).zip(&self.header.names).filter(|(_, name)| is_right(name));
        let (first, second) = (found.next(), found.next().is_some());
        if let Some((at, name)) = first {
            self.places.push((meaning, at));
            self.header.taken.push((meaning.name(), name.clone()));
        }
        if second {
            self.fault.get_or_insert(Reason::DuplicateColumn);
        }
    }
}
