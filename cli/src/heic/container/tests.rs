use super::*;

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 8).unwrap_or(u32::MAX);
    [&size.to_be_bytes()[..], kind, body].concat()
}

fn full(rest: &[u8]) -> Vec<u8> {
    [&[0; 4][..], rest].concat()
}

/// A file of one `meta` box with these boxes in it, and some bytes of content.
fn file(children: &[Vec<u8>]) -> Vec<u8> {
    let meta = boxed(b"meta", &full(&children.concat()));
    [boxed(b"ftyp", b"heic\0\0\0\0"), meta, boxed(b"mdat", &[0; 1_000])].concat()
}

/// Where items are: for each its number, and the length of each of its extents.
fn iloc(items: &[(u16, &[u32])]) -> Vec<u8> {
    let mut body = full(&[0x44, 0x00]);
    body.extend(u16::try_from(items.len()).unwrap_or(u16::MAX).to_be_bytes());
    for (id, extents) in items {
        body.extend([id.to_be_bytes(), [0; 2]].concat());
        body.extend(u16::try_from(extents.len()).unwrap_or(u16::MAX).to_be_bytes());
        extents.iter().for_each(|length| {
            body.extend([0_u32.to_be_bytes(), length.to_be_bytes()].concat());
        });
    }
    boxed(b"iloc", &body)
}

/// A grid, item 1, of these tiles.
fn iref(tiles: &[u16]) -> Vec<u8> {
    let mut body =
        [1, u16::try_from(tiles.len()).unwrap_or(u16::MAX)].map(u16::to_be_bytes).concat();
    body.extend(tiles.iter().flat_map(|tile| tile.to_be_bytes()));
    boxed(b"iref", &full(&boxed(b"dimg", &body)))
}

const OVER: Result<(), Undecided> = Err(Undecided::OverLimit(LimitName::DecodeBytes));

#[test]
fn a_grid_of_tiles_that_lie_apart_passes() {
    let locations = iloc(&[(1, &[8]), (2, &[400]), (3, &[400, 100])]);
    assert_eq!(check(&file(&[locations, iref(&[2, 3])])), Ok(()));
}

#[test]
fn refuses_one_item_named_as_many_tiles() {
    let locations = iloc(&[(1, &[8]), (2, &[900])]);
    assert_eq!(check(&file(&[locations.clone(), iref(&[2; 2])])), Ok(()));
    assert_eq!(check(&file(&[locations, iref(&[2; 3])])), OVER);
    let nothing = iloc(&[(1, &[8]), (2, &[0])]);
    assert_eq!(check(&file(&[nothing, iref(&[2; 5_000])])), OVER);
}

#[test]
fn refuses_extents_that_overlap() {
    assert_eq!(check(&file(&[iloc(&[(1, &[900; 4])])])), OVER);
}

#[test]
fn a_file_that_ends_before_its_items_do_is_truncated_and_not_too_large() {
    let whole = file(&[iloc(&[(1, &[8]), (2, &[900])]), iref(&[2])]);
    assert_eq!(check(&whole), Ok(()));
    // Behind the description the first 900 bytes are the item's, from the start of the file.
    for length in 8..900 {
        let cut = check(whole.get(..length).unwrap_or_default());
        assert_eq!(cut, Err(Undecided::Truncated), "{length}");
    }
    let many = file(&[iloc(&[(1, &[40_000; 3])])]);
    assert_eq!(check(&many), Err(Undecided::Truncated));
}

#[test]
fn refuses_extents_that_take_no_bytes() {
    // 4,096 items, each of 65,535 extents whose fields have no length: 32 KB that would be 4 GB.
    let mut body = full(&[0, 0]);
    body.extend(4_096_u16.to_be_bytes());
    for id in 0..4_096_u16 {
        body.extend([id.to_be_bytes(), [0; 2], [0xff; 2]].concat());
    }
    assert_eq!(check(&file(&[boxed(b"iloc", &body)])), OVER);
}

#[test]
fn refuses_a_long_description_and_long_configurations() {
    assert_eq!(check(&file(&[boxed(b"free", &vec![0; MAX_META_BYTES])])), OVER);
    let configuration = boxed(b"ipco", &boxed(b"hvcC", &[0; 4_000]));
    let properties = boxed(b"iprp", &configuration);
    let tiles = |count: u16| iref(&(2..count + 2).collect::<Vec<_>>());
    assert_eq!(check(&file(&[properties.clone(), tiles(1_000)])), Ok(()));
    assert_eq!(check(&file(&[properties, tiles(1_500)])), OVER);
}

#[test]
fn broken_boxes_are_corrupt_and_sequences_unsupported() {
    let sequence = [boxed(b"ftyp", b"msf1"), boxed(b"moov", b"")].concat();
    assert_eq!(check(&sequence), Err(Undecided::UnsupportedFormat));
    assert_eq!(check(&[0, 0, 0, 4, b'm', b'e', b't', b'a']), Err(Undecided::Corrupt));
    assert_eq!(check(&file(&[boxed(b"iloc", &[0; 7])])), Err(Undecided::Corrupt));
    let whole = iloc(&[(1, &[8, 8, 8])]);
    let (_, body) = whole.split_at(8);
    let cut = body.get(..body.len() - 3).unwrap_or_default();
    assert_eq!(check(&file(&[boxed(b"iloc", cut)])), Err(Undecided::Corrupt));
}
