//! Which interface and which release this is.

use presend_c_base::text::PresendText;

/// The interface that this header describes. It changes when a program must be compiled again.
pub const PRESEND_ADVICE_ABI_VERSION: u32 = 1;

/// The interface of the library that is loaded: compare it with PRESEND_ADVICE_ABI_VERSION once. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_abi_version() -> u32 {
    PRESEND_ADVICE_ABI_VERSION
}

/// The release, as text that is never freed. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_version() -> PresendText {
    PresendText::of(env!("CARGO_PKG_VERSION"))
}
