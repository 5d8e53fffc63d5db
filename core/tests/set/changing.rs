//! What is compared with is what was signed: a source whose bytes change at any look, and files that
//! are exchanged at any step.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::hash::digest::{DigestSet, digest};
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::check;
use presend::set::delta::apply;
use presend::set::store::StoreFault;
use presend::set::store::files::{DiskFiles, SetFiles};
use presend::set::{KnownSet, SetBytes, SetFault};

use crate::maker::rows::{Section, tag};
use crate::maker::{Draft, Made, NOW, delta, log};
use crate::store::{Device, Folder, NAME};
use crate::{fresh, install, parsed_pins, sound, state_with};

const INNOCENT: &[u8] = b"a leaflet that no authority ever listed";

/// The same signed head, and a row in the sections that nobody signed.
fn with_a_row_of_nobody(draft: &Draft, made: &Made) -> Vec<u8> {
    let sha256 = digest(INNOCENT, DigestSet::ALL).sha256.unwrap();
    let mut other = draft.clone();
    let mut rows = other.sections[1].rows.clone();
    rows[0].key = tag(draft.salt, "sha256", &sha256);
    other.sections[1] = Section::sorted("sha256", rows);
    let proof = log::proof(&made.log, made.log.len() - 1, draft);
    let bytes = other.file(&draft.manifest(), &proof);
    assert_eq!((bytes.len(), bytes == made.bytes), (made.bytes.len(), false));
    bytes
}

/// An honest file, and one with the same head and a row of nobody.
pub fn both() -> (Vec<u8>, Vec<u8>) {
    let made = sound();
    let other = with_a_row_of_nobody(&Draft::sound(), &made);
    (made.bytes, other)
}

fn holds_only_what_was_signed(set: &KnownSet) -> bool {
    let scanner = AttachmentScanner::builder().add_set(set.clone()).build();
    let checked = scanner.scan(Attachment::bytes(INNOCENT), &ScanContext::at(NOW));
    checked.report.outcome == Outcome::Clean
}

/// Lends one thing until it was looked at so often, and from then on another.
struct Turning {
    before: Vec<u8>,
    after: Vec<u8>,
    looks: AtomicUsize,
    turns_at: usize,
}

impl AsRef<[u8]> for Turning {
    fn as_ref(&self) -> &[u8] {
        let look = self.looks.fetch_add(1, Ordering::SeqCst);
        if look < self.turns_at { &self.before } else { &self.after }
    }
}

/// Runs `work` with an owner that turns at every look there is, in both directions.
fn at_every_look(before: &[u8], after: &[u8], work: impl Fn(Arc<Turning>) -> Option<KnownSet>) {
    for (before, after) in [(before, after), (after, before)] {
        let turning = |turns_at| {
            let (before, after) = (before.to_vec(), after.to_vec());
            Arc::new(Turning { before, after, looks: AtomicUsize::new(0), turns_at })
        };
        let counting = turning(usize::MAX);
        work(Arc::clone(&counting));
        let looks = counting.looks.load(Ordering::SeqCst);
        assert!(looks > 0);
        for turns_at in 0..=looks {
            let set = work(turning(turns_at));
            assert!(set.is_none_or(|set| holds_only_what_was_signed(&set)), "look {turns_at}");
        }
    }
}

#[test]
fn a_source_that_changes_at_any_look_is_refused_or_holds_only_what_was_signed() {
    let (honest, other) = both();
    assert!(holds_only_what_was_signed(&install(&honest).unwrap().set));
    assert_eq!(install(&other).err(), Some(SetFault::SectionDigest));
    let state = state_with(&install(&honest).unwrap());
    let pins = parsed_pins();
    at_every_look(&honest, &other, |owner| {
        let bytes = SetBytes::new(owner);
        let installed = check::install_watched(&bytes, &pins, &fresh(), NOW, &mut |_| {});
        installed.ok().map(|verified| verified.set)
    });
    at_every_look(&honest, &other, |owner| {
        let opened = check::open(&SetBytes::new(owner), &pins, &state, NOW);
        opened.ok().map(|verified| verified.set)
    });
    at_every_look(&honest, &other, |owner| {
        let device = Device::new();
        let store = device.store_at(NOW);
        let installed = store.install(NAME, &SetBytes::new(owner), NOW);
        assert_eq!(device.files(), usize::from(installed.is_ok()), "what is refused does not stay");
        installed.is_ok().then(|| store.snapshot(NAME).unwrap())
    });
}

#[test]
fn a_delta_from_or_by_a_source_that_changes_gives_only_what_was_signed() {
    let old = Draft::sound();
    let first = old.make();
    let new = old.after(&first);
    let second = new.make();
    let honest = delta::delta((&old, &first), (&new, &second));
    let state = state_with(&install(&first.bytes).unwrap());
    let installed = |file: Vec<u8>| {
        let verified = check::install(&SetBytes::from(file), &parsed_pins(), &state, NOW);
        verified.ok().map(|verified| verified.set)
    };
    at_every_look(&first.bytes, &with_a_row_of_nobody(&old, &first), |owner| {
        installed(apply(&SetBytes::new(owner), &honest, 1_000_000).ok()?)
    });
    let mut other = honest.clone();
    *other.last_mut().unwrap() ^= 1;
    let base = SetBytes::from(first.bytes.clone());
    at_every_look(&honest, &other, |owner| {
        installed(apply(&base, (*owner).as_ref(), 1_000_000).ok()?)
    });
    assert!(installed(apply(&base, &honest, 1_000_000).unwrap()).is_some());
}

