use super::Encoded;
use crate::testkit::picture::Picture;

/// 24 bits a pixel, rows from the bottom.
pub(crate) fn rgb(picture: &Picture) -> Encoded {
    let mut bytes = header(2, picture)?;
    for row in picture.rgb.chunks(picture.width as usize * 3).rev() {
        bytes.extend(row.as_chunks().0.iter().flat_map(|[red, green, blue]| [blue, green, red]));
    }
    Ok(bytes)
}

/// The same in runs.
pub(crate) fn runs(picture: &Picture) -> Encoded {
    let mut bytes = header(10, picture)?;
    for row in picture.rgb.chunks(picture.width as usize * 3).rev() {
        for run in row.as_chunks::<3>().0.chunk_by(|one, next| one == next) {
            for part in run.chunks(128) {
                let [red, green, blue] = part[0];
                bytes.extend([0x7f + u8::try_from(part.len())?, blue, green, red]);
            }
        }
    }
    Ok(bytes)
}

fn header(kind: u8, picture: &Picture) -> Encoded {
    let sides = [u16::try_from(picture.width)?, u16::try_from(picture.height)?];
    let sides = sides.map(u16::to_le_bytes);
    Ok([&[0, 0, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], sides.as_flattened(), &[24, 0]].concat())
}
