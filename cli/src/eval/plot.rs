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
