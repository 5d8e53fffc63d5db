//! Whether a link of a text is still being written.

use super::find::links;

/// True if the cursor stands within a link or right behind it, `at` bytes from the start of the text: what is
/// written next may change that link. False where no character begins.
///
/// ```
/// use presend::text::is_in_link;
///
/// let text = "see evil.com/login and run";
/// assert!(is_in_link(text, 9) && is_in_link(text, 18));
/// assert!(!is_in_link(text, 4) && !is_in_link(text, 19));
/// ```
#[must_use]
pub fn is_in_link(text: &str, at: usize) -> bool {
    let Some(behind) = text.get(at..) else { return false };
    let cursor = behind.as_ptr();
    links(text).any(|link| {
        let link = link.as_bytes().as_ptr_range();
        link.start < cursor && cursor <= link.end
    })
}
