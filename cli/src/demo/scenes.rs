//! What is sent in the demo, one scene after the other, and what must come of it.

use core::error::Error;

use presend::attachment::Attachment;
use presend::limits::LimitName;
use presend::orientation::Orientation;
use presend::policy::Action;
use presend::sniff::MediaKind as Kind;
use presend::undecided::Undecided;

use super::photos::{self as photo, Photo};
use crate::testkit::draw::DRAWINGS;
use crate::testkit::encode::jpeg::{Jpeg, PLAIN};
use crate::testkit::encode::zip::{self, Lock};
use crate::testkit::encode::{gif, png};
use crate::testkit::expected::{Expected, TOO_MANY_PIXELS, Wanted};
use crate::testkit::hostile;
use crate::testkit::picture::{Picture, Rgb};
use crate::testkit::recipes::bright_is_opaque;

pub(super) type Made<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// One attachment on its way to the send button.
pub(crate) struct Scene {
    pub(crate) title: &'static str,
    pub(crate) file_name: &'static str,
    /// What was done to it, in a sentence.
    pub(crate) how: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// What a person sees of it: nothing, a picture, or several.
    pub(crate) shown: Vec<Shown>,
    /// The listed picture that it was made from.
    pub(crate) original: Option<Shown>,
    pub(crate) expected: Expected,
    /// What `warn_only` must decide.
    pub(crate) action: Action,
}

/// A picture for the page.
pub(crate) struct Shown {
    pub(crate) picture: Picture,
    pub(crate) caption: &'static str,
    pub(crate) alt: &'static str,
}

impl Scene {
    pub(super) fn sending(file_name: &'static str, kind: Kind, bytes: Vec<u8>) -> Self {
        let expected = Expected::new(kind, Wanted::Clean);
        let (title, how) = ("", "");
        let (shown, original, action) = (Vec::new(), None, Action::Allow);
        Self { title, file_name, how, bytes, shown, original, expected, action }
    }

    /// A message is text; everything else is the bytes of a file.
    pub(super) fn attachment(&self) -> Attachment<'_> {
        match (self.expected.kind, core::str::from_utf8(&self.bytes)) {
            (Some(Kind::Message), Ok(text)) => Attachment::text(text),
            _ => Attachment::bytes(&self.bytes),
        }
    }

    pub(super) fn told(mut self, title: &'static str, how: &'static str) -> Self {
        (self.title, self.how) = (title, how);
        self
    }

    pub(super) fn showing(
        mut self,
        picture: Picture,
        caption: &'static str,
        alt: &'static str,
    ) -> Self {
        self.shown.push(Shown { picture, caption, alt });
        self
    }

    pub(super) fn of(mut self, listed: &Photo) -> Made<Self> {
        let caption = "on the made-up list";
        self.original = Some(Shown { picture: listed.picture()?, caption, alt: listed.alt });
        Ok(self)
    }

    pub(super) fn wants(mut self, wanted: Wanted, action: Action) -> Self {
        (self.expected.wanted, self.action) = (wanted, action);
        self
    }

    pub(super) fn found(self, variant: &'static str, frame: u32, max_distance_bits: u32) -> Self {
        self.wants(Wanted::Perceptual { variant, frame, max_distance_bits }, Action::Warn)
    }
}

pub(super) const SENT: &str = "sent";
/// Nobody's.
pub(super) const LISTED_LINK: &str = "http://bank.presend.invalid/login";
const GOOD_LINK: &str = "http://weather.presend.invalid/tomorrow";

/// All of them, in the order in which they are sent.
pub(crate) fn all() -> Made<Vec<Scene>> {
    let mut scenes = vec![harmless()?, harmless_small()?, listed()?];
    scenes.extend([messenger()?, sideways_phone()?, quarter_turn()?, mirrored()?]);
    scenes.extend([
        heic()?,
        palette_gif()?,
        cmyk()?,
        second_frame()?,
        for_dark_ground()?,
        drawn()?,
    ]);
    scenes.extend([in_document()?, in_archives()?, behind()?]);
    scenes.extend(super::edited::all()?);
    scenes.extend(super::videos::decoded()?);
    scenes.extend([
        cropped()?,
        corrupt()?,
        truncated()?,
        over_limit(),
        locked(),
        bomb()?,
        super::videos::foreign(),
        text(),
        message("A message with a link", GOOD_LINK, "The link in it is on no list."),
        message(
            "A message with a listed link",
            LISTED_LINK,
            "The link in it is one of a made-up list.",
        )
        .wants(Wanted::Exact, Action::Warn),
    ]);
    Ok(scenes)
}

