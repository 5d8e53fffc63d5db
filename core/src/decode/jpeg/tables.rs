use std::rc::Rc;

use super::huffman::Spec;
use super::marker::*;
use super::standard;
use super::zigzag::ZIGZAG;
use crate::decode::{BlockReader, reason};
use crate::undecided::Undecided;

/// Divisors of the coefficients, in natural order.
pub(super) type Quantiser = Rc<[u16; 64]>;

/// The tables that are in force at a place in the file. A stream without tables of its own (a strip
/// of a TIFF) begins with those of another.
#[derive(Clone, Debug, Default)]
pub(in crate::decode) struct Tables {
    pub(super) quantisers: [Option<Quantiser>; 4],
    pub(super) dc: [Option<Rc<Spec>>; 4],
    pub(super) ac: [Option<Rc<Spec>>; 4],
    pub(super) conditioning: Conditioning,
    /// MCUs between two restarts; 0 for none.
    pub(super) restart: u32,
}

/// Conditioning of the arithmetic decoder, one of each for a table's number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conditioning {
    /// Lower and upper bound of a small DC difference.
    pub(super) dc: [(u8, u8); 16],
    pub(super) ac: [u8; 16],
}

impl Default for Conditioning {
    fn default() -> Self {
        Self { dc: [(0, 1); 16], ac: [5; 16] }
    }
}

impl Tables {
    /// Takes the tables of a stream that has nothing else. Those before an error stay.
    pub(in crate::decode) fn take_all(
        &mut self,
        reader: &mut BlockReader<'_>,
    ) -> Result<(), Undecided> {
        start_of_image(reader)?;
        while let Some(found) = next_marker(reader).map_err(|e| reason::of_reader(&e))? {
            match found {
                EOI => break,
                DHT | DQT | DRI | DAC => self.define(found, &read_segment(reader)?)?,
                APP0..=APP15 | COM => skip_segment(reader)?,
                TEM => {}
                _ => return Err(Undecided::Corrupt),
            }
        }
        Ok(())
    }

    /// Takes what one segment defines. Anything that libjpeg gives up on is an error.
    pub(super) fn define(&mut self, marker: u8, segment: &[u8]) -> Result<(), Undecided> {
        match marker {
            DHT => self.huffman(segment),
            DQT => self.quantiser(segment),
            DAC => self.condition(segment),
            DRI => {
                let interval = segment.try_into().map_err(|_| Undecided::Corrupt)?;
                self.restart = u32::from(u16::from_be_bytes(interval));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What is left of them at the start of the next stream.
    pub(in crate::decode) fn carried(&self) -> Self {
        Self { conditioning: Conditioning::default(), restart: 0, ..self.clone() }
    }

    /// Puts the standard's example tables where none are: frames cut from a motion JPEG have none.
    pub(super) fn add_standard(&mut self) {
        let [dc0, dc1, ..] = &mut self.dc;
        let [ac0, ac1, ..] = &mut self.ac;
        dc0.get_or_insert_with(|| Rc::new(standard::luma_dc()));
        ac0.get_or_insert_with(|| Rc::new(standard::luma_ac()));
        dc1.get_or_insert_with(|| Rc::new(standard::chroma_dc()));
        ac1.get_or_insert_with(|| Rc::new(standard::chroma_ac()));
    }

    fn huffman(&mut self, mut rest: &[u8]) -> Result<(), Undecided> {
        while let Some((&[at, ref counts @ ..], tail)) = rest.split_first_chunk::<17>() {
            let count = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, tail) = tail.split_at_checked(count).ok_or(Undecided::Corrupt)?;
            if count > 256 {
                return Err(Undecided::Corrupt);
            }
            let tables = if at & 0x10 == 0 { &mut self.dc } else { &mut self.ac };
            let place = tables.get_mut(usize::from(at & !0x10)).ok_or(Undecided::Corrupt)?;
            *place = Some(Rc::new(Spec { counts: *counts, symbols: symbols.to_vec() }));
            rest = tail;
        }
        if rest.is_empty() { Ok(()) } else { Err(Undecided::Corrupt) }
    }

    fn quantiser(&mut self, mut rest: &[u8]) -> Result<(), Undecided> {
        while let Some((at, tail)) = rest.split_first() {
            let place =
                self.quantisers.get_mut(usize::from(at & 0x0f)).ok_or(Undecided::Corrupt)?;
            let wide = at >> 4 != 0;
            let bytes = if wide { 128 } else { 64 };
            let (values, tail) = tail.split_at_checked(bytes).ok_or(Undecided::Corrupt)?;
            let mut table = [0; 64];
            for (k, natural) in ZIGZAG.iter().enumerate() {
                let value = if wide {
                    values.as_chunks().0.get(k).map(|pair| u16::from_be_bytes(*pair))
                } else {
                    values.get(k).map(|value| u16::from(*value))
                };
                if let (Some(to), Some(value)) = (table.get_mut(usize::from(*natural)), value) {
                    *to = value;
                }
            }
            *place = Some(Rc::new(table));
            rest = tail;
        }
        Ok(())
    }

    fn condition(&mut self, segment: &[u8]) -> Result<(), Undecided> {
        let (pairs, leftover) = segment.as_chunks();
        for &[at, value] in pairs {
            let at = usize::from(at);
            let (low, high) = (value & 0x0f, value >> 4);
            match (self.conditioning.dc.get_mut(at), at.checked_sub(16)) {
                (Some(dc), _) if low <= high => *dc = (low, high),
                (None, Some(at)) => {
                    *self.conditioning.ac.get_mut(at).ok_or(Undecided::Corrupt)? = value;
                }
                _ => return Err(Undecided::Corrupt),
            }
        }
        if leftover.is_empty() { Ok(()) } else { Err(Undecided::Corrupt) }
    }
}
