//! Advice on a picture that no list knows, on the device: "this may show nudity, do you want to send it?"
//!
//! It is off until the user or a guardian switches it on. It asks, and cannot do more: nothing here blocks,
//! reports, records or counts, and a guess never mixes with a finding of [`presend`].
//!
//! ```
//! use std::sync::Arc;
//! use presend::context::CancelToken;
//! use presend::explain::Language;
//! use presend::policy::Audience;
//! use presend_advice::{AdviceCheck, Advisor, Moment, Picture, SetBy, Switch, Verdict};
//!
//! fn before_sending(advisor: Arc<dyn Advisor>, picture: Picture<'_>) {
//!     let mut switch = Switch::OFF;
//!     switch.turn_on(SetBy::User, Audience::Teen, None).expect("no guardian set it");
//!     let check = AdviceCheck::new(advisor);
//!     match check.advise(Moment::BeforeSending, picture, &switch, &CancelToken::new()) {
//!         Verdict::Off | Verdict::Nothing => println!("goes on"),
//!         Verdict::Ask(question) => println!("{}", question.text(Language::English)),
//!         Verdict::NotLooked(reason) => println!("nobody could look: {reason}"),
//!     }
//! }
//! ```
//! No verdict blocks, and none becomes a decision:
//!
//! ```compile_fail,E0599
//! let blocked = presend_advice::Verdict::Block;
//! ```
//! ```compile_fail,E0277
//! fn decide(verdict: presend_advice::Verdict) -> presend::Decision {
//!     verdict.into()
//! }
//! ```
//! Advice becomes no report, finding or journal record, and no step towards a sealed report:
//!
//! ```compile_fail,E0277
//! fn report(advice: presend_advice::Advice) -> presend::report::ScanReport {
//!     advice.into()
//! }
//! ```
//! ```compile_fail,E0277
//! fn finding(verdict: presend_advice::Verdict) -> presend::report::Finding {
//!     verdict.into()
//! }
//! ```
//! ```compile_fail,E0277
//! fn record(verdict: presend_advice::Verdict) -> presend::journal::JournalRecord {
//!     verdict.into()
//! }
//! ```
//! ```compile_fail,E0277
//! fn reached(verdict: presend_advice::Verdict) -> presend::sealed::ThresholdReached {
//!     verdict.into()
//! }
//! ```
//! A question is made by the check alone. Advice is not kept: it is no copy, and there is no number in it:
//!
//! ```compile_fail,E0451
//! fn forge(question: presend_advice::Question) -> presend_advice::Question {
//!     presend_advice::Question { class: presend_advice::Class::Nudity, ..question }
//! }
//! ```
//! ```compile_fail,E0277
//! fn keep(advice: presend_advice::Advice) {
//!     fn copies(_: impl Clone) {}
//!     copies(advice)
//! }
//! ```
//! ```compile_fail,E0599
//! fn number(advice: &presend_advice::Advice) -> f32 {
//!     advice.score()
//! }
//! ```
#![forbid(unsafe_code)]

mod advisor;
mod check;
mod class;
mod described;
#[cfg(feature = "files")]
mod file;
#[cfg(feature = "model")]
mod model;
mod own_thread;
mod pin;
#[cfg(feature = "model")]
mod resize;
mod rows;
mod switch;
mod verdict;

pub use advisor::{Advice, Advisor, NoAdvice};
pub use check::{AdviceCheck, Picture};
pub use class::{Band, Class, Classes};
pub use described::DescribedPolicy;
#[cfg(feature = "measure")]
pub use model::measure;
#[cfg(feature = "model")]
pub use model::{MAX_MODEL_BYTES, MAX_MULTIPLICATIONS, MAX_RUN_BYTES, Model, ModelRefused};
pub use own_thread::OnOwnThread;
pub use pin::{MAX_INPUT_PIXELS, MAX_OUTPUTS, ModelPin, PinFault};
pub use switch::{GuardianNeeded, GuardianProof, SetBy, Switch};
pub use verdict::{Moment, Question, Verdict};

/// What a reader copies from the book compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/src/advice.md")]
struct Book;
