use core::fmt::{Formatter, Result};

use super::parse::FIRST_LINE;
use super::{Channels, Layout, ModelPin, OutputKind, ResizeRule};

pub(super) fn write(pin: &ModelPin, f: &mut Formatter<'_>) -> Result {
    write!(f, "{FIRST_LINE}\nname {}\nsha256 ", pin.name)?;
    pin.sha256.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
    let layout = match pin.layout {
        Layout::ChannelsLast => "nhwc",
        Layout::ChannelsFirst => "nchw",
    };
    let channels = match pin.channels {
        Channels::Rgb => "rgb",
        Channels::Bgr => "bgr",
    };
    writeln!(f, "\ninput {} {}\nlayout {layout}\nchannels {channels}", pin.width, pin.height)?;
    let [mean, scale] = [pin.mean, pin.scale].map(|[a, b, c]| format!("{a} {b} {c}"));
    writeln!(f, "mean {mean}\nscale {scale}")?;
    match pin.resize {
        ResizeRule::Stretch => writeln!(f, "resize stretch")?,
        ResizeRule::StretchAndCrop { width, height } => {
            writeln!(f, "resize stretch-and-crop {width} {height}")?;
        }
    }
    let output = match pin.output {
        OutputKind::Probabilities => "probabilities",
        OutputKind::SigmoidOfEach => "sigmoid",
        OutputKind::SoftmaxOfAll => "softmax",
    };
    writeln!(f, "output {output} {}", pin.outputs)?;
    pin.classes.iter().try_for_each(|of| {
        let (index, class) = (of.index, of.class.name());
        writeln!(f, "class {index} {class} possible {} likely {}", of.possible, of.likely)
    })
}
