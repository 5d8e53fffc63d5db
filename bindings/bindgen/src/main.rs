//! Generates the Kotlin and Swift code that calls `presend-ffi`: UniFFI's own program, of the very
//! version that the library is built with. A crate of its own, so that nothing of it ships.
//!
//! `presend-bindgen values kotlin|swift LIBRARY FILE` writes what UniFFI does not: the public value types
//! of a language and the conversions to them.

mod values;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() != Some("values") {
        uniffi::uniffi_bindgen_main();
        return Ok(());
    }
    match (words.next().as_deref(), words.next(), words.next()) {
        (Some("kotlin"), Some(library), Some(file)) => {
            values::write::<values::kotlin::Kotlin>(&library, &file)
        }
        (Some("swift"), Some(library), Some(file)) => {
            values::write::<values::swift::Swift>(&library, &file)
        }
        _ => Err("usage: presend-bindgen values kotlin|swift LIBRARY FILE".into()),
    }
}
