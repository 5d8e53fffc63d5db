use super::Encoded;
use crate::testkit::picture::Picture;

/// Runs and whole pixels: the simplest of the ways that the format has.
pub(crate) fn rgb(picture: &Picture) -> Encoded {
    let sides = [picture.width.to_be_bytes(), picture.height.to_be_bytes()];
    let mut bytes = [b"qoif", sides.as_flattened(), &[3, 0]].concat();
    let (mut last, mut run) = ([0; 3], 0_u8);
    for pixel in picture.pixels() {
        if pixel == last && run < 62 {
            run += 1;
            continue;
        }
        bytes.extend(end_of(run));
        run = 0;
        if pixel == last {
            run = 1;
            continue;
        }
        bytes.extend([&[0xfe][..], &pixel].concat());
        last = pixel;
    }
    bytes.extend(end_of(run));
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
    Ok(bytes)
}

fn end_of(run: u8) -> Option<u8> {
    run.checked_sub(1).map(|less| 0xc0 | less)
}
