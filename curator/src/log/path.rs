/// Entries or hashes in a full file.
pub(super) const TILE_WIDTH: u64 = 256;

/// `tile/<level>/<N>` or, with fewer than 256 in it, `tile/<level>/<N>.p/<width>`.
pub(super) fn tile_path(level: &str, number: u64, width: u64) -> String {
    let whole = format!("tile/{level}/{}", tile_number(number));
    if width == TILE_WIDTH { whole } else { format!("{whole}.p/{width}") }
}

/// In groups of three digits, each but the last behind an `x`: 1234067 is `x001/x234/067`.
fn tile_number(number: u64) -> String {
    let mut path = format!("{:03}", number % 1_000);
    let mut rest = number / 1_000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1_000);
        rest /= 1_000;
    }
    path
}

/// The files that hold `count` things: number and width of each.
pub(super) fn tiles(count: u64) -> impl Iterator<Item = (u64, u64)> {
    let full = count / TILE_WIDTH;
    let partial = Some((full, count % TILE_WIDTH)).filter(|(_, width)| *width > 0);
    (0..full).map(|number| (number, TILE_WIDTH)).chain(partial)
}

#[cfg(test)]
mod tests {
    use super::{tile_number, tile_path, tiles};

    #[test]
    fn paths_are_those_of_the_specification() {
        assert_eq!(tile_number(1_234_067), "x001/x234/067");
        assert_eq!(tile_number(0), "000");
        assert_eq!(tile_path("0", 273, 112), "tile/0/273.p/112");
        assert_eq!(tile_path("entries", 5, 256), "tile/entries/005");
    }

    #[test]
    fn a_tree_of_70000_has_273_full_tiles_and_one_of_112() {
        let all: Vec<_> = tiles(70_000).collect();
        assert_eq!((all.len(), all.last()), (274, Some(&(273, 112))));
        assert_eq!(tiles(256).collect::<Vec<_>>(), [(0, 256)]);
        assert_eq!(tiles(0).count(), 0);
    }
}
