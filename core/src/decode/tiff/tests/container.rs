/// Byte order, and whether offsets have eight bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    big_endian: bool,
    big_offsets: bool,
}

pub(super) const FORMS: [Form; 4] = [
    Form { big_endian: false, big_offsets: false },
    Form { big_endian: true, big_offsets: false },
    Form { big_endian: false, big_offsets: true },
    Form { big_endian: true, big_offsets: true },
];

impl Form {
    /// A number of so many bytes.
    pub(super) fn number(self, value: u64, length: usize) -> Vec<u8> {
        if self.big_endian {
            value.to_be_bytes()[8 - length..].to_vec()
        } else {
            value.to_le_bytes()[..length].to_vec()
        }
    }

    fn offset_length(self) -> usize {
        if self.big_offsets { 8 } else { 4 }
    }
}

/// A page as it is in a file: its tags, and its strips or tiles.
pub(super) struct Page {
    pub(super) tags: Vec<(u64, Vec<u64>)>,
    pub(super) chunks: Vec<Vec<u8>>,
    pub(super) tiled: bool,
}

impl Page {
    pub(super) fn set(&mut self, tag: u64, value: u64) {
        self.tags.retain(|(other, _)| *other != tag);
        self.tags.push((tag, vec![value]));
    }
}

/// A file of these pages, the pixels of each behind its directory.
pub(super) fn file(form: Form, pages: &[Page]) -> Vec<u8> {
    let word = form.offset_length();
    let mut out = if form.big_endian { b"MM".to_vec() } else { b"II".to_vec() };
    out.extend(form.number(if form.big_offsets { 43 } else { 42 }, 2));
    if form.big_offsets {
        out.extend(form.number(8, 2));
        out.extend(form.number(0, 2));
    }
    let mut link = out.len();
    out.extend(vec![0; word]);
    for page in pages {
        link = write_page(form, page, link, &mut out);
    }
    out
}

/// Writes a page and returns where the place of the next one is to be noted.
fn write_page(form: Form, page: &Page, link: usize, out: &mut Vec<u8>) -> usize {
    let word = form.offset_length();
    let here = |out: &Vec<u8>| u64::try_from(out.len()).unwrap();
    let (place_tag, length_tag) = if page.tiled { (324, 325) } else { (273, 279) };
    let lengths = page.chunks.iter().map(|chunk| u64::try_from(chunk.len()).unwrap()).collect();
    let mut entries = page.tags.clone();
    entries.push((place_tag, vec![u64::from(u32::MAX); page.chunks.len()]));
    entries.push((length_tag, lengths));
    entries.sort();
    let mut directory =
        form.number(u64::try_from(entries.len()).unwrap(), if word == 8 { 8 } else { 2 });
    // Within the directory or before it: where the places of the chunks are to be noted.
    let mut places = (true, 0);
    for (tag, values) in entries {
        // SHORT is 3, LONG is 4, and JPEGTables are UNDEFINED, 7.
        let (kind, length) = match tag {
            347 => (7, 1),
            _ if values.iter().any(|v| *v > 0xffff) => (4, 4),
            _ => (3, 2),
        };
        directory.extend(form.number(tag, 2));
        directory.extend(form.number(kind, 2));
        directory.extend(form.number(u64::try_from(values.len()).unwrap(), word));
        let mut bytes: Vec<u8> = values.iter().flat_map(|v| form.number(*v, length)).collect();
        let inline = bytes.len() <= word;
        if tag == place_tag {
            places = (inline, if inline { directory.len() } else { out.len() });
        }
        if !inline {
            let at = here(out);
            out.extend(bytes);
            bytes = form.number(at, word);
        }
        bytes.resize(word, 0);
        directory.extend(bytes);
    }
    let at = form.number(here(out), word);
    out[link..link + word].copy_from_slice(&at);
    let mut place = places.1 + if places.0 { out.len() } else { 0 };
    out.extend(directory);
    let next = out.len();
    out.extend(vec![0; word]);
    for chunk in &page.chunks {
        let at = form.number(here(out), 4);
        out[place..place + 4].copy_from_slice(&at);
        place += 4;
        out.extend(chunk);
    }
    next
}
