//! The real photographs of the demo, embedded. Where they come from: core/testdata/photos/ORIGIN.md.

use core::error::Error;

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::testkit::picture::Picture;

/// A photograph and whom to thank for it.
pub(crate) struct Photo {
    pub(crate) name: &'static str,
    /// What it shows, for those who do not see it.
    pub(crate) alt: &'static str,
    pub(crate) author: &'static str,
    pub(crate) licence: &'static str,
    /// True if the made-up list of the demo holds it.
    pub(crate) listed: bool,
    /// The JPEG file.
    pub(crate) file: &'static [u8],
}

macro_rules! photo {
    ($name:literal, $listed:literal, $alt:literal, $author:literal, $licence:literal) => {
        Photo {
            name: $name,
            alt: $alt,
            author: $author,
            licence: $licence,
            listed: $listed,
            file: include_bytes!(concat!("../../../core/testdata/photos/", $name, ".jpg")),
        }
    };
}

pub(crate) static BRUSHES: Photo = photo!(
    "brushes",
    true,
    "Paint brushes in many colours",
    "Trevor \u{201c}Freespace\u{201d}",
    "CC BY 4.0"
);
pub(crate) static CAT: Photo =
    photo!("cat", true, "A tabby cat, close up", "Stefan van der Walt", "CC0");
pub(crate) static COFFEE: Photo = photo!(
    "coffee",
    false,
    "A cup of coffee on a red saucer",
    "Rachel Michetti, courtesy of Pikolo Espresso Bar",
    "CC0"
);
pub(crate) static DANDELION: Photo =
    photo!("dandelion", true, "Dandelions against the low sun", "Clemens Engelhardt", "CC0");
pub(crate) static DOGS: Photo =
    photo!("dogs", true, "Two dogs look out of a window", "Aitzol Berasategi", "CC BY 4.0");
pub(crate) static FIG: Photo = photo!(
    "fig",
    true,
    "Half a fig in a red bowl",
    "Trevor \u{201c}Freespace\u{201d}",
    "CC BY 4.0"
);
pub(crate) static MEADOW: Photo =
    photo!("meadow", true, "A meadow below a mountain ridge", "Aitzol Berasategi", "CC BY 4.0");
pub(crate) static MOUNTAINS: Photo =
    photo!("mountains", true, "A path into rocky mountains", "Aitzol Berasategi", "CC BY 4.0");
pub(crate) static ROCKET: Photo =
    photo!("rocket", true, "A rocket on its pad at dusk", "SpaceX", "public domain");
pub(crate) static STREAM: Photo =
    photo!("stream", false, "A stream between rocks in a wood", "Aitzol Berasategi", "CC BY 4.0");

/// [`CAT`] as telephones store it: HEIC, made from the same pixels.
pub(crate) static CAT_HEIC: &[u8] = include_bytes!("../../tests/data/cat.heic");

/// All of them.
pub(crate) static PHOTOS: [&Photo; 10] =
    [&BRUSHES, &CAT, &COFFEE, &DANDELION, &DOGS, &FIG, &MEADOW, &MOUNTAINS, &ROCKET, &STREAM];

impl Photo {
    /// Its pixels, to make edits of. The scan itself decodes with the core.
    pub(crate) fn picture(&self) -> Result<Picture, Box<dyn Error + Send + Sync>> {
        let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(self.file), options);
        let rgb = decoder.decode().map_err(|error| error.to_string())?;
        let info = decoder.info().ok_or("no header")?;
        Ok(Picture { width: info.width.into(), height: info.height.into(), rgb })
    }
}
