use core::ops::Deref;

use zeroize::Zeroizing;

use crate::context::CancelToken;
use crate::decode::BlockReader;
use crate::decode::Guard;
use crate::undecided::Undecided;

/// How a part lies in what holds it: the word in its name. A part is numbered, from 1, and never
/// named: a name is content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An entry of an archive, by its place in the directory.
    Entry,
    /// What is written behind the directory of an archive for whoever reads it.
    Comment,
    /// The bytes of a picture without what lies behind them.
    Picture,
    /// The small copy in the head of a picture.
    Thumbnail,
    /// A further picture that the head of a JPEG points at (CIPA DC-007).
    Mpf,
    /// What lies behind the end of a picture or document.
    AfterEnd,
    /// A field of the trailer that some phones write behind a picture.
    Trailer,
    /// A picture of a document, in the order in which they are written in it.
    PagePicture,
    /// A file that is attached to a document.
    Attached,
    /// Anything else in a document.
    Stream,
    /// A picture that a video has besides its frames.
    Cover,
}

impl Place {
    /// The word.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Comment => "comment",
            Self::Picture => "picture",
            Self::Thumbnail => "thumbnail",
            Self::Mpf => "mpf",
            Self::AfterEnd => "after-end",
            Self::Trailer => "trailer",
            Self::PagePicture => "page-picture",
            Self::Attached => "attached",
            Self::Stream => "stream",
            Self::Cover => "cover",
        }
    }
}

/// Takes the parts of a container one after the other, in its order.
///
/// An error ends the container: nothing further of it is looked at.
pub(crate) trait PartSink<'a> {
    /// What the parts may take.
    fn guard(&mut self) -> &mut Guard<'a>;

    /// Refuses to go into what lies too deep: asked before the first part.
    fn enter(&mut self) -> Result<(), Undecided>;

    /// The next part.
    fn part(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided>;

    /// The same bytes as another part or a piece of it: only their digests are of interest.
    fn digests(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided>;

    /// The next part, which could not be had for this reason.
    fn skip(&mut self, place: Place, number: u32, why: Undecided) -> Result<(), Undecided>;
}

/// Gives any piece of a container.
pub(crate) trait Pieces {
    /// The length of the container in bytes.
    fn length(&self) -> u64;

    /// A piece of it. One that is not whole within the container is [`Undecided::Truncated`].
    fn piece(&self, start: u64, length: u64) -> Result<Piece<'_>, Undecided>;

    /// A reader of all of it.
    fn reader<'b>(&'b self, cancel: &'b CancelToken) -> BlockReader<'b>;
}

/// A piece of bytes in memory.
pub(crate) fn lent(bytes: &[u8], start: u64, length: u64) -> Result<Piece<'_>, Undecided> {
    let start = usize::try_from(start).map_err(|_| Undecided::Truncated)?;
    let length = usize::try_from(length).map_err(|_| Undecided::Truncated)?;
    let rest = bytes.get(start..).ok_or(Undecided::Truncated)?;
    rest.get(..length).map(Piece::Lent).ok_or(Undecided::Truncated)
}

/// A piece of a container: where it lies in memory, or read from a source.
pub(crate) enum Piece<'a> {
    Lent(&'a [u8]),
    Held(Zeroizing<Vec<u8>>),
}

impl Deref for Piece<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Lent(bytes) => bytes,
            Self::Held(bytes) => bytes,
        }
    }
}
