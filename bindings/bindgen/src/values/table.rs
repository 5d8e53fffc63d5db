//! What the library's metadata cannot say: which types are values, and where a language has a name or a
//! type of its own.

/// A type that is written.
pub(super) struct Row {
    /// Its name in `presend-ffi`.
    pub(super) raw: &'static str,
    /// For which languages; the others have it by hand.
    pub(super) languages: &'static [&'static str],
}

const fn both(raw: &'static str) -> Row {
    Row { raw, languages: &["kotlin", "swift"] }
}

const fn kotlin(raw: &'static str) -> Row {
    Row { raw, languages: &["kotlin"] }
}

/// All that are written, in their order. Swift says [`Edit`] and the turns of `Variant` in one enum, by hand.
pub(super) const VALUES: &[Row] = &[
    both("ScanReport"),
    both("Outcome"),
    both("Undecided"),
    both("Coverage"),
    both("PartSkipped"),
    both("SkipReason"),
    both("NotCompared"),
    both("LentFault"),
    both("Timing"),
    both("Finding"),
    both("Evidence"),
    kotlin("Variant"),
    kotlin("Edit"),
    both("PictureWindow"),
    both("LentMatch"),
    both("SetRef"),
];

/// Types and fields with another name: language, `Type` or `Type.field`, name.
const NAMES: &[(&str, &str, &str)] = &[
    ("kotlin", "Undecided", "UndecidedReason"),
    ("swift", "Undecided", "UndecidedReason"),
    ("swift", "SetRef", "SetReference"),
    ("swift", "ScanReport.kind", "mediaType"),
];

/// The name of a language for `Type` or `Type.field`, if it has one of its own.
pub(super) fn renamed(language: &str, raw: &str) -> Option<&'static str> {
    let row = NAMES.iter().find(|(of, from, _)| *of == language && *from == raw);
    row.map(|(_, _, to)| *to)
}

/// The public name of a type.
pub(super) fn type_name<'a>(language: &str, raw: &'a str) -> &'a str {
    renamed(language, raw).unwrap_or(raw)
}

/// A field whose public type says more than the metadata does.
pub(super) struct Typed {
    /// `Type.field`.
    pub(super) field: &'static str,
    /// The type, of the same name in both languages.
    pub(super) ty: &'static str,
}

/// Fields with a type of their own: it is written by hand, and made as any other.
pub(super) const TYPED: &[Typed] = &[Typed { field: "Finding.token", ty: "FindingToken" }];

/// Enums with values that also have a stable name, as JSON and the journal write it.
pub(super) const STABLE: &[&str] = &["Outcome", "Undecided"];

/// The type of a field that has one of its own.
pub(super) fn typed(owner: &str, field: &str) -> Option<&'static str> {
    let path = format!("{owner}.{field}");
    TYPED.iter().find(|row| row.field == path).map(|row| row.ty)
}
