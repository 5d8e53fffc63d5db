use core::error::Error;

use presend::set::canary::PICTURES;

use super::draw::{DRAWINGS, Drawing};
use super::expected::{Expected, Wanted};
use super::hostile;
use super::recipes::{self, Recipe, Source};
use crate::exit::Failure;

/// One file of the kit.
pub(crate) struct KitFile {
    /// With forward slashes, below the kit's folder.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expected: Expected,
}

/// Which sheet of the kit.
#[derive(Clone, Copy)]
pub(crate) enum SheetName {
    /// The variants of one drawing; of an unlisted one a few, which must come out clean.
    Drawn(&'static Drawing),
    /// The broken and the pictureless files.
    Hostile,
    /// The test pictures that are in every set, and in the test kits of the libraries.
    BuiltIn,
}

impl SheetName {
    /// Every sheet of the kit.
    pub(crate) const ALL: [Self; 10] = {
        let [a, b, c, d, e, f, g, h] = &DRAWINGS;
        [
            Self::Drawn(a),
            Self::Drawn(b),
            Self::Drawn(c),
            Self::Drawn(d),
            Self::Drawn(e),
            Self::Drawn(f),
            Self::Drawn(g),
            Self::Drawn(h),
            Self::Hostile,
            Self::BuiltIn,
        ]
    };
}

/// Files that are made from one drawing, one at a time.
pub(crate) struct Sheet {
    folder: String,
    source: Source,
    recipes: Vec<Recipe>,
}

impl Sheet {
    pub(crate) fn of(name: SheetName) -> Self {
        match name {
            SheetName::Drawn(drawing) => Self {
                folder: format!("test-{}", drawing.number),
                source: Source::drawn(drawing),
                recipes: if drawing.listed { recipes::all() } else { unlisted() },
            },
            SheetName::Hostile => Self {
                folder: "other".to_owned(),
                source: Source::drawn(&DRAWINGS[0]),
                recipes: hostile::all(),
            },
            SheetName::BuiltIn => Self {
                folder: "canary".to_owned(),
                source: Source::drawn(&DRAWINGS[0]),
                recipes: PICTURES.iter().map(recipes::built_in).collect(),
            },
        }
    }

    /// Makes the files, one at a time.
    pub(crate) fn files(&self) -> impl Iterator<Item = Result<KitFile, Failure>> {
        self.recipes.iter().map(|recipe| {
            let path = format!("{}/{}", self.folder, recipe.name);
            let bytes = (recipe.make)(&self.source).map_err(not_made)?;
            Ok(KitFile { path, bytes, expected: recipe.expected.clone() })
        })
    }
}

/// Path and bytes of the file that the kit's list is made from.
pub(crate) fn original(drawing: &Drawing) -> Result<(String, Vec<u8>), Failure> {
    let recipe = recipes::original();
    let bytes = (recipe.make)(&Source::drawn(drawing)).map_err(not_made)?;
    Ok((format!("test-{}/{}", drawing.number, recipe.name), bytes))
}

fn not_made(error: Box<dyn Error + Send + Sync>) -> Failure {
    Failure::internal(format!("test kit: {error}"))
}

/// What resembles no listed picture: each third recipe, to be found clean.
fn unlisted() -> Vec<Recipe> {
    let mut recipes: Vec<Recipe> = recipes::all().into_iter().step_by(3).collect();
    recipes.iter_mut().for_each(|recipe| recipe.expected.wanted = Wanted::Clean);
    recipes
}