fn harmless() -> Made<Scene> {
    let photo = &photo::COFFEE;
    Ok(Scene::sending("coffee.jpg", Kind::Jpeg, photo.file.to_vec())
        .told("A harmless photo", "The photo as it is. It is on no list.")
        .showing(photo.picture()?, SENT, photo.alt))
}

fn harmless_small() -> Made<Scene> {
    let picture = photo::STREAM.picture()?.within(480);
    Ok(Scene::sending("stream.jpg", Kind::Jpeg, Jpeg { quality: 70, ..PLAIN }.rgb(&picture)?)
        .told("A harmless photo, re-encoded", "Scaled down and saved again. It is on no list.")
        .showing(picture, SENT, photo::STREAM.alt))
}

fn listed() -> Made<Scene> {
    let photo = &photo::CAT;
    Scene::sending("cat.jpg", Kind::Jpeg, photo.file.to_vec())
        .told(
            "A listed photo, the very file",
            "Byte for byte the file that the list was made from.",
        )
        .showing(photo.picture()?, SENT, photo.alt)
        .wants(Wanted::Exact, Action::Warn)
        .of(photo)
}

fn messenger() -> Made<Scene> {
    let photo = &photo::MOUNTAINS;
    let picture = photo.picture()?.within(480);
    let bytes = Jpeg { quality: 72, ..PLAIN }.rgb(&picture)?;
    Scene::sending("IMG-WA0007.jpg", Kind::Jpeg, bytes)
        .told(
            "A listed photo, re-encoded as messengers do",
            "Scaled to 480 pixels, JPEG quality 72.",
        )
        .showing(picture, SENT, photo.alt)
        .found("upright", 0, 31)
        .of(photo)
}

fn sideways_phone() -> Made<Scene> {
    let photo = &photo::DOGS;
    let picture = photo.picture()?;
    let stored = picture.turned(Orientation::Rotate270);
    let bytes = Jpeg { exif_orientation: Some(6), ..PLAIN }.rgb(&stored)?;
    Scene::sending("DSC_0042.jpg", Kind::Jpeg, bytes)
        .told(
            "A listed photo, stored sideways by the camera",
            "The stored pixels lie on their side; a tag tells viewers to turn them upright.",
        )
        .showing(stored, "stored", "The same photo, lying on its side")
        .showing(picture, "seen", photo.alt)
        .found("upright", 0, 10)
        .of(photo)
}

fn quarter_turn() -> Made<Scene> {
    let photo = &photo::ROCKET;
    let picture = photo.picture()?.turned(Orientation::Rotate90);
    Scene::sending("turned.jpg", Kind::Jpeg, PLAIN.rgb(&picture)?)
        .told("A listed photo, a quarter turn", "Turned clockwise and saved again.")
        .showing(picture, SENT, "A rocket on its pad at dusk, turned a quarter")
        .found("rotate270", 0, 31)
        .of(photo)
}

fn mirrored() -> Made<Scene> {
    let photo = &photo::FIG;
    let picture = photo.picture()?.turned(Orientation::Mirror);
    Scene::sending("selfie.jpg", Kind::Jpeg, PLAIN.rgb(&picture)?)
        .told("A listed photo, mirrored", "Left and right swapped, saved again.")
        .showing(picture, SENT, "Half a fig in a red bowl, mirrored")
        .found("mirror", 0, 31)
        .of(photo)
}

fn heic() -> Made<Scene> {
    let photo = &photo::CAT;
    let scene = Scene::sending("IMG_0815.HEIC", Kind::Heic, photo::CAT_HEIC.to_vec())
        .told(
            "A listed photo as HEIC",
            "As many phones store their photos, made from the same pixels.",
        )
        .showing(photo.picture()?, SENT, photo.alt);
    let scene = if cfg!(feature = "heic") {
        scene.found("upright", 0, 10)
    } else {
        // A build without this decoder says so; on a phone the system's decoder is used.
        scene.wants(Wanted::Undecided(Undecided::UnsupportedFormat), Action::Allow)
    };
    scene.of(photo)
}

