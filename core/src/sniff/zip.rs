use super::{MediaKind, find};

const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
/// Marks of a split archive, before its first local header (APPNOTE.TXT 8.5.3 and 8.5.4).
const SPLIT_MARKS: [&[u8]; 2] = [b"PK\x07\x08", b"PK00"];

/// An archive, and which Office kind it is by the names of its first entries.
pub(super) fn kind(head: &[u8]) -> Option<MediaKind> {
    if head.starts_with(b"PK\x05\x06") {
        return Some(MediaKind::Zip);
    }
    let entries = SPLIT_MARKS.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
    entries.starts_with(LOCAL_HEADER).then(|| office(entries).unwrap_or(MediaKind::Zip))
}

/// Word, Excel or PowerPoint: a folder of that name beside a mark of the Open Packaging Conventions.
fn office(entries: &[u8]) -> Option<MediaKind> {
    let mut packaged = false;
    let mut folder = None;
    for name in Names(entries) {
        packaged |= name == b"[Content_Types].xml" || name == b"_rels/.rels";
        folder = folder.or_else(|| of_folder(name));
    }
    folder.filter(|_| packaged)
}

fn of_folder(name: &[u8]) -> Option<MediaKind> {
    let folders: [(&[u8], MediaKind); 3] =
        [(b"word/", MediaKind::Docx), (b"xl/", MediaKind::Xlsx), (b"ppt/", MediaKind::Pptx)];
    folders.iter().find(|(folder, _)| name.starts_with(folder)).map(|(_, kind)| *kind)
}

/// The names of the local entries, as far as they lie in the head.
struct Names<'a>(&'a [u8]);

impl<'a> Iterator for Names<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (header, rest) = self.0.strip_prefix(LOCAL_HEADER)?.split_first_chunk::<26>()?;
        let [_, _, flags, ..] = header;
        let size = u32::from_le_bytes(*header.get(14..)?.first_chunk()?);
        let name_length = u16::from_le_bytes(*header.get(22..)?.first_chunk()?);
        let extra_length = u16::from_le_bytes(*header.get(24..)?.first_chunk()?);
        let (name, rest) = rest.split_at_checked(usize::from(name_length))?;
        let data = rest.get(usize::from(extra_length)..).unwrap_or_default();
        self.0 = after_data(data, size, flags & 0b1000 != 0);
        Some(name)
    }
}

/// What follows the data of an entry. Where the size is written behind the data, the next header is
/// looked for.
fn after_data(data: &[u8], size: u32, size_is_behind: bool) -> &[u8] {
    let length = if size_is_behind && size == 0 {
        find(data, LOCAL_HEADER)
    } else {
        usize::try_from(size).ok()
    };
    length.and_then(|length| data.get(length..)).unwrap_or_default()
}
