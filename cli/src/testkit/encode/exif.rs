/// A TIFF structure with the one tag that viewers turn a picture by: 274, orientation 1 to 8.
pub(crate) fn orientation(tag: u16) -> Vec<u8> {
    let mut tiff = b"II\x2a\x00\x08\x00\x00\x00\x01\x00".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0]);
    tiff.extend(u32::from(tag).to_le_bytes());
    tiff.extend([0; 4]);
    tiff
}
