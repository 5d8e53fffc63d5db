//! The pretended send button: each scene goes through the same scanner as in an app.

use core::time::Duration;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use presend::context::ScanContext;
use presend::explain::{Language, Level};
use presend::hash::pdq::PdqHash;
use presend::journal::MemoryJournal;
use presend::policy::BuiltInPolicy;
use presend::scan::{AttachmentScanner, AttachmentScannerBuilder, Checked};
use presend::set::check::SetOrigin;

use super::made_set::{Recipe, made_set};
use super::photos::PHOTOS;
use super::scenes::{LISTED_LINK, Scene};
use crate::exit::Failure;
use crate::made::Keys;
use crate::testkit::check;
use crate::testkit::list::{self, Entry};

/// A scene that was sent.
pub(crate) struct Sent {
    pub(crate) scene: Scene,
    pub(crate) checked: Checked,
    pub(crate) took: Duration,
    /// Bits to the nearest entry of all sets, over all frames and turns; `None` without a picture.
    pub(crate) nearest_bits: Option<u32>,
    /// What differs from what was expected.
    pub(crate) surprise: Option<String>,
}

impl Sent {
    /// The sentence that an app would show to its user.
    pub(crate) fn sentence(&self, language: Language) -> String {
        self.checked.explain(Level::User, language)
    }
}

/// The scanner of the demo, its sets, and the journal that it keeps.
pub(crate) struct SendButton {
    scanner: AttachmentScanner,
    pub(crate) journal: Arc<MemoryJournal>,
    entries: Vec<Entry>,
    /// Where the sets come from.
    pub(crate) origins: Vec<Arc<SetOrigin>>,
    now: u64,
}

/// PDQ says nothing about pictures of less structure.
const MIN_QUALITY: u8 = 50;
/// The name of the set that is made up from the photographs.
const PHOTO_SET: &str = "made-up/photos";
/// The name of the set of the test kit.
const TEST_SET: &str = "made-up/test-kit";
/// The name of the set of links.
const LINK_SET: &str = "made-up/links";

impl SendButton {
    /// Hashes the reference pictures, with the same core that checks afterwards, and makes two
    /// verified sets of them, and one of a link, by the same steps as real ones.
    pub(crate) fn new() -> Result<Self, Failure> {
        let listed = PHOTOS.iter().filter(|photo| photo.listed);
        let photos: Vec<Entry> =
            listed.map(|photo| Entry::of(photo.name, photo.file)).collect::<Result<_, _>>()?;
        let drawn = list::entries()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let (mut builder, mut origins) = (AttachmentScanner::builder(), Vec::new());
        for (name, purpose, list, keys) in [
            (PHOTO_SET, "known-images", list::written("", &photos), Keys::Fresh),
            (TEST_SET, "known-images", list::written("", &drawn), Keys::Test),
            (LINK_SET, "phishing", format!("url:{LISTED_LINK}\n"), Keys::Fresh),
        ] {
            let made = made_set(&Recipe { name, purpose, list: &list, keys }, now)?;
            builder = builder.add_set(made.set);
            origins.push(made.origin);
        }
        let journal = Arc::new(MemoryJournal::new());
        let builder = builder.policy(Arc::new(BuiltInPolicy::WarnOnly)).journal(journal.clone());
        let decoders = crate::heic::decoders().into_iter();
        let builder = decoders.fold(builder, AttachmentScannerBuilder::add_decoder);
        let decoders = crate::video::decoders().into_iter();
        let scanner = decoders.fold(builder, AttachmentScannerBuilder::add_video_decoder).build();
        let entries = photos.into_iter().chain(drawn).collect();
        Ok(Self { scanner, journal, entries, origins, now })
    }

    /// Checks one scene, as an app does when its user taps on send.
    pub(crate) fn press(&self, scene: Scene) -> Sent {
        let context = ScanContext::at(self.now);
        let start = Instant::now();
        let checked = self.scanner.scan(scene.attachment(), &context);
        let took = start.elapsed();
        let nearest_bits = self.nearest_bits(&scene.bytes);
        let surprise = surprise(&scene, &checked);
        Sent { scene, checked, took, nearest_bits, surprise }
    }

    /// For the bars of the page; a scan reports no distance of what it did not find.
    fn nearest_bits(&self, bytes: &[u8]) -> Option<u32> {
        let frames = list::fingerprints(bytes).frames;
        let hashes = frames.iter().flat_map(|frame| frame.pdq.iter().chain(&frame.over_black));
        let usable = hashes.filter(|pdq| pdq.quality >= MIN_QUALITY);
        let bits =
            |hash: PdqHash| self.entries.iter().map(move |entry| entry.pdq.distance_bits(&hash));
        usable.flat_map(|pdq| bits(pdq.hash)).min()
    }
}

fn surprise(scene: &Scene, checked: &Checked) -> Option<String> {
    let decided = checked.decision().action();
    if let Err(difference) = check::compare(&scene.expected, &checked.report) {
        return Some(difference);
    }
    (decided != scene.action)
        .then(|| format!("decided {}, not {}", decided.name(), scene.action.name()))
}
