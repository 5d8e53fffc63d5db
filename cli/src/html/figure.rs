use core::error::Error;

use super::text::{base64, escaped};
use crate::testkit::encode::jpeg::{Jpeg, PLAIN};
use crate::testkit::picture::Picture;

/// A small picture with its caption, in the page itself.
pub(crate) fn picture(
    small: &Picture,
    alt: &str,
    caption: &str,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let jpeg = Jpeg { quality: 78, ..PLAIN }.rgb(small)?;
    let (alt, caption) = (escaped(alt), escaped(caption));
    Ok(format!(
        r#"<figure><img src="data:image/jpeg;base64,{}" width="{}" height="{}" alt="{alt}"><figcaption>{caption}</figcaption></figure>"#,
        base64(&jpeg),
        small.width,
        small.height,
    ))
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