fn palette_gif() -> Made<Scene> {
    let photo = &photo::MEADOW;
    let picture = photo.picture()?;
    Scene::sending("meadow.gif", Kind::Gif, gif::still(&picture)?)
        .told("A listed photo as a GIF", "Reduced to 256 colours.")
        .showing(picture, SENT, photo.alt)
        .found("upright", 0, 10)
        .of(photo)
}

fn cmyk() -> Made<Scene> {
    let photo = &photo::BRUSHES;
    let picture = photo.picture()?;
    Scene::sending("for-print.jpg", Kind::Jpeg, PLAIN.cmyk_adobe(&picture)?)
        .told("A listed photo as a CMYK JPEG", "In four inks, as programs for print save it.")
        .showing(picture, SENT, photo.alt)
        .found("upright", 0, 10)
        .of(photo)
}

fn second_frame() -> Made<Scene> {
    let (first, second) = (&photo::COFFEE, &photo::MOUNTAINS);
    let back = second.picture()?;
    let coffee = first.picture()?;
    let at =
        |x: u32, y: u32| coffee.at(x * coffee.width / back.width, y * coffee.height / back.height);
    let front = Picture::draw(back.width, back.height, at);
    Scene::sending("funny.gif", Kind::Gif, gif::animated(&front, &back)?)
        .told("A listed photo, second frame of an animation", "Half a second of coffee first.")
        .showing(front, "first frame", first.alt)
        .showing(back, "second frame", second.alt)
        .found("upright", 1, 10)
        .of(second)
}

fn for_dark_ground() -> Made<Scene> {
    let photo = &photo::DANDELION;
    let picture = photo.picture()?;
    let bytes = png::rgba(&picture, bright_is_opaque)?;
    let pale = picture.map(over_white);
    Scene::sending("sticker.png", Kind::Png, bytes)
        .told(
            "A listed photo as a transparent PNG",
            "Its brightness is stored as opacity: pale on a light chat, the photo on a dark one.",
        )
        .showing(pale, "on a light chat", "The same photo, washed out")
        .showing(picture, "on a dark chat", photo.alt)
        .found("over_black", 0, 10)
        .of(photo)
}

/// How a pixel of [`bright_is_opaque`] looks on white.
fn over_white(pixel: Rgb) -> Rgb {
    let clear = 255 - pixel.into_iter().max().unwrap_or(255);
    pixel.map(|value| value + clear)
}

fn drawn() -> Made<Scene> {
    let [drawing, ..] = &DRAWINGS;
    let (original, picture) = (drawing.at_scale(1), drawing.at_scale(2).within(800));
    let alt = "A drawn picture with the words PRESEND TEST 1";
    let mut scene = Scene::sending("presend-test-1.jpg", Kind::Jpeg, PLAIN.rgb(&picture)?)
        .told("A drawn test picture", "From the test kit; its list says that it is only a test.")
        .showing(picture, SENT, alt)
        .found("upright", 0, 31);
    scene.original = Some(Shown { picture: original, caption: "on the test list", alt });
    Ok(scene)
}

fn cropped() -> Made<Scene> {
    let photo = &photo::CAT;
    let whole = photo.picture()?;
    let (left, top) = (whole.width * 3 / 10, whole.height / 4);
    let picture =
        Picture::draw(whole.width / 2, whole.height / 2, |x, y| whole.at(left + x, top + y));
    let mut scene = Scene::sending("detail.jpg", Kind::Jpeg, PLAIN.rgb(&picture)?)
        .told(
            "A listed photo, cut to a quarter: a known limit",
            "Not recognised, and shown on purpose: PDQ does not see through a strong crop.",
        )
        .showing(picture, SENT, "The eye and nose of a tabby cat")
        .of(photo)?;
    scene.action = Action::Allow;
    Ok(scene)
}

