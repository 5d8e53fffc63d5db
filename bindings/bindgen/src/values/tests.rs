#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use uniffi_bindgen::ComponentInterface;

use super::kotlin::Kotlin;
use super::swift::Swift;
use super::{Language, table};

/// The least of a library that a value type needs.
const LIBRARY: &str = r#"
namespace presend_ffi {};

/// One fact: see `Outcome`, never `guess`.
dictionary Finding {
    /// Which set.
    SetRef set;
    /// How strong.
    Evidence evidence;
    /// Bits.
    u32? distance_bits;
    /// When.
    u64? time_ms;
    /// How.
    LentMatch? lent;
    /// Its name.
    bytes token;
    /// Harmless.
    boolean test;
};

/// A set.
dictionary SetRef {
    /// Its version.
    u64 version;
};

/// By hand.
dictionary LentMatch {
    /// Its name.
    string hash;
};

/// Times.
dictionary Timing {
    /// Reading.
    u64 read_us;
};

/// How strong.
enum Evidence {
    /// Weak.
    "ExactWeak",
    /// Strong.
    "Exact",
};

/// What it came to.
[Enum]
interface Outcome {
    /// Nothing.
    Clean();
    /// Two lines,
    /// both kept.
    Undecided(Undecided reason);
};

/// Why.
[Enum]
interface Undecided {
    /// A bound.
    OverLimit(string limit);
    /// Stopped.
    Cancelled();
};
"#;

fn library(text: &str) -> ComponentInterface {
    ComponentInterface::from_webidl(text, "presend_ffi").unwrap()
}

fn record<L: Language>(name: &str) -> String {
    let library = library(LIBRARY);
    L::record(&library, library.get_record_definition(name).unwrap()).unwrap()
}

/// The description language has no comments on the fields of an enum's entries; the library has.
fn arms<L: Language>(text: &str, name: &str) -> Result<String, String> {
    let library = library(text);
    let choice = library.get_enum_definition(name).unwrap();
    L::choice(&library, choice).map_err(|error| error.to_string())
}

fn says(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn a_record_is_a_data_class_with_its_conversion() {
    says(
        &record::<Kotlin>("Finding"),
        &[
            "/** One fact: see [Outcome], never `guess`. */\npublic data class Finding(\n",
            "    /** Which set. */\n    public val set: SetRef,\n",
            "public val distanceBits: Int?,",
            "public val timeMs: Long?,",
            "public val token: FindingToken,",
            "internal fun RawFinding.lifted(): Finding =\n    Finding(\n        set = set.lifted(),\n",
            "evidence = evidence.same(),",
            "distanceBits = distanceBits?.let { it.toInt() },",
            "lent = lent?.let { it.lifted() },",
            "token = FindingToken(token),",
        ],
    );
    says(&record::<Kotlin>("Timing"), &["val readMicros: Long", "readMicros = readUs.toLong()"]);
}

#[test]
fn a_record_is_a_struct_with_its_conversion() {
    says(
        &record::<Swift>("Finding"),
        &[
            "/// One fact: see ``Outcome``, never `guess`.\npublic struct Finding: Sendable, Hashable {\n",
            "    /// Which set.\n    public let set: SetReference\n",
            "public let distanceBits: UInt32?\n",
            "public let time: Duration?\n",
            "public let isTest: Bool\n",
            "init(_ raw: PresendInternal.Finding) {",
            "set: SetReference(raw.set),",
            "distanceBits: raw.distanceBits,",
            "time: raw.timeMs.map { Duration.milliseconds($0) },",
            "token: FindingToken(raw.token),",
            "isTest: raw.test)\n",
        ],
    );
    says(
        &record::<Swift>("Timing"),
        &["read: Duration", "read: Duration.microseconds(raw.readUs)"],
    );
    says(
        &record::<Swift>("SetRef"),
        &["init(_ raw: PresendInternal.SetRef)", "version: raw.version"],
    );
}

#[test]
fn a_closed_list_has_its_stable_names() {
    says(
        &arms::<Kotlin>(LIBRARY, "Evidence").unwrap(),
        &["enum class Evidence {", "    EXACT_WEAK,\n"],
    );
    says(
        &arms::<Swift>(LIBRARY, "Evidence").unwrap(),
        &[
            "public enum Evidence: String, Sendable, CaseIterable {",
            "    case exactWeak = \"exact_weak\"\n",
            "    case exact\n",
            "        case .exactWeak: self = .exactWeak\n",
        ],
    );
}

#[test]
fn an_enum_with_values_keeps_them_in_swift() {
    says(
        &arms::<Swift>(LIBRARY, "Outcome").unwrap(),
        &[
            "    /// Two lines,\n    /// both kept.\n    case undecided(UndecidedReason)\n",
            "case .undecided(let reason): self = .undecided(UndecidedReason(reason))\n",
            "        case .undecided: \"undecided\"\n",
        ],
    );
    says(
        &arms::<Swift>(LIBRARY, "Undecided").unwrap(),
        &["public enum UndecidedReason:", "case .overLimit: \"over_limit\""],
    );
}

#[test]
fn what_has_no_comment_or_no_rule_is_refused() {
    let bare = "namespace presend_ffi {};\n/// A.\ninterface mirror { };\n/// B.\n[Enum] interface Outcome { Clean(); };";
    assert!(arms::<Kotlin>(bare, "Outcome").unwrap_err().contains("no comment"));
    assert!(arms::<Swift>(bare, "Outcome").unwrap_err().contains("no comment"));
    let float = "namespace presend_ffi {};\n/// A.\ndictionary Timing {\n/// B.\nf64 read; };";
    let library = library(float);
    let timing = library.get_record_definition("Timing").unwrap();
    assert!(Kotlin::record(&library, timing).unwrap_err().to_string().contains("no rule"));
    assert!(Swift::record(&library, timing).unwrap_err().to_string().contains("no rule"));
}

#[test]
fn a_missing_type_is_told_by_its_name() {
    let error = super::text::<Kotlin>(&library(LIBRARY)).unwrap_err().to_string();
    assert_eq!(error, "ScanReport: the library has no such type");
}

#[test]
fn each_type_has_one_row() {
    let mut raw: Vec<&str> = table::VALUES.iter().map(|row| row.raw).collect();
    raw.sort_unstable();
    raw.dedup();
    assert_eq!(raw.len(), table::VALUES.len());
}
