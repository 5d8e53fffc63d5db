use super::MediaKind;

/// Files of the ISO base media family that begin with `ftyp`: HEIF, AVIF, MP4, QuickTime.
pub(super) fn branded(head: &[u8]) -> Option<MediaKind> {
    let (length, rest) = head.split_first_chunk()?;
    let brands = rest.strip_prefix(b"ftyp")?;
    let (major, _) = brands.split_first_chunk()?;
    let content = usize::try_from(u32::from_be_bytes(*length)).ok()?.saturating_sub(8);
    let brands = brands.get(..content).unwrap_or(brands);
    Some(of_major(*major, compatible(brands)))
}

/// QuickTime files from before brands begin with a movie, its data, or space left free.
pub(super) fn without_brand(head: &[u8]) -> Option<MediaKind> {
    let (length, rest) = head.split_first_chunk()?;
    let (name, _) = rest.split_first_chunk()?;
    let plausible = matches!(u32::from_be_bytes(*length), 0 | 1 | 8..);
    let known = matches!(name, b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot");
    (plausible && known).then_some(MediaKind::QuickTime)
}

/// The compatible brands: after the major brand and its version.
fn compatible(brands: &[u8]) -> &[[u8; 4]] {
    brands.as_chunks().0.get(2..).unwrap_or_default()
}

/// The major brand decides; `mif1` and `msf1` say only "HEIF", so the others are asked, and so they
/// are for a major brand that is not known here.
fn of_major(major: [u8; 4], compatible: &[[u8; 4]]) -> MediaKind {
    if &major == b"qt  " {
        return MediaKind::QuickTime;
    }
    still(major)
        .or_else(|| compatible.iter().copied().find_map(still))
        .or_else(|| core::iter::once(major).chain(compatible.iter().copied()).find_map(structural))
        .unwrap_or(MediaKind::Mp4)
}

/// Brands that name the codec (HEIF: ISO/IEC 23008-12 annex B; AVIF specification, section 8).
const fn still(brand: [u8; 4]) -> Option<MediaKind> {
    match &brand {
        b"avif" | b"avis" => Some(MediaKind::Avif),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" => Some(MediaKind::Heic),
        _ => None,
    }
}

/// Brands that name only the structure of an image file.
const fn structural(brand: [u8; 4]) -> Option<MediaKind> {
    match &brand {
        b"mif1" | b"msf1" => Some(MediaKind::Heic),
        _ => None,
    }
}
