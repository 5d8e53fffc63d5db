//! The plain list: one entry a line, read in bounded memory, refused at the first bad line.

mod builder;
mod columns;
mod error;
mod lines;
mod merge;
mod reader;
mod value;

pub use builder::ListBuilder;
pub use error::{ListError, ListErrorKind};
pub use value::ListValue;

pub(super) use reader::read_list;

#[cfg(test)]
mod tests;
