//! The public value types of Kotlin and Swift, written from what `presend-ffi` says of its own.
//!
//! A type that [`table::VALUES`] names is written whole: the type, its comments, and the conversion from
//! what UniFFI generates. Any other type that one of them has a field of is written by hand in that
//! language, and so is its conversion.

pub(crate) mod kotlin;
pub(crate) mod swift;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::error::Error;

use uniffi_bindgen::interface::{Enum, Record, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

/// What differs between the languages.
pub(crate) trait Language {
    /// Its column of the table.
    const NAME: &'static str;
    /// The file before the first type; `raw` are the types that are converted.
    fn head(raw: &[&str]) -> String;
    /// A record and its conversion.
    fn record(interface: &ComponentInterface, record: &Record) -> Result<String, Box<dyn Error>>;
    /// An enum and its conversion.
    fn choice(interface: &ComponentInterface, choice: &Enum) -> Result<String, Box<dyn Error>>;
}

/// Writes the value types of a library into a file, which keeps its time if nothing changed.
pub(crate) fn write<L: Language>(library: &str, file: &str) -> Result<(), Box<dyn Error>> {
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(library.into())?)?;
    let interface = interfaces.iter().find(|interface| interface.crate_name() == "presend_ffi");
    let text = text::<L>(interface.ok_or("the library is not presend-ffi")?)?;
    if std::fs::read_to_string(file).is_ok_and(|before| before == text) {
        return Ok(());
    }
    if let Some(folder) = std::path::Path::new(file).parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, text)?)
}

/// The file of a language.
fn text<L: Language>(interface: &ComponentInterface) -> Result<String, Box<dyn Error>> {
    let written: Vec<&str> = table::VALUES
        .iter()
        .filter(|row| row.languages.contains(&L::NAME))
        .map(|row| row.raw)
        .collect();
    let mut parts = vec![L::head(&written)];
    for raw in written {
        let part = match (interface.get_record_definition(raw), interface.get_enum_definition(raw))
        {
            (Some(record), _) => L::record(interface, record),
            (_, Some(choice)) => L::choice(interface, choice),
            _ => Err(format!("{raw}: the library has no such type").into()),
        };
        parts.push(part?);
    }
    Ok(parts.join("\n"))
}

/// True for an enum whose entries carry nothing.
fn is_flat(interface: &ComponentInterface, name: &str) -> bool {
    interface.get_enum_definition(name).is_some_and(|it| !it.contains_variant_fields())
}

/// Name of a record or an enum.
fn named(ty: &Type) -> Option<&str> {
    match ty {
        Type::Record { name, .. } | Type::Enum { name, .. } => Some(name),
        _ => None,
    }
}

/// A comment of Rust as lines, with `link` put around every type that it names.
fn comment(
    interface: &ComponentInterface,
    docstring: Option<&str>,
    link: impl Fn(&str) -> String,
) -> Result<Vec<String>, Box<dyn Error>> {
    let said = docstring.ok_or("something public has no comment")?;
    let types: BTreeSet<&str> = interface.iter_local_types().filter_map(Type::name).collect();
    let piece = |(at, piece): (usize, &str)| match at & 1 {
        0 => piece.to_owned(),
        _ if types.contains(piece) => link(piece),
        _ => format!("`{piece}`"),
    };
    let line = |line: &str| line.trim().split('`').enumerate().map(piece).collect();
    Ok(said.trim().lines().map(line).collect())
}
