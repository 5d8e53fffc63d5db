use core::fmt;
use std::collections::BTreeMap;

/// Which categories of a Project VIC file are taken. Categories differ from country to country, so
/// that none is taken or left without being named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Categories {
    map: BTreeMap<u32, Category>,
}

/// What becomes of the items of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Take,
    Leave,
}

/// The text is no map of categories, or takes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCategories;

impl Categories {
    /// Reads `1=take,2=take,0=leave`. A category that is not in it is a bad line.
    pub fn parse(text: &str) -> Result<Self, BadCategories> {
        let mut map = BTreeMap::new();
        for pair in text.split(',') {
            let (number, what) = pair.split_once('=').ok_or(BadCategories)?;
            let number = number.trim().parse().map_err(|_| BadCategories)?;
            let category = match what.trim() {
                "take" => Category::Take,
                "leave" => Category::Leave,
                _ => return Err(BadCategories),
            };
            if map.insert(number, category).is_some() {
                return Err(BadCategories);
            }
        }
        if map.values().any(|category| *category == Category::Take) {
            Ok(Self { map })
        } else {
            Err(BadCategories)
        }
    }

    pub(super) fn get(&self, number: u32) -> Option<Category> {
        self.map.get(&number).copied()
    }
}

impl fmt::Display for BadCategories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a map of categories: `1=take,2=take,0=leave`, one taken at least")
    }
}

impl core::error::Error for BadCategories {}
