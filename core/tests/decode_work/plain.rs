//! Files of formats that keep a picture as it is, or nearly so.

fn bitmap_header(side: u32, height: u32, bits: u8, runs: u8) -> Vec<u8> {
    let sides = [side.to_le_bytes(), height.to_le_bytes()].concat();
    [&[40, 0, 0, 0][..], &sides, &[1, 0, bits, 0, runs, 0, 0, 0], &[0; 20]].concat()
}

pub(super) fn bmp(side: u32, rgb: &[u8]) -> Vec<u8> {
    [b"BM", &[0; 8][..], &[54, 0, 0, 0], &bitmap_header(side, side, 24, 0), rgb].concat()
}

pub(super) fn bmp_runs(side: u32, rgb: &[u8]) -> Vec<u8> {
    let palette: Vec<u8> = (0..=255).flat_map(|value| [value; 4]).collect();
    let runs: Vec<u8> = rgb.iter().step_by(3).flat_map(|value| [1, *value]).collect();
    let rows: Vec<u8> = runs
        .chunks(2 * usize::try_from(side).unwrap())
        .flat_map(|row| [row, &[0, 0]].concat())
        .collect();
    let header = bitmap_header(side, side, 8, 1);
    [b"BM", &[0; 8][..], &[54, 4, 0, 0], &header, &palette, &rows].concat()
}

pub(super) fn ico(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mask = vec![0; usize::try_from(side * side.div_ceil(32) * 4).unwrap()];
    let picture = [&bitmap_header(side, side * 2, 24, 0), rgb, &mask].concat();
    let size = u32::try_from(picture.len()).unwrap().to_le_bytes();
    let side = u8::try_from(side).unwrap();
    let entry = [&[side, side, 0, 0, 1, 0, 24, 0], &size[..], &[22, 0, 0, 0]].concat();
    [&[0, 0, 1, 0, 1, 0], &entry[..], &picture].concat()
}

pub(super) fn tga(side: u32, rgb: &[u8]) -> Vec<u8> {
    let side = u16::try_from(side).unwrap().to_le_bytes();
    [&[0, 0, 2][..], &[0; 9], &side, &side, &[24, 0x20], rgb].concat()
}

pub(super) fn qoi(side: u32, rgb: &[u8]) -> Vec<u8> {
    let side = side.to_be_bytes();
    let pixels: Vec<u8> = rgb.chunks(3).flat_map(|rgb| [&[0xfe], rgb].concat()).collect();
    [b"qoif", &side[..], &side, &[3, 0], &pixels, &[0, 0, 0, 0, 0, 0, 0, 1]].concat()
}

pub(super) fn pnm(side: u32, rgb: &[u8]) -> Vec<u8> {
    [format!("P6 {side} {side} 255\n").as_bytes(), rgb].concat()
}
