//! Advice for C. Each exported function converts, calls `presend-advice`, and converts back; no rule lives
//! here. `bindings/api/presend_advice.h` is made of these files, and says what holds for all of them.
//!
//! A handle comes in as a pointer, of which a call takes what it shares and nothing else
//! ([`presend_c_base::argument::shared`]): its callbacks may free it.
#![expect(
    unsafe_code,
    reason = "a C interface takes pointers on trust; each block says why it may"
)]
#![expect(clippy::missing_safety_doc, reason = "the header states for every function what it asks")]

pub mod version;

pub mod status;

pub mod names;

pub mod advisor;

pub mod check;

pub mod switch;

pub mod cancel;

pub mod verdict;

pub mod advise;
