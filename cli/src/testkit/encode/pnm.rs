use super::Encoded;
use crate::testkit::picture::Picture;

/// P6: bytes of red, green, blue.
pub(crate) fn bytes(picture: &Picture) -> Encoded {
    let head = format!("P6\n{} {}\n255\n", picture.width, picture.height);
    Ok([head.as_bytes(), &picture.rgb].concat())
}

/// P3: the same in numbers.
pub(crate) fn text(picture: &Picture) -> Encoded {
    let mut text = format!("P3\n# drawn\n{} {}\n255\n", picture.width, picture.height);
    for row in picture.rgb.chunks(picture.width as usize * 3) {
        let numbers: Vec<String> = row.iter().map(u8::to_string).collect();
        text.push_str(&numbers.join(" "));
        text.push('\n');
    }
    Ok(text.into_bytes())
}
