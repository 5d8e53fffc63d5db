//! The numbers behind a model's advice, to compare it with another runtime: `scores MODEL PIN FILE...`.
//!
//! A line for each file: its path, the milliseconds that it took, and a number for each output.

use std::error::Error;
use std::time::Instant;

use presend::attachment::{PixelFormat, PixelView};
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend_advice::{Model, ModelPin, measure};

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(model), Some(pin)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scores MODEL PIN FILE...".into());
    };
    let pin = ModelPin::from_text(&std::fs::read_to_string(pin)?)?;
    let model = Model::load(&std::fs::read(model)?, &pin)?;
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    for file in arguments {
        let pixels = image::open(&file)?.into_rgb8();
        let view = PixelView {
            width: pixels.width(),
            height: pixels.height(),
            stride_bytes: usize::try_from(pixels.width())?.saturating_mul(3),
            format: PixelFormat::Rgb8,
            orientation: Orientation::Upright,
            bytes: &pixels,
        };
        let start = Instant::now();
        let numbers = measure(&model, view, &Guard::new(&limits, &cancel))?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        let numbers: Vec<_> = numbers.iter().map(|number| format!("{number:.9}")).collect();
        println!("{file}\t{took:.1}\t{}", numbers.join("\t"));
    }
    Ok(())
}
