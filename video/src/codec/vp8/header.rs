//! What a frame says before its macroblocks (RFC 6386, sections 9 and 19.2).

use presend::undecided::Undecided;

use super::bools::Bools;
use super::tables::{
    CHROMA_MODES, LUMA_MODES, TOKEN_PROBS, TOKEN_UPDATES, TokenProbs, VECTOR_PROBS, VECTOR_UPDATES,
    VectorProbs,
};

/// The first three bytes of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) is_key: bool,
    pub(super) version: u8,
    pub(super) is_shown: bool,
    /// Length of the first partition.
    pub(super) first_bytes: usize,
}

impl Tag {
    pub(super) fn of(frame: &[u8]) -> Result<Self, Undecided> {
        let [a, b, c, ..] = frame else { return Err(Undecided::Truncated) };
        let all = u32::from_le_bytes([*a, *b, *c, 0]);
        Ok(Self {
            is_key: all & 1 == 0,
            version: (a >> 1) & 7,
            is_shown: is_shown(*a),
            first_bytes: usize::try_from(all >> 5).map_err(|_| Undecided::Corrupt)?,
        })
    }
}

/// False for a frame that others are predicted from and that nobody sees, by its first byte.
pub(super) const fn is_shown(first: u8) -> bool {
    first & 0x10 != 0
}

/// Width and height of a key frame, behind its tag and start code.
pub(super) fn size(frame: &[u8]) -> Result<(u32, u32), Undecided> {
    let [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = frame else {
        return Err(Undecided::Corrupt);
    };
    // The two highest bits ask the player to scale; the samples are the same.
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Ok((side(*w0, *w1), side(*h0, *h1)))
}

/// Probabilities that go on from frame to frame.
#[derive(Clone)]
pub(super) struct Probs {
    pub(super) tokens: TokenProbs,
    pub(super) vectors: VectorProbs,
    pub(super) luma: [u8; 4],
    pub(super) chroma: [u8; 3],
}

/// What else goes on from frame to frame, and begins anew at a key frame.
#[derive(Clone)]
pub(super) struct State {
    pub(super) probs: Probs,
    pub(super) segments: Segments,
    pub(super) deltas: Deltas,
    /// For golden and alternate: vectors to them go the other way.
    pub(super) is_backward: [bool; 2],
}

impl Default for State {
    fn default() -> Self {
        let (tokens, vectors) = (TOKEN_PROBS, VECTOR_PROBS);
        Self {
            probs: Probs { tokens, vectors, luma: LUMA_MODES, chroma: CHROMA_MODES },
            segments: Segments::default(),
            deltas: Deltas::default(),
            is_backward: [false; 2],
        }
    }
}

/// Section 9.3: parts of a frame with a quality of their own.
#[derive(Clone, Default)]
pub(super) struct Segments {
    pub(super) is_on: bool,
    pub(super) is_absolute: bool,
    pub(super) index: [i32; 4],
    pub(super) level: [i32; 4],
}

/// Section 9.6: how the filter's level depends on how a macroblock is predicted.
#[derive(Clone, Default)]
pub(super) struct Deltas {
    pub(super) is_on: bool,
    pub(super) of_reference: [i32; 4],
    pub(super) of_mode: [i32; 4],
}

/// Where a buffer of golden or alternate pictures gets its next one from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refresh {
    Keep,
    /// From this frame.
    New,
    /// From the last frame.
    Last,
    /// From the other of the two.
    Other,
}

/// What holds for one frame alone.
pub(super) struct Header {
    /// Probabilities of the map of segments, if there is a new one.
    pub(super) segment_map: Option<[u8; 3]>,
    pub(super) is_simple_filter: bool,
    pub(super) level: i32,
    pub(super) sharpness: i32,
    pub(super) partitions: usize,
    pub(super) index: i32,
    /// Added to the index: for DC of luma, for DC and AC of second blocks and of colour.
    pub(super) index_deltas: [i32; 5],
    pub(super) golden: Refresh,
    pub(super) alternate: Refresh,
    pub(super) is_next_last: bool,
    /// The probabilities of before, if those of this frame are for it alone.
    pub(super) restored: Option<Probs>,
    /// How likely a macroblock has coefficients, if it says so.
    pub(super) skip: Option<u8>,
    /// How likely it is predicted from itself, from the last frame, from golden.
    pub(super) kinds: [u8; 3],
}

