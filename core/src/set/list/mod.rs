//! The plain list: one entry a line, read in bounded memory, refused at the first bad line.

mod builder;
mod columns;
mod error;
mod lent;
mod lines;
mod merge;
mod reader;
mod value;
mod word;

pub use builder::ListBuilder;
pub use error::{ListError, ListErrorKind};
pub use lent::LentValue;
pub use value::ListValue;
pub use word::ListWord;

pub(super) use reader::read_list;

#[cfg(test)]
mod tests;
