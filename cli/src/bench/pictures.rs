use std::path::PathBuf;

use crate::exit::Failure;
use crate::output::printable;
use crate::testkit::draw::DRAWINGS;
use crate::testkit::encode::{Encoded, jpeg, png};

/// Six times the 640 by 480 pixels of a drawing: 11 megapixels.
const SCALE: u32 = 6;

/// A picture's name and bytes.
pub(super) type Named = (String, Vec<u8>);

/// The named files, or two drawn pictures.
pub(super) fn all(files: &[PathBuf]) -> Result<Vec<Named>, Failure> {
    if files.is_empty() { drawn() } else { files.iter().map(read).collect() }
}

fn read(path: &PathBuf) -> Result<Named, Failure> {
    let name = printable(path);
    let failed = |error| Failure::usage(format!("{name}: {error}"));
    Ok((name.clone(), std::fs::read(path).map_err(failed)?))
}

fn drawn() -> Result<Vec<Named>, Failure> {
    let [drawing, ..] = &DRAWINGS;
    let picture = drawing.at_scale(SCALE);
    let named = |name: &str, encoded: Encoded| -> Result<Named, Failure> {
        let failed = |error| Failure::internal(format!("{name}: {error}"));
        Ok((format!("{name} {}x{}", picture.width, picture.height), encoded.map_err(failed)?))
    };
    Ok(vec![named("JPEG", jpeg::PLAIN.rgb(&picture))?, named("PNG", png::rgb(&picture))?])
}
