use zeroize::Zeroizing;

use super::super::Piece;
use super::ascii::{base85, hex};
use super::flate::inflate_some;
use super::lzw;
use super::objects::{Objects, Stream};
use super::runs::runs;
use super::samples::undo_prediction;
use super::value::{Dictionary, Value};
use crate::decode::Guard;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// A filter by its name, and its parameters.
pub(super) type Filter<'o> = (&'o [u8], Option<&'o Dictionary>);

/// The filters of a stream in the order in which they are undone.
pub(super) fn filters<'o>(
    objects: &'o Objects,
    stream: &'o Dictionary,
) -> Result<Vec<Filter<'o>>, Undecided> {
    let list = |value: Option<&'o Value>| match objects.resolved(value) {
        None | Some(Value::Other) => Vec::new(),
        Some(Value::Array(values)) => {
            values.iter().map(|value| objects.resolved(Some(value))).collect()
        }
        one => vec![one],
    };
    let parameters = list(stream.either(b"DecodeParms", b"DP"));
    let filters = list(stream.either(b"Filter", b"F")).into_iter().enumerate();
    let named = filters.map(|(at, filter)| {
        let name = filter.and_then(Value::name).ok_or(Undecided::Corrupt)?;
        let own = parameters.get(at).copied().flatten();
        Ok((name, own.and_then(Value::dictionary)))
    });
    named.collect()
}

/// What packs bytes so that they are fewer, with or without a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Flate,
    /// The codes grow one string early, or when they must.
    Lzw {
        early: bool,
    },
}

impl Packing {
    /// `None` for a filter of another kind.
    pub(super) fn of(
        (name, parameters): &Filter<'_>,
        objects: &Objects,
    ) -> Result<Option<Self>, Undecided> {
        Ok(match *name {
            b"FlateDecode" | b"Fl" => Some(Self::Flate),
            b"LZWDecode" | b"LZW" => {
                let early = parameters.and_then(|own| objects.resolved(own.get(b"EarlyChange")));
                match early.map_or(Some(1), Value::number) {
                    Some(early @ (0 | 1)) => Some(Self::Lzw { early: early == 1 }),
                    _ => return Err(Undecided::Corrupt),
                }
            }
            _ => None,
        })
    }

    /// The first bytes, as many as are wanted or as there are, and whether they ended.
    pub(super) fn unpack_some(
        self,
        packed: &[u8],
        wanted: usize,
        guard: &mut Guard<'_>,
    ) -> Result<(Zeroizing<Vec<u8>>, bool), Undecided> {
        match self {
            Self::Flate => inflate_some(packed, wanted, guard),
            Self::Lzw { early } => Ok((lzw::unpack_some(packed, wanted, early, guard)?, true)),
        }
    }

    /// All of them, up to the bound of a part.
    fn unpack(self, packed: &[u8], guard: &mut Guard<'_>) -> Result<Zeroizing<Vec<u8>>, Undecided> {
        let most = usize::try_from(guard.limits().max_part_bytes).unwrap_or(usize::MAX);
        let (unpacked, ended) = self.unpack_some(packed, most.saturating_add(1), guard)?;
        if unpacked.len() > most {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        if ended { Ok(unpacked) } else { Err(Undecided::Truncated) }
    }
}

/// All bytes of a stream with its filters undone, if they are ones that are undone here.
pub(super) fn all<'f>(
    file: &'f [u8],
    objects: &Objects,
    stream: &Stream,
    guard: &mut Guard<'_>,
) -> Result<Piece<'f>, Undecided> {
    let bytes = Piece::Lent(file.get(stream.data.clone()).unwrap_or_default());
    undone(bytes, &filters(objects, &stream.dictionary)?, objects, guard)
}

/// Undoes these filters, one after the other.
pub(super) fn undone<'f>(
    mut bytes: Piece<'f>,
    filters: &[Filter<'_>],
    objects: &Objects,
    guard: &mut Guard<'_>,
) -> Result<Piece<'f>, Undecided> {
    for filter in filters {
        bytes = Piece::Held(undo(&bytes, filter, objects, guard)?);
    }
    Ok(bytes)
}

fn undo(
    bytes: &[u8],
    filter: &Filter<'_>,
    objects: &Objects,
    guard: &mut Guard<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    if let Some(packing) = Packing::of(filter, objects)? {
        return undo_prediction(packing.unpack(bytes, guard)?, filter.1, objects);
    }
    match filter.0 {
        b"ASCIIHexDecode" | b"AHx" => hex(bytes, guard),
        b"ASCII85Decode" | b"A85" => base85(bytes, guard),
        b"RunLengthDecode" | b"RL" => runs(bytes, guard),
        _ => Err(Undecided::UnsupportedFormat),
    }
}
