//! A distance on a scale from 0 to 256 bits, with the threshold marked.

/// Left end of the scale in the drawing; a bit is two units wide.
const LEFT: u32 = 8;

pub(crate) fn bar(distance_bits: u32, threshold_bits: u32) -> String {
    let x = |bits: u32| LEFT + bits.min(256) * 2;
    let (at, threshold) = (x(distance_bits), x(threshold_bits));
    let class = if distance_bits <= threshold_bits { "near" } else { "far" };
    let anchor = match distance_bits {
        0..=8 => "start",
        248.. => "end",
        _ => "middle",
    };
    let label = format!(
        "{distance_bits} of 256 bits differ; up to {threshold_bits} count as the same picture"
    );
    format!(
        r#"<svg class="bar {class}" viewBox="0 0 528 62" role="img" aria-label="{label}">
<rect class="track" x="{LEFT}" y="24" width="512" height="12" rx="6"/>
<rect class="zone" x="{LEFT}" y="24" width="{zone}" height="12" rx="6"/>
<path class="limit" d="M{threshold} 19V43"/>
<text x="{LEFT}" y="58">0</text>
<text x="{threshold}" y="58" text-anchor="middle">{threshold_bits}</text>
<text x="520" y="58" text-anchor="end">256 bits</text>
<circle class="dot" cx="{at}" cy="30" r="8"/>
<text class="value" x="{at}" y="15" text-anchor="{anchor}">{distance_bits}</text>
</svg>"#,
        zone = threshold - LEFT,
    )
}
