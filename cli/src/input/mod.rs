//! Files and standard input as attachments: finding them, opening them, many at a time.

mod each_file;
mod files;
mod interrupt;
mod list;
mod name;
mod names_from;
mod open;
mod parallel;
mod pipe;
mod skipped;
mod source;
mod walk;

use std::path::Path;

pub(crate) use each_file::{Said, each_file};
pub(crate) use files::{Files, Total};
pub(crate) use list::open_list;
pub(crate) use name::FileName;
pub(crate) use open::Opened;
pub(crate) use parallel::{Next, in_order};
use walk::{Found, Walk};

/// True for `-`.
fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
