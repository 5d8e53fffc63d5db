/// Zeros, or the ones that fill the last byte.
pub(super) fn is_padding(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, 0 | 0xff))
}

/// Copies bytes up to the first FF that begins a marker; FF 00 is a plain FF. How many were read
/// and written.
pub(super) fn unstuff(from: &[u8], into: &mut [u8]) -> (usize, usize) {
    let (mut read, mut written) = (0_usize, 0_usize);
    loop {
        let length = from.len().saturating_sub(read).min(into.len().saturating_sub(written));
        let (Some(source), Some(target)) = (
            from.get(read..read.saturating_add(length)),
            into.get_mut(written..written.saturating_add(length)),
        ) else {
            return (read, written);
        };
        let plain = copy_plain(source, target);
        (read, written) = (read.saturating_add(plain), written.saturating_add(plain));
        match (from.get(read..), into.get_mut(written)) {
            (Some(&[0xff, 0, ..]), Some(to)) => {
                *to = 0xff;
                (read, written) = (read.saturating_add(2), written.saturating_add(1));
            }
            _ => return (read, written),
        }
    }
}

/// Copies bytes up to the first FF.
fn copy_plain(from: &[u8], into: &mut [u8]) -> usize {
    let mut copied = 0_usize;
    for (from, into) in from.chunks(PIECE).zip(into.chunks_mut(PIECE)) {
        into.copy_from_slice(from);
        // Without a branch for each byte, so that the compiler makes vector code of it.
        if from.iter().fold(false, |any, byte| any | (*byte == 0xff)) {
            let plain = from.iter().position(|byte| *byte == 0xff).unwrap_or(0);
            return copied.saturating_add(plain);
        }
        copied = copied.saturating_add(from.len());
    }
    copied
}

const PIECE: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffing_goes_and_anything_else_behind_ff_stays() {
        let mut room = [7; 100];
        assert_eq!(unstuff(&[1, 0xff, 0, 2, 0xff, 0, 0xff, 0xd9, 3], &mut room), (6, 4));
        assert_eq!(room[..4], [1, 0xff, 2, 0xff]);
        assert_eq!(unstuff(&[1, 2, 0xff], &mut room), (2, 2));
        let long = [5; 90];
        assert_eq!(unstuff(&long, &mut room[..70]), (70, 70));
        assert_eq!(unstuff(&[&long[..], &[0xff, 0]].concat(), &mut room), (92, 91));
    }
}
