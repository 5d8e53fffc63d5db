//! From a reached threshold to a sealed report, in types: no step can be left out.
//!
//! ```text
//! Checked            a scan whose decision is a report candidate, by a scanner that seals
//!   -> ThresholdReached   of a verified set in use that names a recipient; never of a test set
//!   -> ReportNotice       what would be sent, to whom, on what basis, how to contest it
//!   -> NoticeShown        the app showed it, and the user's journal says so
//!   -> SealedReport       4,208 bytes that only the recipient can open; or a decline
//! ```
//!
//! Each step takes the one before by value and asks the store again, at its own time. What was sealed or
//! declined is forgotten and never counted again. Presend sends nothing: the host does, visibly, or not.
//!
//! There is no other way to sealed bytes. A step cannot be made by hand:
//!
//! ```compile_fail,E0451
//! fn forge(shown: presend::sealed::NoticeShown) -> presend::sealed::NoticeShown {
//!     presend::sealed::NoticeShown { notice: shown.notice }
//! }
//! ```
//! ```compile_fail,E0599
//! let reached = presend::sealed::ThresholdReached::default();
//! ```
//! A notice that was not shown seals nothing, and neither does a threshold or a scan:
//!
//! ```compile_fail,E0599
//! fn unseen(notice: presend::sealed::ReportNotice) {
//!     let _ = notice.seal(1_800_000_000);
//! }
//! ```
//! ```compile_fail,E0599
//! fn no_notice(reached: presend::sealed::ThresholdReached) {
//!     let _ = reached.seal(1_800_000_000);
//! }
//! ```
//! ```compile_fail,E0599
//! fn no_threshold(checked: &presend::scan::Checked) {
//!     let _ = checked.seal(1_800_000_000);
//! }
//! ```
//! One notice makes one report, and a declined one none:
//!
//! ```compile_fail,E0382
//! fn twice(shown: presend::sealed::NoticeShown) {
//!     let _ = shown.seal(1_800_000_000);
//!     let _ = shown.seal(1_800_000_000);
//! }
//! ```
//! ```compile_fail,E0382
//! fn declined(shown: presend::sealed::NoticeShown) {
//!     let _ = shown.decline(1_800_000_000);
//!     let _ = shown.seal(1_800_000_000);
//! }
//! ```
//! ```compile_fail,E0382
//! fn shown_twice(notice: presend::sealed::ReportNotice) {
//!     let _ = notice.shown(1_800_000_000);
//!     let _ = notice.shown(1_800_000_000);
//! }
//! ```
//! The whole way compiles, with a scan of a verified set:
//!
//! ```
//! use presend::sealed::{NoReport, SealedReport};
//!
//! fn report(checked: &presend::scan::Checked, now: u64) -> Result<Option<SealedReport>, NoReport> {
//!     let Some(reached) = checked.threshold_reached() else { return Ok(None) };
//!     let notice = reached.notice(now)?;
//!     println!("{}", notice.text(presend::explain::Language::English));
//!     notice.shown(now)?.seal(now).map(Some)
//! }
//! ```

mod content;
mod format;
mod hpke;
mod notice;
mod shown;
#[cfg(test)]
mod tests;
mod texts;
mod threshold;

pub use content::{MAX_FINDINGS, ReportContent, ReportedFinding};
pub use format::{CONTENT_BYTES, HEAD_BYTES, INFO, REPORT_BYTES, ReportHead, key_id};
pub use notice::{NoticeFacts, ReportNotice};
pub use shown::{NoticeShown, SealedReport};
pub use threshold::ThresholdReached;
pub(crate) use threshold::{Desk, Offer};

pub use crate::appeal::{AppealCode, AppealDesk};
pub use crate::set::store::NoReport;
