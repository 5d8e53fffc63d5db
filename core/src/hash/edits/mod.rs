//! Pictures seen through what people do to them: borders, screenshots, crops, small turns.
//!
//! PDQ finds a picture again that was made smaller or brighter; it loses one whose place in the frame
//! changed. From one grey copy, made from the rows of the one decode, windows are hashed that the
//! picture may have filled before, with the geometry that PDQ itself would have used there.

mod content;
mod corners;
mod edit;
mod grey;
mod grey_copy;
mod hasher;
mod judged;
mod lines;
mod picture_window;
mod rectangles;
mod rounded;
mod row_sums;
mod tilt;
mod trim;
mod turned;
mod uncrop;
mod variants;
mod whole_rows;
mod window;

#[cfg(test)]
mod tests;

pub use edit::{Edit, EditProfile};
pub use hasher::PictureHasher;
pub use judged::PictureContent;
pub use picture_window::PictureWindow;
pub use variants::EditedPdq;
