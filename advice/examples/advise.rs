//! Advice on one picture by the test model, which knows yellow-black diagonal stripes: `advise PICTURE`.

use std::{error::Error, sync::Arc};

use presend::{context::CancelToken, explain::Language, policy::Audience};
use presend_advice::{AdviceCheck, Model, ModelPin, Moment, Picture, SetBy, Switch, Verdict};

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let file = std::fs::read(std::env::args().nth(1).ok_or("usage: advise PICTURE")?)?;
    let pin = ModelPin::from_text(include_str!("../testdata/stripes.pin"))?;
    let model = Model::load(include_bytes!("../testdata/stripes.onnx"), &pin)?;
    let mut switch = Switch::OFF;
    switch.turn_on(SetBy::User, Audience::Adult, None)?;
    let check = AdviceCheck::new(Arc::new(model));
    let picture = Picture::File(&file);
    match check.advise(Moment::BeforeSending, picture, &switch, &CancelToken::new()) {
        Verdict::Ask(question) => println!("{}", question.text(Language::English)),
        Verdict::NotLooked(reason) => println!("nobody could look: {reason}"),
        Verdict::Off | Verdict::Nothing => println!("nothing to say"),
    }
    Ok(())
}
