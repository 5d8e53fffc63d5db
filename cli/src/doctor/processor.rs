use pulp::Arch;
use serde_json::json;

use super::{Finding, State};

/// Which instructions the hash and the look-up run on: the same choice as the core makes.
pub(super) fn finding() -> Finding {
    let chosen = format!("{:?}", Arch::new());
    let (name, detail) = match chosen.split('(').next().unwrap_or_default() {
        "V4" => ("avx512", "hash and look-up use AVX-512"),
        "V3" => ("avx2", "hash and look-up use AVX2"),
        "Neon" => ("neon", "hash and look-up use NEON"),
        _ => ("baseline", "no wide instructions found: hash and look-up work, more slowly"),
    };
    Finding {
        what: "Processor".to_owned(),
        state: State::Works,
        detail: detail.to_owned(),
        name: "instructions",
        value: json!(name),
    }
}
