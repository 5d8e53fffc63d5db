use proptest::prelude::*;

use super::*;

#[test]
fn every_cut_of_every_format_is_answered_and_gives_no_record_that_is_not_there() {
    for sample in samples(5) {
        let whole = show(&sample.reading, sample.bytes.as_slice(), &Options::default());
        let is_document = matches!(sample.bytes[0], b'{' | b'[' | b'<');
        let content = sample.bytes.trim_ascii_end().len();
        for end in 0..sample.bytes.len() {
            let cut = show(&sample.reading, &sample.bytes[..end], &Options::default());
            if is_document {
                assert_eq!(cut.ended.is_err(), end < content, "{} cut at {end}", sample.name);
                assert!(whole.list.starts_with(&cut.list), "{} cut at {end}", sample.name);
            }
            assert!(cut.lines.len() <= whole.lines.len(), "{} cut at {end}", sample.name);
        }
    }
}

#[test]
fn every_changed_bit_is_answered() {
    for sample in samples(4) {
        let mut bytes = sample.bytes.clone();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                bytes[at] ^= 1 << bit;
                let shown = show(&sample.reading, bytes.as_slice(), &Options::default());
                // A flip makes at most one line two, or swallows some; never more than that.
                assert!(shown.lines.len() <= samples_lines(&sample) + 1, "{}", sample.name);
                bytes[at] ^= 1 << bit;
            }
        }
    }
}

fn samples_lines(sample: &Sample) -> usize {
    sample.bytes.iter().filter(|byte| **byte == b'\n').count() + 1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn anything_at_all_is_answered(
        format in 0_usize..13,
        pieces in prop::collection::vec(
            prop_oneof![
                Just(b"\"".to_vec()), Just(b"\n".to_vec()), Just(b"{".to_vec()), Just(b"[".to_vec()),
                Just(b"<image>".to_vec()), Just(b"</".to_vec()), Just(b"INSERT INTO FILE(".to_vec()),
                Just(b"') VALUES('".to_vec()), Just(MD5.as_bytes().to_vec()),
                prop::collection::vec(any::<u8>(), 0..8),
            ],
            0..60,
        ),
        keep in 0_usize..400,
    ) {
        let sample = &samples(4)[format];
        let mut bytes = sample.bytes[..keep.min(sample.bytes.len())].to_vec();
        bytes.extend(pieces.concat());
        show(&sample.reading, bytes.as_slice(), &Options::default());
    }

    #[test]
    fn a_mark_anywhere_in_a_table_costs_no_more_than_its_own_lines(at in 0_usize..4000) {
        let sample = &samples(20)[0];
        let mut bytes = sample.bytes.clone();
        let at = at % bytes.len();
        bytes.insert(at, b'"');
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        prop_assume!(line > 1);
        let before = show(&sample.reading, sample.bytes.as_slice(), &Options::default());
        let shown = show(&sample.reading, bytes.as_slice(), &Options::default());
        let lost: Vec<_> = before.lines.iter().filter(|line| !shown.lines.contains(line)).collect();
        prop_assert!(lost.iter().all(|lost| **lost == line), "{line} {lost:?}");
    }
}
