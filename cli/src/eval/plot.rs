//! Drawings for pages, without a script.

use super::interval::Interval;

/// A share before and after, with the ends of the interval of the latter.
pub(super) fn recall_bar(before: f64, after: f64, interval: Interval) -> String {
    const LEFT: f64 = 4.0;
    const WIDTH: f64 = 312.0;
    let wide = |share: f64| WIDTH * share.clamp(0.0, 1.0);
    let (low, high) = (LEFT + wide(interval.low), LEFT + wide(interval.high));
    let label = format!("{:.0} per cent, before {:.0}", 100.0 * after, 100.0 * before);
    let (before, after) = (wide(before), wide(after));
    format!(
        r#"<svg class="recall" viewBox="0 0 320 20" role="img" aria-label="{label}">
<rect class="track" x="{LEFT}" y="5" width="{WIDTH}" height="10" rx="2"/>
<rect class="after" x="{LEFT}" y="5" width="{after:.1}" height="10" rx="2"/>
<rect class="before" x="{LEFT}" y="5" width="{before:.1}" height="10" rx="2"/>
<path class="limit" d="M{low:.1} 10H{high:.1}M{low:.1} 6V14M{high:.1} 6V14"/></svg>"#
    )
}

/// A bar for each number, as high as its logarithm; those up to `match_bits` count as the same picture.
pub(super) fn histogram(counts: &[u64], match_bits: u32) -> String {
    const BAR: usize = 15;
    const HIGH: f64 = 120.0;
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |count: u64| HIGH * (count as f64 + 1.0).ln() / (most as f64 + 1.0).ln();
    let mut bars = String::new();
    for (bits, count) in counts.iter().enumerate() {
        let (x, high) = (bits * BAR, height(*count));
        let y = 20.0 + HIGH - high;
        bars.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y:.1}\" width=\"13\" height=\"{high:.1}\"><title>{count} at {bits} bits</title></rect>\n"
        ));
        if bits % 5 == 0 {
            bars.push_str(&format!("<text x=\"{x}\" y=\"156\">{bits}</text>\n"));
        }
    }
    let (width, line) = (counts.len() * BAR, (match_bits as usize + 1) * BAR - 1);
    format!(
        r#"<svg class="histogram" viewBox="0 0 {width} 160" role="img" aria-label="Pairs by distance">
{bars}<path class="limit" d="M{line} 10V145"/><text x="{line}" y="9" text-anchor="end">match up to {match_bits}</text></svg>"#
    )
}
