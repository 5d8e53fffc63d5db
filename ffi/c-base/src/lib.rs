//! What the libraries of Presend for C have in common. Each exported function of theirs runs in
//! [`status::guard`], takes what it is lent by [`argument`], and calls the app by [`callback`]. Nothing is
//! exported from here: each library has functions and names of its own, and types that are declared here
//! are in each header by that library's name.
#![expect(
    unsafe_code,
    reason = "a C interface takes pointers on trust; each block says why it may"
)]

pub mod argument;

pub mod callback;

pub mod numbered;

pub mod pixels;

pub mod status;

pub mod text;
