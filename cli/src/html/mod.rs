//! What pages of the command have in common: style, the bar of a distance, small pictures.

mod bar;
mod figure;
mod ours;
mod text;

pub(crate) use bar::bar;
pub(crate) use figure::{file_icon, picture};
pub(crate) use ours::refuse_to_replace_other;
pub(crate) use text::escaped;

/// The style of every page. It loads nothing.
pub(crate) const STYLE: &str = include_str!("style.css");
