use zeroize::Zeroizing;

use super::super::{Allowance, Piece};
use super::ascii::{base85, hex};
use super::flate::inflate;
use super::objects::{Objects, Stream};
use super::runs::runs;
use super::samples::undo_prediction;
use super::value::{Dictionary, Value};
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

pub(super) fn is_flate(filter: &[u8]) -> bool {
    matches!(filter, b"FlateDecode" | b"Fl")
}

/// All bytes of a stream with its filters undone, if they are ones that are undone here.
pub(super) fn all<'f>(
    file: &'f [u8],
    objects: &Objects,
    stream: &Stream,
    allowance: &mut Allowance<'_>,
) -> Result<Piece<'f>, Undecided> {
    let bytes = Piece::Lent(file.get(stream.data.clone()).unwrap_or_default());
    undone(bytes, &filters(objects, &stream.dictionary)?, objects, allowance)
}

/// Undoes these filters, one after the other.
pub(super) fn undone<'f>(
    mut bytes: Piece<'f>,
    filters: &[Filter<'_>],
    objects: &Objects,
    allowance: &mut Allowance<'_>,
) -> Result<Piece<'f>, Undecided> {
    for filter in filters {
        bytes = Piece::Held(undo(&bytes, filter, objects, allowance)?);
    }
    Ok(bytes)
}

fn undo(
    bytes: &[u8],
    (name, parameters): &Filter<'_>,
    objects: &Objects,
    allowance: &mut Allowance<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    match *name {
        name if is_flate(name) => {
            let unpacked = inflate(bytes, allowance.limits().max_part_bytes, allowance)?;
            undo_prediction(unpacked, *parameters, objects)
        }
        b"ASCIIHexDecode" | b"AHx" => hex(bytes, allowance),
        b"ASCII85Decode" | b"A85" => base85(bytes, allowance),
        b"RunLengthDecode" | b"RL" => runs(bytes, allowance),
        _ => Err(Undecided::UnsupportedFormat),
    }
}
