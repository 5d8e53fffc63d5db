use heic_decoder::bitreader::strip_emulation_prevention;
use heic_decoder::hevc::nal::{NAL_PPS, NAL_SPS, is_slice_nal, parse_nal_header};
use heic_decoder::hevc::params::{Pps, Sps, parse_pps, parse_sps};
use heic_decoder::hevc::slice::parse_slice_header;
use heic_decoder::isobmff::{self, ParsedHeif, ResolvedImage};
use presend::limits::LimitName;
use presend::undecided::Undecided;

use super::reason;

/// Most bytes of a slice's header; each of its bits can cost the decoder 20 bytes.
const MAX_SLICE_HEADER_BYTES: usize = 16 << 10;
/// Most slices of one coded picture.
const MAX_SLICES: usize = 1_024;

/// Slices of this type or a higher one stand for themselves.
const FIRST_ALONE: u8 = 16;

/// What the coded pictures of a file come to: tiles, alpha and reference pictures included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CodedSize {
    pub(super) pixels: u64,
    /// What the decoder takes for its planes at most.
    pub(super) decode_bytes: u64,
}

/// Adds them up from the parameter sets that the decoder will go by.
pub(super) fn size(bytes: &[u8]) -> Result<CodedSize, Undecided> {
    let parsed = isobmff::parse(bytes).map_err(reason)?;
    let mut total = CodedSize::default();
    add(&parsed, &mut total)?;
    if let Some(alpha) = &parsed.alpha {
        add(&alpha.image, &mut total)?;
    }
    Ok(total)
}

fn add(parsed: &ParsedHeif, total: &mut CodedSize) -> Result<(), Undecided> {
    let mut tiles = 0_u64;
    let mut most_bytes = 0_u64;
    for image in parsed.images.iter().chain(&parsed.reference_image) {
        let sps = parameters(image, NAL_SPS, parse_sps)?;
        let pps = parameters(image, NAL_PPS, parse_pps)?;
        slices(image, &sps, &pps, parsed.reference_image.is_some())?;
        tiles = tiles
            .saturating_add(area(sps.pic_width_in_luma_samples, sps.pic_height_in_luma_samples));
        most_bytes = most_bytes.max(bytes_per_pixel(sps.chroma_format_idc));
    }
    let canvas = parsed.grid.map_or(0, |grid| area(grid.output_width, grid.output_height));
    let pixels = tiles.max(canvas);
    total.pixels = total.pixels.saturating_add(pixels);
    total.decode_bytes = total.decode_bytes.saturating_add(pixels.saturating_mul(most_bytes));
    Ok(())
}

fn area(width: u32, height: u32) -> u64 {
    u64::from(width).saturating_mul(u64::from(height))
}

/// Samples are four bytes each, and planes are held three times at most: as tiles, as the picture
/// put together, and as the picture turned. Measured on a turned grid at 4:2:0: 17.8.
const fn bytes_per_pixel(chroma_format_idc: u32) -> u64 {
    match chroma_format_idc {
        0 => 12,
        1 => 18,
        2 => 24,
        _ => 36,
    }
}

/// The first parameter set of this type, as the decoder chooses it.
fn parameters<T>(
    image: &ResolvedImage,
    wanted: u8,
    parse: impl Fn(&[u8]) -> heic_decoder::Result<T>,
) -> Result<T, Undecided> {
    for nal in image.hevc_config.nalus_of_type(wanted) {
        let (header, payload) = parse_nal_header(nal).map_err(reason)?;
        if header.nal_unit_type == wanted && header.nuh_layer_id == 0 {
            return parse(&strip_emulation_prevention(payload)).map_err(reason);
        }
    }
    Err(Undecided::Corrupt)
}

/// Looks at the start of every slice: a header that does not end there is refused.
fn slices(image: &ResolvedImage, sps: &Sps, pps: &Pps, predicted: bool) -> Result<(), Undecided> {
    let length_bytes = usize::from(image.hevc_config.length_size_minus_one).saturating_add(1);
    let mut rest = image.data.as_slice();
    let mut count = 0_usize;
    while let Some((length, after)) = rest.split_at_checked(length_bytes) {
        let length = length.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
        let (nal, after) = after.split_at_checked(length).ok_or(Undecided::Truncated)?;
        rest = after;
        count = count.saturating_add(1);
        if count > MAX_SLICES {
            return Err(Undecided::OverLimit(LimitName::DecodeBytes));
        }
        slice(nal, sps, pps, predicted)?;
    }
    Ok(())
}

fn slice(nal: &[u8], sps: &Sps, pps: &Pps, predicted: bool) -> Result<(), Undecided> {
    let (header, payload) = parse_nal_header(nal).map_err(reason)?;
    if !is_slice_nal(header.nal_unit_type) || header.nuh_layer_id != 0 {
        return Ok(());
    }
    // Only a picture that is told by another one may have slices that need one: else it is damaged.
    if header.nal_unit_type < FIRST_ALONE && !predicted {
        return Err(Undecided::Corrupt);
    }
    let start = payload.get(..MAX_SLICE_HEADER_BYTES).unwrap_or(payload);
    let start = strip_emulation_prevention(start);
    parse_slice_header(&start, header.nal_unit_type, sps, pps).map_err(reason)?;
    Ok(())
}
