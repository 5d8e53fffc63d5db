use core::error::Error;

use presend::hash::edits::PictureWindow;

use super::text::{base64, escaped};
use crate::testkit::encode::jpeg::{Jpeg, PLAIN};
use crate::testkit::picture::Picture;

/// A small picture with its caption, in the page itself, and a frame around where something was found.
pub(crate) fn picture(
    small: &Picture,
    alt: &str,
    caption: &str,
    found: Option<PictureWindow>,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let jpeg = Jpeg { quality: 78, ..PLAIN }.rgb(small)?;
    let (alt, caption) = (escaped(alt), escaped(caption));
    Ok(format!(
        r#"<figure><div class="seen"><img src="data:image/jpeg;base64,{}" width="{}" height="{}" alt="{alt}">{}</div><figcaption>{caption}</figcaption></figure>"#,
        base64(&jpeg),
        small.width,
        small.height,
        found.map(frame).unwrap_or_default(),
    ))
}

fn frame(window: PictureWindow) -> String {
    let PictureWindow {
        left_permille,
        top_permille,
        width_permille,
        height_permille,
        turned_decidegrees,
    } = window;
    let tenth = |number: f64| format!("{:.1}", number / 10.0);
    format!(
        r#"<span class="window" title="found here" style="left:{}%;top:{}%;width:{}%;height:{}%;rotate:{}deg"></span>"#,
        tenth(left_permille.into()),
        tenth(top_permille.into()),
        tenth(width_permille.into()),
        tenth(height_permille.into()),
        tenth(turned_decidegrees.into()),
    )
}

/// A sheet of paper with the end of the file's name on it.
pub(crate) fn file_icon(file_name: &str, caption: &str) -> String {
    let kind = file_name.rsplit('.').next().unwrap_or_default();
    let kind = escaped(&kind.chars().take(5).collect::<String>());
    let caption = escaped(caption);
    format!(
        r#"<figure><svg class="file" viewBox="0 0 120 150" role="img" aria-label="A file, {kind}">
<path class="paper" d="M14 6h64l28 28v110H14z"/><path class="fold" d="M78 6v28h28"/>
<text x="60" y="102" text-anchor="middle">{kind}</text></svg><figcaption>{caption}</figcaption></figure>"#
    )
}
