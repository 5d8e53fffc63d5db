use super::scan::Scan;

/// The first ten coefficients of a component: up to which bit each is known.
pub(super) type Known = [Option<u8>; 10];

/// Up to which bit each coefficient of each component is known: none, or the lowest bit sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    known: Vec<[Option<u8>; 64]>,
    /// The same before the last scan of the component, as far as smoothing looks.
    before: Vec<[Option<u8>; 64]>,
    scans: u32,
    /// A scan did not go on from where those before it ended.
    pub(super) out_of_order: bool,
}

impl Progress {
    pub(super) fn new(components: usize) -> Self {
        Self {
            known: vec![[None; 64]; components],
            before: vec![[None; 64]; components],
            scans: 0,
            out_of_order: false,
        }
    }

    /// Takes note of a scan of a progressive picture.
    pub(super) fn add(&mut self, scan: &Scan) {
        self.scans = self.scans.saturating_add(1);
        let (first, last) = (usize::from(scan.band.0), usize::from(scan.band.1));
        for component in &scan.components {
            let (Some(known), Some(before)) =
                (self.known.get_mut(component.index), self.before.get_mut(component.index))
            else {
                continue;
            };
            self.out_of_order |= first > 0 && known.first() == Some(&None);
            for k in first.min(1)..=last.max(9) {
                let value = if self.scans > 1 { known.get(k).copied().flatten() } else { Some(0) };
                if let Some(to) = before.get_mut(k) {
                    *to = value;
                }
            }
            for bit in known.get_mut(first..=last).unwrap_or_default() {
                self.out_of_order |= bit.unwrap_or(0) != scan.high;
                *bit = Some(scan.low);
            }
        }
    }

    /// Takes note of a scan of a sequential picture. True if a component comes again.
    pub(super) fn add_sequential(&mut self, scan: &Scan) -> bool {
        let mut again = false;
        for component in &scan.components {
            if let Some(known) = self.known.get_mut(component.index) {
                again |= known.first() == Some(&Some(0));
                *known = [Some(0); 64];
            }
        }
        again
    }

    /// The first ten coefficients of a component, now and before its last scan.
    pub(super) fn first_ten(&self, component: usize) -> Option<(Known, Known)> {
        let known = *self.known.get(component)?.first_chunk()?;
        let before = *self.before.get(component)?.first_chunk()?;
        Some((known, if self.scans > 1 { before } else { [None; 10] }))
    }

    /// True if every bit of every coefficient was sent.
    pub(super) fn is_complete(&self) -> bool {
        !self.known.is_empty() && self.known.iter().flatten().all(|bit| *bit == Some(0))
    }
}