/// A file system on which somebody puts other bytes into files before the n-th step of the store.
struct Exchanging {
    other: Vec<u8>,
    /// Every file that is found here.
    folder: PathBuf,
    steps: AtomicUsize,
    at: usize,
}

impl Exchanging {
    fn step(&self) {
        if self.steps.fetch_add(1, Ordering::SeqCst) == self.at {
            let names = DiskFiles.list(&self.folder).unwrap();
            for name in
                names.iter().filter(|name| [".khs", ".new"].iter().any(|e| name.ends_with(e)))
            {
                std::fs::write(self.folder.join(name), &self.other).unwrap();
            }
        }
    }
}

impl SetFiles for Exchanging {
    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        self.step();
        DiskFiles.open(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step();
        DiskFiles.write(path, bytes)
    }

    fn copy(&self, path: &Path, from: &mut dyn Read) -> io::Result<()> {
        self.step();
        DiskFiles.copy(path, from)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step();
        DiskFiles.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step();
        DiskFiles.sync_folder(folder)
    }
}

/// Installs from a file, with the files of either folder exchanged at step `at`; also how many
/// steps there were.
fn exchanged(stores_own: bool, at: usize) -> (Option<KnownSet>, usize) {
    let (honest, other) = both();
    let (device, downloads) = (Device::new(), Folder::new());
    let from = downloads.0.join("download.khs");
    std::fs::write(&from, honest).unwrap();
    let folder = if stores_own { &device.folder.0 } else { &downloads.0 };
    let steps = AtomicUsize::new(0);
    let files = Arc::new(Exchanging { other, folder: folder.clone(), steps, at });
    let store = device.store_with(files.clone(), device.vault.clone(), NOW).unwrap();
    let installed = store.install_file(NAME, &from, NOW);
    let set = installed.is_ok().then(|| store.snapshot(NAME).unwrap());
    let refused = Err(StoreFault::Refused(SetFault::SectionDigest));
    assert!(installed.is_ok() || installed == refused, "{installed:?}");
    // Whatever is in the folder now is not opened unless it is what was signed.
    let again = device.store_at(NOW).snapshot(NAME);
    assert!(again.ok().is_none_or(|set| holds_only_what_was_signed(&set)), "step {at}");
    (set, files.steps.load(Ordering::SeqCst))
}

#[test]
fn files_that_are_exchanged_at_any_step_of_an_install_bring_in_nothing() {
    for stores_own in [false, true] {
        let (set, steps) = exchanged(stores_own, usize::MAX);
        assert!(set.is_some_and(|set| holds_only_what_was_signed(&set)) && steps >= 4);
        for at in 0..steps {
            let (set, _) = exchanged(stores_own, at);
            assert!(set.is_none_or(|set| holds_only_what_was_signed(&set)), "step {at}");
        }
    }
}

#[test]
fn an_installed_file_is_the_stores_own_copy_readable_by_its_owner_only() {
    let (honest, other) = both();
    let (device, downloads) = (Device::new(), Folder::new());
    let from = downloads.0.join("download.khs");
    std::fs::write(&from, honest).unwrap();
    let store = device.store_at(NOW);
    store.install_file(NAME, &from, NOW).unwrap();
    std::fs::write(&from, other).unwrap();
    assert!(holds_only_what_was_signed(&store.snapshot(NAME).unwrap()));
    assert!(holds_only_what_was_signed(&device.store_at(NOW).snapshot(NAME).unwrap()));
    let refused = store.install_file(NAME, &from, NOW);
    assert_eq!(refused, Err(StoreFault::Refused(SetFault::SectionDigest)));
    let names = DiskFiles.list(&device.folder.0).unwrap();
    let sets: Vec<_> = names.iter().filter(|name| name.contains("images")).collect();
    assert_eq!(sets.len(), 1, "{sets:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(device.folder.0.join(sets[0])).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_no_regular_file_or_too_long_is_refused_before_it_is_copied() {
    let (device, downloads) = (Device::new(), Folder::new());
    let store = device.store_at(NOW);
    let not_files = [downloads.0.clone(), downloads.0.join("nowhere"), "/dev/zero".into()];
    for path in not_files {
        assert_eq!(store.install_file(NAME, &path, NOW), Err(StoreFault::Files), "{path:?}");
    }
    let long = downloads.0.join("long.khs");
    std::fs::File::create(&long).unwrap().set_len(1 << 33).unwrap();
    let refused = store.install_file(NAME, &long, NOW);
    assert_eq!(refused, Err(StoreFault::Refused(SetFault::TooLarge)));
    assert_eq!(device.events(), ["set_refused"]);
}
