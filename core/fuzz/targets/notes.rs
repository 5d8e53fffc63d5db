//! Signed notes, verifier keys, checkpoints, log proofs and the proofs of set files are read exactly as they are written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::lent::LentForm;
use presend::set::log::{Checkpoint, LogProof, MAX_EARLIER_HEADS, SetProof, consistency_text};
use presend::set::manifest::Manifest;
use presend::set::note::{Note, NoteKey};
use presend::set::{Pins, SetState};

const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fuzz_target!(|bytes: &[u8]| {
    let key = NoteKey::parse(VKEY).unwrap();
    if let Ok(note) = Note::parse(bytes, 16) {
        assert!((1..=16).contains(&note.signatures().len()));
        assert!(note.text().ends_with('\n') && bytes.starts_with(note.text().as_bytes()));
        let _ = note.check(&key);
    }
    if let Some(proof) = LogProof::parse(bytes) {
        assert!(proof.path.len() <= 64);
    }
    if let Some(proof) = SetProof::parse(bytes) {
        assert!(proof.earlier.len() <= MAX_EARLIER_HEADS);
        assert!(proof.earlier.is_sorted_by(|a, b| a.head.size < b.head.size));
        let entry = bytes.strip_prefix(consistency_text(&proof.earlier).as_bytes()).unwrap();
        assert!(LogProof::parse(entry).is_some());
        if let Some(head) = Checkpoint::parse(proof.entry.checkpoint.text()) {
            let _ = proof.earlier.iter().all(|earlier| earlier.is_continued_by(&head));
        }
    }
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(key) = NoteKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Some(checkpoint) = Checkpoint::parse(text) {
        assert!(text.starts_with(&checkpoint.to_string()));
    }
    if let Some(form) = LentForm::parse(text) {
        assert_eq!(form.to_string(), text);
    }
    if let Ok(manifest) = Manifest::parse(text) {
        assert_eq!(manifest.to_string(), text);
    }
    if let Ok(pins) = Pins::parse(text) {
        assert_eq!(pins.to_string(), text);
    }
    if let Some(state) = SetState::parse(text) {
        assert_eq!(state.to_string(), text);
    }
});