fn in_document() -> Made<Scene> {
    let photo = &photo::CAT;
    let files: [(&str, &[u8]); 4] = [
        ("[Content_Types].xml", b"<?xml version='1.0'?><Types/>"),
        ("_rels/.rels", b"<?xml version='1.0'?><Relationships/>"),
        ("word/document.xml", b"<?xml version='1.0'?><w:document>See the picture.</w:document>"),
        ("word/media/image1.jpeg", photo.file),
    ];
    Scene::sending("letter.docx", Kind::Docx, zip::stored(&files, Lock::Open))
        .told("A listed photo in a document", "The very file, as a picture in a letter.")
        .showing(photo.picture()?, "in the document", photo.alt)
        .wants(Wanted::Exact, Action::Warn)
        .of(photo)
}

fn in_archives() -> Made<Scene> {
    let photo = &photo::CAT;
    let inner = zip::stored(&[("cat.jpg", photo.file)], Lock::Open);
    let bytes = zip::stored(&[("note.txt", b"hello"), ("photos.zip", &inner)], Lock::Open);
    Scene::sending("holiday.zip", Kind::Zip, bytes)
        .told("A listed photo in an archive in an archive", "The very file, in a ZIP in a ZIP.")
        .showing(photo.picture()?, "in the archive", photo.alt)
        .wants(Wanted::Exact, Action::Warn)
        .of(photo)
}

fn behind() -> Made<Scene> {
    let (shown, hidden) = (&photo::COFFEE, &photo::CAT);
    let bytes = [shown.file, hidden.file].concat();
    Scene::sending("coffee-and-more.jpg", Kind::Jpeg, bytes)
        .told("A listed photo behind another", "The very file, behind the end of a harmless photo.")
        .showing(shown.picture()?, SENT, shown.alt)
        .showing(hidden.picture()?, "behind it", hidden.alt)
        .wants(Wanted::Exact, Action::Warn)
        .of(hidden)
}

fn corrupt() -> Made<Scene> {
    let bytes = hostile::overwritten(png::rgb(&photo::COFFEE.picture()?)?, 60, 300);
    Ok(Scene::sending("holiday.png", Kind::Png, bytes)
        .told("A corrupt file", "300 bytes in its middle were overwritten.")
        .wants(Wanted::Undecided(Undecided::Corrupt), Action::Warn))
}

fn truncated() -> Made<Scene> {
    let bytes = hostile::cut(photo::STREAM.file.to_vec(), 40);
    Ok(Scene::sending("half.jpg", Kind::Jpeg, bytes)
        .told("A photo that ends too early", "The first 40 % of a photo's bytes.")
        .wants(Wanted::Undecided(Undecided::Truncated), Action::Warn))
}

fn over_limit() -> Scene {
    Scene::sending("poster.png", Kind::Png, hostile::huge_png())
        .told("A file that claims too much", "Under 100 bytes that claim 200 million pixels.")
        .wants(TOO_MANY_PIXELS, Action::Warn)
}

fn locked() -> Scene {
    let bytes = zip::stored(&[("cat.jpg", photo::CAT.file)], Lock::Locked);
    Scene::sending("private.zip", Kind::Zip, bytes)
        .told("An archive with a password", "Its entry is marked as locked.")
        .wants(Wanted::Undecided(Undecided::Encrypted), Action::Warn)
}

fn bomb() -> Made<Scene> {
    let bytes = zip::bomb("holiday.bmp", 1_000).ok_or("the zeros could not be packed")?;
    let reason = Undecided::OverLimit(LimitName::PartBytes);
    Ok(Scene::sending("holiday.zip", Kind::Zip, bytes)
        .told("An archive that is a bomb", "A megabyte that unpacks to a thousand.")
        .wants(Wanted::Undecided(reason), Action::Warn))
}

fn text() -> Scene {
    Scene::sending("note.txt", Kind::PlainText, b"See you at eight. Bring the umbrella.\n".to_vec())
        .told("A text", "There is no picture in it.")
        .wants(Wanted::NotApplicable, Action::Allow)
}

fn message(title: &'static str, link: &str, how: &'static str) -> Scene {
    let text = format!("Have you seen this? {link}?from=me\n");
    Scene::sending("message", Kind::Message, text.into_bytes()).told(title, how)
}
