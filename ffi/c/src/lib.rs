//! Presend for C. Each exported function converts, calls the core, and converts back; no rule lives
//! here. `bindings/api/presend.h` is made of these files, and says what holds for all of them.
//!
//! A handle comes in as a pointer, of which a call takes what it shares and nothing else
//! ([`presend_c_base::argument::shared`]): its callbacks may free it. What only looks at a handle and calls nobody takes
//! an `Option<&T>`, which is a pointer that may be NULL. That it is valid otherwise is what the header
//! asks of its caller. What else is unsafe is in [`presend_c_base`], in [`text`] and where a callback is
//! called.
#![expect(
    unsafe_code,
    reason = "a C interface takes pointers on trust; each block says why it may"
)]
#![expect(clippy::missing_safety_doc, reason = "the header states for every function what it asks")]

pub mod version;

pub mod status;

pub mod text;

pub mod set;

pub mod limits;

pub mod policy;

pub mod own_check;

pub mod monotonic;

pub mod decoder;

pub mod lent;

pub mod video;

pub mod video_decoder;

pub mod journal;

pub mod vault;

pub mod set_status;

pub mod store;

pub mod origin;

pub mod pending;

pub mod builder;

pub mod cancel;

pub mod source;

pub mod scan;

pub mod frames;

pub mod names;

pub mod window;

pub mod report;

pub mod checked;

pub mod sealed;

pub mod notice_facts;

pub mod test_picture;

pub mod test_set;

#[cfg(test)]
mod tests;
