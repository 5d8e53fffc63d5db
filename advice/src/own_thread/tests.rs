#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use presend::attachment::{PixelFormat, PixelView};
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::undecided::Undecided;

use super::OnOwnThread;
use crate::advisor::{Advice, Advisor, NoAdvice};
use crate::class::{Band, Class, Classes};

/// Says on which thread it looks, and then does what the test says.
struct Looks {
    began: Sender<Option<String>>,
    end: Mutex<Receiver<Result<Band, NoAdvice>>>,
}

impl Advisor for Looks {
    fn classes(&self) -> Classes {
        Classes::NONE.with(Class::Test)
    }

    fn advise(&self, pixels: PixelView<'_>, _: &Guard<'_>) -> Result<Advice, NoAdvice> {
        assert_eq!(
            (pixels.width, pixels.stride_bytes, pixels.bytes),
            (2, 4, &[1, 2, 0, 0, 3, 4][..])
        );
        self.began.send(thread::current().name().map(str::to_owned)).expect("the test waits");
        let end = self.end.lock().unwrap_or_else(PoisonError::into_inner).recv();
        Ok(Advice::nothing().with(Class::Test, end.expect("the test says how it ends")?))
    }
}

fn looks() -> (OnOwnThread, Receiver<Option<String>>, Sender<Result<Band, NoAdvice>>) {
    let ((began, begins), (ends, end)) = (channel(), channel());
    let advisor = Arc::new(Looks { began, end: Mutex::new(end) });
    (OnOwnThread::new(advisor), begins, ends)
}

fn advise(advisor: &OnOwnThread, cancel: &CancelToken) -> Result<Band, NoAdvice> {
    let view = PixelView {
        width: 2,
        height: 2,
        stride_bytes: 4,
        format: PixelFormat::Gray8,
        orientation: Orientation::Upright,
        bytes: &[1, 2, 0, 0, 3, 4, 9, 9],
    };
    let limits = Limits::default();
    advisor.advise(view, &Guard::new(&limits, cancel)).map(|advice| advice.band(Class::Test))
}

#[test]
fn it_looks_on_a_thread_of_its_own_and_its_answer_is_the_answer() {
    let (advisor, begins, ends) = looks();
    for answer in [Ok(Band::Likely), Ok(Band::Unlikely), Err(NoAdvice::AdvisorFailed)] {
        ends.send(answer).expect("it listens");
        assert_eq!(advise(&advisor, &CancelToken::new()), answer);
        assert_eq!(begins.recv().expect("it began").as_deref(), Some("presend-advisor"));
    }
}

#[test]
fn one_that_hangs_is_left_when_the_caller_cancels() {
    let (advisor, begins, _ends) = looks();
    let cancel = CancelToken::new();
    let cancels = cancel.clone();
    let other = thread::spawn(move || {
        begins.recv().expect("it began");
        cancels.cancel();
    });
    assert_eq!(advise(&advisor, &cancel), Err(NoAdvice::Unread(Undecided::Cancelled)));
    other.join().expect("it cancelled");
}

#[test]
fn a_panic_is_a_failure() {
    let (advisor, _, ends) = looks();
    // Nobody listens any more where it says that it began.
    drop(ends);
    assert_eq!(advise(&advisor, &CancelToken::new()), Err(NoAdvice::AdvisorFailed));
}
