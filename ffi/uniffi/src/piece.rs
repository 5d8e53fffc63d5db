//! Bytes of an attachment as another language hands them over. To that language they are bytes like any
//! others; here the buffer that they come in is overwritten, and is not copied on the way.
#![expect(
    unsafe_code,
    reason = "the traits of UniFFI that say how a value crosses are unsafe to implement"
)]

use core::fmt;
use core::mem::take;
use std::io;

use uniffi::deps::anyhow::{Context as _, Result, ensure};
use uniffi::{Lift, Lower, MetadataBuffer, RustBuffer, TypeId};
use zeroize::Zeroizing;

/// A piece of an attachment, overwritten when it is dropped: four bytes that say how long it is, and the
/// piece itself, as UniFFI has them in one buffer.
pub struct Piece(Zeroizing<Vec<u8>>);

impl Piece {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.split_first_chunk::<4>().map_or(&[], |(_, bytes)| bytes)
    }

    /// A piece of so many bytes, as `fill` fills them.
    pub(crate) fn filled(
        count: u64,
        fill: impl FnOnce(&mut [u8]) -> io::Result<()>,
    ) -> io::Result<Self> {
        let length = u32::try_from(count).map_err(io::Error::other)?;
        let whole = usize::try_from(count).ok().and_then(|count| count.checked_add(4));
        let mut buffer =
            Zeroizing::new(vec![0; whole.ok_or_else(|| io::Error::other("too long"))?]);
        if let Some((head, bytes)) = buffer.split_first_chunk_mut::<4>() {
            *head = length.to_be_bytes();
            fill(bytes)?;
        }
        Ok(Self(buffer))
    }

    /// Takes a buffer over that is exactly a piece.
    fn of(buffer: Zeroizing<Vec<u8>>) -> Result<Self> {
        let (length, bytes) = buffer.split_first_chunk::<4>().context("no length")?;
        let length = usize::try_from(u32::from_be_bytes(*length))?;
        ensure!(length == bytes.len(), "the length is another");
        Ok(Self(buffer))
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({} bytes)", self.bytes().len())
    }
}

// SAFETY: it crosses as `Vec<u8>` does: the same type to other languages, a length and as many bytes.
unsafe impl<UT> Lift<UT> for Piece {
    type FfiType = RustBuffer;

    fn try_lift(buffer: RustBuffer) -> Result<Self> {
        Self::of(Zeroizing::new(buffer.destroy_into_vec()))
    }

    fn try_read(buffer: &mut &[u8]) -> Result<Self> {
        let length = buffer.first_chunk().context("no length")?;
        let whole =
            usize::try_from(u32::from_be_bytes(*length))?.checked_add(4).context("too long")?;
        let (piece, rest) = buffer.split_at_checked(whole).context("too short")?;
        *buffer = rest;
        Self::of(Zeroizing::new(piece.to_vec()))
    }
}

// SAFETY: as above.
unsafe impl<UT> Lower<UT> for Piece {
    type FfiType = RustBuffer;

    fn lower(mut piece: Self) -> RustBuffer {
        RustBuffer::from_vec(take(&mut piece.0))
    }

    fn write(piece: Self, buffer: &mut Vec<u8>) {
        buffer.extend_from_slice(&piece.0);
    }
}

uniffi::derive_ffi_traits!(impl<UT> LiftReturn<UT> for Piece);
uniffi::derive_ffi_traits!(impl<UT> LowerReturn<UT> for Piece);

impl<UT> TypeId<UT> for Piece {
    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<UT>>::TYPE_ID_META;
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::Piece;
    use crate::UniFfiTag;
    use uniffi::{Lift, Lower, RustBuffer, TypeId};

    fn lowered(bytes: &[u8]) -> RustBuffer {
        <Vec<u8> as Lower<UniFfiTag>>::lower(bytes.to_vec())
    }

    fn lifted(buffer: RustBuffer) -> Option<Vec<u8>> {
        <Piece as Lift<UniFfiTag>>::try_lift(buffer).ok().map(|piece| piece.bytes().to_vec())
    }

    #[test]
    fn it_crosses_as_bytes_do() {
        for bytes in [&b""[..], b"a", b"many words"] {
            assert_eq!(lifted(lowered(bytes)).unwrap(), bytes);
            let piece = <Piece as Lift<UniFfiTag>>::try_lift(lowered(bytes)).unwrap();
            let back = <Piece as Lower<UniFfiTag>>::lower(piece);
            assert_eq!(<Vec<u8> as Lift<UniFfiTag>>::try_lift(back).unwrap(), bytes);
            let (mut two, piece) =
                (Vec::new(), || Piece::of(lowered(bytes).destroy_into_vec().into()));
            <Piece as Lower<UniFfiTag>>::write(piece().unwrap(), &mut two);
            <Piece as Lower<UniFfiTag>>::write(piece().unwrap(), &mut two);
            let mut rest = &two[..];
            for _ in 0..2 {
                let piece = <Piece as Lift<UniFfiTag>>::try_read(&mut rest).unwrap();
                assert_eq!(piece.bytes(), bytes);
            }
            assert!(rest.is_empty());
        }
        let piece = <Piece as TypeId<UniFfiTag>>::TYPE_ID_META;
        assert_eq!(piece.checksum(), <Vec<u8> as TypeId<UniFfiTag>>::TYPE_ID_META.checksum());
    }

    #[test]
    fn another_length_than_it_says_is_refused() {
        let buffer = lowered(b"words").destroy_into_vec();
        for length in 0..buffer.len() {
            let cut = buffer.get(..length).unwrap().to_vec();
            assert_eq!(lifted(RustBuffer::from_vec(cut.clone())), None, "{length}");
            assert!(<Piece as Lift<UniFfiTag>>::try_read(&mut &cut[..]).is_err(), "{length}");
        }
        assert_eq!(lifted(RustBuffer::from_vec([&buffer[..], b"!"].concat())), None);
    }

    #[test]
    fn its_one_buffer_is_overwritten_and_its_debug_shows_no_content() {
        fn is_zeroized(_: &impl zeroize::ZeroizeOnDrop) {}

        let buffer = lowered(b"words");
        let address = buffer.data_pointer();
        let piece = <Piece as Lift<UniFfiTag>>::try_lift(buffer).unwrap();
        is_zeroized(&piece.0);
        assert_eq!(piece.0.as_ptr(), address, "it is the buffer that came");
        assert_eq!(format!("{piece:?}"), "Piece(5 bytes)");
    }
}
