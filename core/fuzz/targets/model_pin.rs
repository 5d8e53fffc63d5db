//! The pin of a model and the line of a switch are read exactly as they are written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend_advice::{ModelPin, Switch};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(pin) = ModelPin::from_text(text) {
        assert_eq!(ModelPin::from_text(&pin.to_string()), Ok(pin));
    }
    if let Some(switch) = Switch::from_text(text) {
        assert_eq!(switch.text(), text);
    }
});
