//! Generates the Kotlin and Swift code that calls `presend-ffi`: UniFFI's own program, of the very
//! version that the library is built with. A crate of its own, so that nothing of it ships.

fn main() {
    uniffi::uniffi_bindgen_main();
}
