//! The whole scan against what it replaces, its memory, and how soon a cancel is seen.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking"
)]

mod cancel;
mod decode;
mod list;
mod memory;
mod pictures;
#[path = "../support/mod.rs"]
mod support;
mod whole;

fn main() {
    if memory::is_child() {
        memory::child();
        return;
    }
    let jpeg = pictures::jpeg(4000, 3000);
    decode::print();
    whole::print(&jpeg);
    memory::print();
    cancel::print();
}
