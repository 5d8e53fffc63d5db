#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use proptest::prelude::{any, prop, proptest};

use super::ModelPin;

const PIN: &str = include_str!("../../testdata/stripes.pin");

fn line_of(text: &str) -> Option<usize> {
    ModelPin::from_text(text).err().map(super::PinFault::line)
}

#[test]
fn a_pin_is_read_and_written_the_same() {
    let pin = ModelPin::from_text(PIN).expect("as it was written");
    assert_eq!(pin.to_string(), PIN);
    assert_eq!(pin.name(), "stripes");
}

#[test]
fn the_pin_in_the_book_is_that_of_the_test_model() {
    assert!(include_str!("../../../docs/src/advice.md").contains(PIN));
}

#[test]
fn each_line_is_needed_in_its_place() {
    let lines: Vec<_> = PIN.lines().collect();
    for missing in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(missing);
        assert_eq!(line_of(&fewer.join("\n")), Some(missing + 1));
    }
    for swapped in 1..lines.len() {
        let mut other = lines.clone();
        other.swap(swapped - 1, swapped);
        assert_eq!(line_of(&other.join("\n")), Some(swapped));
    }
}

#[test]
fn values_beyond_the_bounds_are_refused_with_their_line() {
    let cases = [
        ("name stripes", "name a/b", 2),
        ("name stripes", "name ", 2),
        ("input 64 64", "input 0 64", 4),
        ("input 64 64", "input 64 1025", 4),
        ("input 64 64", "input 064 64", 4),
        ("input 64 64", "input +64 64", 4),
        ("nchw", "nwhc", 5),
        ("rgb", "grb", 6),
        ("mean 127.5", "mean NaN", 7),
        ("mean 127.5", "mean inf", 7),
        ("mean 127.5", "mean 1e9", 7),
        ("scale 127.5", "scale 0", 8),
        ("scale 127.5", "scale -1", 8),
        ("resize stretch", "resize stretch-and-crop 63 64", 9),
        ("probabilities 1", "probabilities 0", 10),
        ("probabilities 1", "probabilities 65", 10),
        ("class 0", "class 1", 11),
        ("test possible", "tests possible", 11),
        ("possible 0.5", "possible 0", 11),
        ("possible 0.5", "possible 0.95", 11),
        ("likely 0.9", "likely 1.1", 11),
    ];
    for (from, to, line) in cases {
        assert_eq!(line_of(&PIN.replacen(from, to, 1)), Some(line), "{to}");
    }
    let twice = format!("{PIN}class 0 nudity possible 0.5 likely 0.9\n");
    assert_eq!(line_of(&twice), Some(12));
    assert_eq!(line_of(&format!("{PIN}\n")), Some(12));
    assert_eq!(line_of(&PIN.repeat(40)), Some(1));
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_read_is_written_back(
        at in 0..PIN.len(),
        noise in prop::collection::vec(any::<u8>(), 0..9),
    ) {
        let mut bytes = PIN.as_bytes().to_vec();
        let end = (at + noise.len()).min(bytes.len());
        bytes.splice(at..end, noise);
        if let Ok(text) = core::str::from_utf8(&bytes)
            && let Ok(pin) = ModelPin::from_text(text)
        {
            assert_eq!(ModelPin::from_text(&pin.to_string()), Ok(pin));
        }
    }
}
