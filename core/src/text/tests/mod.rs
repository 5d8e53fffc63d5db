//! The published examples, what hostile links look like, and the slow forms of the fast ones.

use proptest::prelude::*;

mod canonical;
mod find;

/// Texts in which much of what matters is close together.
fn crowded() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "http://", "://", ".", "/", "@", ":", "?", "#", "%", "25", "2e", "evil.com", "com", "(", ")", "\\",
            "[", "]", "::1", "_", "-", " ", "\u{3002}", "\u{5427}", "\u{fc}", "0x7f", "1.2.3.4", "\u{200b}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