impl Header {
    pub(super) fn read(bools: &mut Bools<'_>, is_key: bool, state: &mut State) -> Self {
        if is_key {
            *state = State::default();
            // Colour space, and whether samples need no clamping.
            bools.number(2);
        }
        let segment_map = segments(bools, &mut state.segments);
        let is_simple_filter = bools.flag();
        let (level, sharpness) = (i32::from(bools.number(6)), i32::from(bools.number(3)));
        deltas(bools, &mut state.deltas);
        let partitions = 1_usize.wrapping_shl(bools.number(2).into());
        let index = i32::from(bools.number(7));
        let index_deltas = [(); 5].map(|()| bools.optional(4).unwrap_or(0));
        let [golden, alternate] = if is_key { [Refresh::New; 2] } else { refreshed(bools) };
        if !is_key {
            state.is_backward = [(); 2].map(|()| bools.flag());
        }
        let restored = (!bools.flag()).then(|| state.probs.clone());
        let is_next_last = is_key || bools.flag();
        tokens(bools, &mut state.probs.tokens);
        let skip = bools.flag().then(|| byte(bools));
        let kinds = if is_key { [0; 3] } else { inter(bools, &mut state.probs) };
        Self {
            segment_map,
            is_simple_filter,
            level,
            sharpness,
            partitions,
            index,
            index_deltas,
            golden,
            alternate,
            is_next_last,
            restored,
            skip,
            kinds,
        }
    }
}

fn byte(bools: &mut Bools<'_>) -> u8 {
    let high = bools.number(4);
    high << 4 | bools.number(4)
}

fn segments(bools: &mut Bools<'_>, segments: &mut Segments) -> Option<[u8; 3]> {
    segments.is_on = bools.flag();
    if !segments.is_on {
        return None;
    }
    let (has_map, has_values) = (bools.flag(), bools.flag());
    if has_values {
        segments.is_absolute = bools.flag();
        segments.index = [(); 4].map(|()| bools.optional(7).unwrap_or(0));
        segments.level = [(); 4].map(|()| bools.optional(6).unwrap_or(0));
    }
    has_map.then(|| [(); 3].map(|()| if bools.flag() { byte(bools) } else { 255 }))
}

fn deltas(bools: &mut Bools<'_>, deltas: &mut Deltas) {
    deltas.is_on = bools.flag();
    if deltas.is_on && bools.flag() {
        for delta in deltas.of_reference.iter_mut().chain(&mut deltas.of_mode) {
            *delta = bools.optional(6).unwrap_or(*delta);
        }
    }
}

fn refreshed(bools: &mut Bools<'_>) -> [Refresh; 2] {
    [(); 2].map(|()| bools.flag()).map(|is_new| {
        if is_new {
            return Refresh::New;
        }
        match bools.number(2) {
            1 => Refresh::Last,
            2 => Refresh::Other,
            _ => Refresh::Keep,
        }
    })
}

fn tokens(bools: &mut Bools<'_>, probs: &mut TokenProbs) {
    let all = probs.as_flattened_mut().as_flattened_mut().as_flattened_mut();
    let updates = TOKEN_UPDATES.as_flattened().as_flattened().as_flattened();
    for (prob, update) in all.iter_mut().zip(updates) {
        if bools.read(*update) {
            *prob = byte(bools);
        }
    }
}

fn inter(bools: &mut Bools<'_>, probs: &mut Probs) -> [u8; 3] {
    let kinds = [(); 3].map(|()| byte(bools));
    if bools.flag() {
        probs.luma = [(); 4].map(|()| byte(bools));
    }
    if bools.flag() {
        probs.chroma = [(); 3].map(|()| byte(bools));
    }
    let all = probs.vectors.as_flattened_mut().iter_mut();
    for (prob, update) in all.zip(VECTOR_UPDATES.as_flattened()) {
        if bools.read(*update) {
            let number = bools.number(7);
            *prob = if number == 0 { 1 } else { number << 1 };
        }
    }
    kinds
}
