use presend::attachment::PixelFormat;
use presend::context::CancelToken;
use presend::limits::Limits;

use super::*;

const CAT: &[u8] = include_bytes!("../../tests/data/cat.heic");

fn decode(bytes: &[u8], limits: &Limits) -> Result<OwnedPixels, Undecided> {
    let cancel = CancelToken::new();
    HeicDecoder.decode(bytes, &Guard::new(limits, &cancel))
}

#[test]
fn decodes_a_photograph() {
    let pixels = decode(CAT, &Limits::default()).ok();
    let view = pixels.as_ref().map(OwnedPixels::view);
    let facts = view.map(|view| (view.width, view.height, view.format));
    assert_eq!(facts, Some((451, 300, PixelFormat::Rgb8)));
}

#[test]
fn keeps_to_limits_before_it_decodes() {
    let refused = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        decode(CAT, &limits).err()
    };
    let over = |name| Some(Undecided::OverLimit(name));
    assert_eq!(refused(|limits| limits.max_pixels = 451 * 300 - 1), over(LimitName::Pixels));
    assert_eq!(refused(|limits| limits.max_decode_bytes = 1 << 19), over(LimitName::DecodeBytes));
}

#[test]
fn counts_what_is_coded_and_not_what_the_container_claims() {
    // 451x300 is coded as 456x304 or so; `ispe` may say anything.
    let coded = coded::size(CAT).map(|size| size.pixels);
    assert!(coded.is_ok_and(|pixels| (451 * 300..460 * 310).contains(&pixels)), "{coded:?}");
}

#[test]
fn a_cut_photograph_is_truncated() {
    for percent in [10, 40, 60, 90, 99] {
        let cut = CAT.get(..CAT.len() * percent / 100).unwrap_or_default();
        let reason = decode(cut, &Limits::default()).err();
        assert_eq!(reason, Some(Undecided::Truncated), "{percent} %");
    }
}

#[test]
fn zeros_in_the_coded_picture_are_damage_and_no_unknown_format() {
    for at in (1_100..CAT.len() - 40).step_by(500) {
        let mut bytes = CAT.to_vec();
        bytes.iter_mut().skip(at).take(30).for_each(|byte| *byte = 0);
        let reason = decode(&bytes, &Limits::default()).err();
        assert!(matches!(reason, None | Some(Undecided::Corrupt | Undecided::Truncated)), "{at}");
    }
}

#[test]
fn every_truncation_and_every_changed_byte_ends_with_a_name() {
    // Whatever comes of it, it comes back: a panic would be caught by the core, but is worth knowing.
    let limits = Limits::default();
    for length in (0..CAT.len()).step_by(211) {
        assert!(decode(CAT.get(..length).unwrap_or_default(), &limits).is_err(), "{length}");
    }
    for at in (0..CAT.len()).step_by(97).chain(0..600) {
        let mut bytes = CAT.to_vec();
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 0xff;
        }
        let _ = std::panic::catch_unwind(|| decode(&bytes, &limits).is_ok());
    }
}
