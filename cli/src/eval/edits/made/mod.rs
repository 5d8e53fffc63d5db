//! The edits themselves: each a picture in, a picture out.

mod around;
mod captions;
mod chats;
mod controls;
mod crops;
mod over;
mod screens;
mod stories;
mod turns;

pub(super) use around::{framed, letterboxed, pillarboxed};
pub(super) use captions::{Place, captioned, demotivator};
pub(super) use chats::{bubble, full_width};
pub(super) use controls::{
    blurred, darker_corners, equalised, mirrored, noisy, sharpened, smaller_and_back,
    turned_quarter,
};
pub(super) use crops::{cut, to_shape};
pub(super) use over::{big_text, emojis, two_lines, watermark};
pub(super) use screens::{Look, card, desktop, phone};
pub(super) use stories::story;
pub(super) use turns::{perspective, tilted, turned_on};
