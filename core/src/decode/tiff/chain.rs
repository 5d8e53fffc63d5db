use std::collections::HashSet;
use std::io;

use super::form::Form;
use crate::decode::Guard;
use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::undecided::Undecided;

/// What a page takes in the tables that are kept of all pages.
const PAGE_MEMORY_BYTES: u64 = 64;

/// The places of all directories, by their chain (TIFF 6.0, section 2; BigTIFF). It ends where the
/// file does, or where it would go in a circle.
pub(super) fn walk(
    form: Form,
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<Vec<u64>, Undecided> {
    let (mut pages, mut seen) = (Vec::new(), HashSet::new());
    let mut memory_bytes = 0_u64;
    let mut next = form.value_at(reader, form.first_link(), form.offset_bytes());
    loop {
        let place = match next {
            Ok(place) if place != 0 && seen.insert(place) => place,
            Err(error) if pages.is_empty() => return Err(reason::of_io(&error, guard)),
            _ => break,
        };
        memory_bytes = memory_bytes.saturating_add(PAGE_MEMORY_BYTES);
        guard.memory(memory_bytes)?;
        // A directory that breaks off is a page: reading it tells why.
        pages.push(place);
        next = link_behind(form, reader, place);
    }
    guard.cancelled()?;
    guard.within_work()?;
    Ok(pages)
}

/// The place of the directory behind this one.
fn link_behind(form: Form, reader: &mut BlockReader<'_>, directory: u64) -> io::Result<u64> {
    let count = form.value_at(reader, directory, form.count_bytes())?;
    let entries = count.saturating_mul(form.entry_bytes());
    let link = directory.saturating_add(form.count_bytes()).saturating_add(entries);
    form.value_at(reader, link, form.offset_bytes())
}
