use core::str::FromStr;

use super::{
    Channels, ClassOutput, Layout, MAX_INPUT_PIXELS, MAX_OUTPUTS, ModelPin, OutputKind, PinFault,
    ResizeRule,
};
use crate::class::Class;

pub(super) const FIRST_LINE: &str = "presend/model-pin/v1";

/// Longest text of a pin, in bytes.
const MAX_TEXT_BYTES: usize = 8 << 10;

/// Lines one by one, in their only order.
struct Lines<'a> {
    lines: core::iter::Peekable<core::str::Lines<'a>>,
    number: usize,
}

impl<'a> Lines<'a> {
    /// The words behind `key`, and what makes a value of them.
    fn take<T>(
        &mut self,
        wanted: &'static str,
        read: impl FnOnce(&[&'a str]) -> Option<T>,
    ) -> Result<T, PinFault> {
        self.number = self.number.saturating_add(1);
        let fault = PinFault { line: self.number, wanted };
        let key = wanted.split(' ').next().unwrap_or_default();
        let words: Vec<_> = self.lines.next().ok_or(fault)?.split(' ').collect();
        let (first, rest) = words.split_first().ok_or(fault)?;
        Some(rest).filter(|_| *first == key).and_then(read).ok_or(fault)
    }
}

pub(super) fn parse(text: &str) -> Result<ModelPin, PinFault> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(PinFault { line: 1, wanted: "8 KiB at most" });
    }
    let mut lines = Lines { lines: text.lines().peekable(), number: 0 };
    lines.take(FIRST_LINE, |rest| rest.is_empty().then_some(()))?;
    let name = lines.take("name of 1 to 64 letters, digits, dots and dashes", name)?;
    let sha256 = lines.take("sha256 and 64 lower-case hexadecimal digits", digest)?;
    let (width, height) = lines.take("input WIDTH HEIGHT, 1 to 1024 pixels", sides)?;
    let layout = lines.take("layout nhwc|nchw", layout)?;
    let channels = lines.take("channels rgb|bgr", channels)?;
    let mean = lines.take("mean and three numbers", three)?;
    let scale = lines.take("scale and three numbers above 0", scale)?;
    let resize = lines.take("resize stretch, or stretch-and-crop WIDTH HEIGHT", |rest| {
        resize(rest, width, height)
    })?;
    let (output, outputs) =
        lines.take("output probabilities|sigmoid|softmax COUNT, 1 to 64", output)?;
    let classes = classes(&mut lines, outputs)?;
    Ok(ModelPin {
        name,
        sha256,
        width,
        height,
        layout,
        channels,
        mean,
        scale,
        resize,
        output,
        outputs,
        classes,
    })
}

fn classes(lines: &mut Lines<'_>, outputs: u16) -> Result<Vec<ClassOutput>, PinFault> {
    let mut classes = Vec::new();
    while classes.is_empty() || lines.lines.peek().is_some() {
        let class = lines.take("class INDEX NAME possible NUMBER likely NUMBER", |rest| {
            class(rest, outputs, &classes)
        })?;
        classes.push(class);
    }
    Ok(classes)
}

fn layout(rest: &[&str]) -> Option<Layout> {
    pick(rest, &[("nhwc", Layout::ChannelsLast), ("nchw", Layout::ChannelsFirst)])
}

fn channels(rest: &[&str]) -> Option<Channels> {
    pick(rest, &[("rgb", Channels::Rgb), ("bgr", Channels::Bgr)])
}

fn scale(rest: &[&str]) -> Option<[f32; 3]> {
    three(rest).filter(|scale| scale.iter().all(|scale| *scale > 0.0))
}

fn name(rest: &[&str]) -> Option<String> {
    let &[name] = rest else { return None };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    let is_name = (1..=64).contains(&name.len()) && name.bytes().all(is_plain);
    is_name.then(|| name.to_owned())
}

fn digest(rest: &[&str]) -> Option<[u8; 32]> {
    let &[digits] = rest else { return None };
    let is_lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if digits.len() != 64 || !digits.bytes().all(is_lower) {
        return None;
    }
    let mut bytes = [0; 32];
    for (place, to) in bytes.iter_mut().enumerate() {
        let start = place.checked_mul(2)?;
        *to = u8::from_str_radix(digits.get(start..start.checked_add(2)?)?, 16).ok()?;
    }
    Some(bytes)
}

/// A whole number as people write it, without a sign or a leading zero.
fn whole(word: &str) -> Option<u16> {
    word.parse::<u16>().ok().filter(|number| number.to_string() == word)
}

fn sides(rest: &[&str]) -> Option<(u16, u16)> {
    let &[width, height] = rest else { return None };
    let side = |word| whole(word).filter(|side| (1..=MAX_INPUT_PIXELS).contains(side));
    Some((side(width)?, side(height)?))
}

fn pick<T: Copy>(rest: &[&str], values: &[(&str, T)]) -> Option<T> {
    let &[word] = rest else { return None };
    values.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn number(word: &str) -> Option<f32> {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    f32::from_str(word).ok().filter(|number| is_plain && number.is_finite())
}

fn three(rest: &[&str]) -> Option<[f32; 3]> {
    let &[first, second, third] = rest else { return None };
    Some([number(first)?, number(second)?, number(third)?])
}

fn resize(rest: &[&str], width: u16, height: u16) -> Option<ResizeRule> {
    let (how, rest) = rest.split_first()?;
    match (*how, rest) {
        ("stretch", []) => Some(ResizeRule::Stretch),
        ("stretch-and-crop", rest) => {
            let (larger_width, larger_height) = sides(rest)?;
            let holds = larger_width >= width && larger_height >= height;
            holds.then_some(ResizeRule::StretchAndCrop {
                width: larger_width,
                height: larger_height,
            })
        }
        _ => None,
    }
}

fn output(rest: &[&str]) -> Option<(OutputKind, u16)> {
    let &[kind, count] = rest else { return None };
    let kinds = [
        ("probabilities", OutputKind::Probabilities),
        ("sigmoid", OutputKind::SigmoidOfEach),
        ("softmax", OutputKind::SoftmaxOfAll),
    ];
    let count = whole(count).filter(|count| (1..=MAX_OUTPUTS).contains(count))?;
    Some((pick(&[kind], &kinds)?, count))
}

fn class(rest: &[&str], outputs: u16, before: &[ClassOutput]) -> Option<ClassOutput> {
    let &[index, class, "possible", possible, "likely", likely] = rest else { return None };
    let index = whole(index).filter(|index| *index < outputs)?;
    let (possible, likely) = (number(possible)?, number(likely)?);
    let is_new = before.iter().all(|other| other.index < index);
    let is_ordered = 0.0 < possible && possible <= likely && likely <= 1.0;
    (is_new && is_ordered).then_some(ClassOutput {
        index,
        class: Class::from_name(class)?,
        possible,
        likely,
    })
}
