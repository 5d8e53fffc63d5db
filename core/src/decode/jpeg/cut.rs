//! Numbers cut to fewer bits, where the arithmetic of the format wraps.
#![expect(clippy::as_conversions, reason = "the high bits are meant to go")]

#[inline(always)]
pub(super) const fn low16(value: i32) -> i16 {
    value as i16
}

#[inline(always)]
pub(super) const fn low32(value: u64) -> u32 {
    value as u32
}

/// The same bits, taken for a signed number.
#[inline(always)]
pub(super) const fn signed(value: u32) -> i32 {
    value as i32
}

/// The same bits, taken for a number without sign.
#[inline(always)]
pub(super) const fn unsigned(value: i32) -> u32 {
    value as u32
}

/// No address is cut: every target has 32 bits or more.
#[inline(always)]
pub(super) const fn index(value: u32) -> usize {
    value as usize
}
