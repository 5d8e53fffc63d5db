#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use presend::attachment::{PixelFormat, PixelView};
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::undecided::Undecided;
use ring::digest::{SHA256, digest};

use super::{MAX_MODEL_BYTES, Model, ModelRefused};
use crate::advisor::{Advice, Advisor as _, NoAdvice};
use crate::class::{Band, Class};
use crate::pin::ModelPin;

mod hostile;

const MODEL: &[u8] = include_bytes!("../../../testdata/stripes.onnx");
const PIN: &str = include_str!("../../../testdata/stripes.pin");
const RUNTIME: &str = include_str!("../../../testdata/onnxruntime.txt");

const YELLOW: [u8; 3] = [240, 200, 20];
const BLACK: [u8; 3] = [20, 20, 20];

/// A drawn picture of 96 by 80 pixels.
struct Drawn(Vec<u8>);

impl Drawn {
    fn new(colour: impl Fn(u32, u32) -> [u8; 3]) -> Self {
        Self((0..80).flat_map(|y| (0..96).flat_map(|x| colour(x, y)).collect::<Vec<_>>()).collect())
    }

    fn view(&self) -> PixelView<'_> {
        PixelView {
            width: 96,
            height: 80,
            stride_bytes: 96 * 3,
            format: PixelFormat::Rgb8,
            orientation: Orientation::Upright,
            bytes: &self.0,
        }
    }
}

/// The picture of this name, as `train.py` draws it.
fn named(name: &str) -> Drawn {
    let two = |is_first| if is_first { YELLOW } else { BLACK };
    let byte = |number: u32| u8::try_from(number).expect("at most 255");
    match name {
        "stripes" => Drawn::new(|x, y| two((x + y) / 12 % 2 == 0)),
        "upright" => Drawn::new(|x, _| two(x / 12 % 2 == 0)),
        "ramp" => Drawn::new(|x, y| [byte(x * 255 / 95), byte(y * 255 / 79), 128]),
        "sums" => Drawn::new(|x, y| [0, 1, 2].map(|c| byte((x * 7 + y * 13 + c * 5) % 251))),
        _ => unreachable!("{name}"),
    }
}

fn pin() -> ModelPin {
    ModelPin::from_text(PIN).expect("the committed pin")
}

fn model() -> Model {
    Model::load(MODEL, &pin()).expect("the committed model")
}

fn probabilities(model: &Model, view: PixelView<'_>) -> Result<Vec<f32>, NoAdvice> {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    model.probabilities(view, &Guard::new(&limits, &cancel))
}

fn advice(model: &Model, view: PixelView<'_>) -> Result<Advice, NoAdvice> {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    model.advise(view, &Guard::new(&limits, &cancel))
}

#[test]
fn the_numbers_are_those_of_onnxruntime() {
    let model = model();
    let lines: Vec<_> = RUNTIME.lines().collect();
    assert_eq!(lines.len(), 4);
    for line in lines {
        let (name, wanted) = line.split_once(' ').expect("a name and a number");
        let wanted: f32 = wanted.parse().expect("a number");
        let found = probabilities(&model, named(name).view()).expect("looked at");
        assert_eq!(found.len(), 1);
        assert!((found[0] - wanted).abs() < 1e-5, "{name}: {} and {wanted}", found[0]);
    }
}

/// None of these was drawn by the program that trained the model.
#[test]
fn pictures_that_were_kept_back_are_told_right() {
    let model = model();
    let two = |is_first| if is_first { YELLOW } else { BLACK };
    let shows = |drawn: &Drawn| {
        advice(&model, drawn.view()).expect("looked at").band(Class::Test) > Band::Unlikely
    };
    let (mut right, mut all) = (0, 0);
    for width in 9..17_u32 {
        for phase in [0, 5, 11] {
            let falling = Drawn::new(|x, y| two((x + y + phase) / width % 2 == 0));
            let rising = Drawn::new(|x, y| two((x + 80 - y + phase) / width % 2 == 0));
            let upright = Drawn::new(|x, _| two((x + phase) / width % 2 == 0));
            let level = Drawn::new(|_, y| two((y + phase) / width % 2 == 0));
            let blue =
                Drawn::new(
                    |x, y| {
                        if (x + y + phase) / width % 2 == 0 { [30, 60, 220] } else { [240; 3] }
                    },
                );
            let plain = Drawn::new(|_, _| [u8::try_from(width * 9 + phase).expect("small"); 3]);
            right += [&falling, &rising].into_iter().filter(|drawn| shows(drawn)).count();
            right += [&upright, &level, &blue, &plain].into_iter().filter(|d| !shows(d)).count();
            all += 6;
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

#[test]
fn a_stride_and_the_order_of_channels_change_nothing() {
    let model = model();
    let drawn = named("stripes");
    let plain = probabilities(&model, drawn.view()).expect("looked at");
    let mut bytes = Vec::new();
    for row in drawn.0.chunks(96 * 3) {
        row.chunks(3).for_each(|rgb| bytes.extend([rgb[2], rgb[1], rgb[0], 255]));
        bytes.extend([99; 7]);
    }
    let stride_bytes = 96 * 4 + 7;
    let view =
        PixelView { stride_bytes, format: PixelFormat::Bgra8, bytes: &bytes, ..drawn.view() };
    let found = probabilities(&model, view).expect("looked at");
    assert!((found[0] - plain[0]).abs() < 1e-5, "{} {}", found[0], plain[0]);
}

#[test]
fn a_cancelled_look_ends_and_is_no_answer() {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    cancel.cancel();
    let drawn = named("ramp");
    let found = model().advise(drawn.view(), &Guard::new(&limits, &cancel));
    assert_eq!(found.err(), Some(NoAdvice::Unread(Undecided::Cancelled)));
}

#[test]
fn a_wrong_mean_is_another_answer_and_so_it_is_pinned() {
    let other = PIN.replace("mean 127.5 127.5 127.5", "mean 0 0 0");
    let other = Model::load(MODEL, &ModelPin::from_text(&other).expect("a pin")).expect("fits");
    let drawn = named("stripes");
    let right = advice(&model(), drawn.view()).expect("looked at").band(Class::Test);
    let wrong = advice(&other, drawn.view()).expect("looked at").band(Class::Test);
    assert_ne!(right, wrong);
}
