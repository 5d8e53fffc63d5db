use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::boxes::Boxes;
use super::entry::{Entry, entry};
use super::header::{edit_start, header, timescale};
use super::{find, metadata, need, tables};
use crate::file::{Fields, File};
use crate::track::{Movie, Track};

/// What `moov` says.
pub(super) struct Tracks {
    /// The first track of pictures that move, and its number.
    pub(super) first: Option<(u32, Track)>,
    /// What samples of a fragment have that do not say: duration and size.
    pub(super) defaults: (u32, u32),
    extends: Vec<(u32, u32, u32)>,
    missing: Option<Undecided>,
    covers: Vec<Range<u64>>,
}

/// What kind of track it is, by the handler.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handler {
    Video,
    /// Sound, words, time codes, hints and facts: nothing that is a picture.
    Silent,
    /// Something that may be seen.
    Other,
}

pub(super) fn read(
    moov: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Tracks, Undecided> {
    let (first, defaults, extends) = (None, (0, 0), Vec::new());
    let mut tracks = Tracks { first, defaults, extends, missing: None, covers: Vec::new() };
    let mut boxes = Boxes::new(moov);
    while let Some(next) = boxes.next(file, frames)? {
        match &next.name {
            b"trak" => tracks.add(next.content, file, frames)?,
            b"mvex" => tracks.extend(next.content, file, frames)?,
            b"udta" | b"meta" => {
                metadata::covers(&next, &mut tracks.covers, file, frames)?;
            }
            _ => {}
        }
    }
    Ok(tracks)
}

impl Tracks {
    pub(super) fn into_movie(self) -> Result<Movie, Undecided> {
        let track = self.first.map(|(_, track)| track);
        if track.as_ref().is_some_and(|track| track.samples.is_empty()) {
            return Err(Undecided::Truncated);
        }
        Ok(Movie { track, missing: self.missing, covers: self.covers })
    }

    /// A track. Of several with pictures only the first is decoded, and the others are told.
    fn add(
        &mut self,
        trak: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mdia = need(*b"mdia", trak.clone(), file, frames)?;
        match handler(mdia.clone(), file, frames)? {
            Handler::Silent => Ok(()),
            Handler::Video if self.first.is_none() => {
                match track(trak, mdia, file, frames) {
                    Ok((number, track)) => {
                        self.first = Some((number, track));
                        self.set_defaults();
                        Ok(())
                    }
                    // One that is not decoded here leaves the place to the next.
                    Err(Undecided::UnsupportedFormat) => {
                        self.missing = Some(Undecided::UnsupportedFormat);
                        Ok(())
                    }
                    Err(why) => Err(why),
                }
            }
            Handler::Video | Handler::Other => {
                self.missing = Some(Undecided::UnsupportedFormat);
                Ok(())
            }
        }
    }

    /// The defaults of each track's fragments.
    fn extend(
        &mut self,
        mvex: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mut boxes = Boxes::new(mvex);
        while let Some(next) = boxes.next(file, frames)? {
            if &next.name == b"trex" {
                let bytes = file.head(next.content.start, 24, frames)?;
                let mut fields = Fields(&bytes);
                fields.u32()?;
                let number = fields.u32()?;
                fields.u32()?;
                self.extends.push((number, fields.u32()?, fields.u32()?));
            }
        }
        self.set_defaults();
        Ok(())
    }

    fn set_defaults(&mut self) {
        let Some((number, _)) = &self.first else { return };
        let own = self.extends.iter().find(|(track, _, _)| track == number);
        self.defaults = own.map_or((0, 0), |(_, duration, size)| (*duration, *size));
    }
}

fn handler(
    mdia: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Handler, Undecided> {
    let hdlr = need(*b"hdlr", mdia, file, frames)?;
    let bytes = file.head(hdlr.start, 12, frames)?;
    let mut fields = Fields(&bytes);
    fields.u64()?;
    Ok(match &fields.array()? {
        b"vide" => Handler::Video,
        b"soun" | b"text" | b"sbtl" | b"subt" | b"clcp" | b"tmcd" | b"hint" | b"meta" | b"mdta"
        | b"odsm" | b"sdsm" => Handler::Silent,
        _ => Handler::Other,
    })
}

fn track(
    trak: Range<u64>,
    mdia: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(u32, Track), Undecided> {
    let tkhd = need(*b"tkhd", trak.clone(), file, frames)?;
    let (number, orientation) = header(&file.head(tkhd.start, 84, frames)?)?;
    let mdhd = need(*b"mdhd", mdia.clone(), file, frames)?;
    let timescale = timescale(&file.head(mdhd.start, 24, frames)?)?;
    let minf = need(*b"minf", mdia, file, frames)?;
    let stbl = need(*b"stbl", minf, file, frames)?;
    let stsd = need(*b"stsd", stbl.clone(), file, frames)?;
    let Entry { codec, config } = entry(stsd, file, frames)?;
    let start = match find(*b"edts", trak, file, frames)? {
        Some(edts) => edit_start(edts, file, frames)?,
        None => None,
    };
    let (prefix, samples) = (Vec::new(), Vec::new());
    let mut track =
        Track { codec, config, orientation, timescale, start, prefix, samples, latest: None };
    tables::add_samples(&mut track, &stbl, file, frames)?;
    Ok((number, track))
}
