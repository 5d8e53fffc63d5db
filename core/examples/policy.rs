//! A policy of the app's own: facts in, a decision out. It runs by itself:
//! `cargo run -p presend --example policy`.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;
use std::sync::Arc;

use presend::policy::{Action, Allowed, Friction, Policy, PolicyError};
use presend::report::{Outcome, ScanReport};
use presend::{Attachment, AttachmentScanner, Decision, KnownSet, ScanContext};

/// Asks before anything but a clean attachment goes out.
#[derive(Debug)]
struct AskFirst;

impl Policy for AskFirst {
    fn decide(&self, report: &ScanReport, _allowed: Allowed) -> Result<Decision, PolicyError> {
        // An answer above what the evidence allows is lowered, so a policy need not know the rules.
        Ok(match report.outcome {
            Outcome::Clean => Decision::about(Action::Allow, report),
            _ => Decision::ask(report, Friction { pause_seconds: 3, confirmations: 1 }),
        })
    }

    /// Everything it does, for whoever wants to know: the digest of this text is in each record.
    fn describe(&self) -> String {
        "name ask_first\nanything but clean: ask".to_owned()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let picture = include_bytes!("../testdata/photos/cat.jpg");
    // The PDQ hash of that photograph, as `presend hash` prints it.
    let list = "pdq:5feb5321f01da156898e2bf629a5d3438412cdbd23f48942464526315db33ffd";
    let set = KnownSet::from_list_unverified("my list", list)?;
    let scanner = AttachmentScanner::builder().add_set(set).policy(Arc::new(AskFirst)).build();
    for bytes in [&picture[..], b"plain words"] {
        let checked = scanner.scan(Attachment::bytes(bytes), &ScanContext::at(1_800_000_000));
        println!("{}: {}", checked.report.outcome.name(), checked.decision().name());
    }
    Ok(())
}
// ANCHOR_END: program

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
