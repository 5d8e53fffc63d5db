//! What advice can lead to: a question at most.

use presend::explain::Language;
use presend::policy::{Audience, Friction};

use crate::advisor::{Advice, NoAdvice};
use crate::class::{Band, Class};

/// When a picture is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// Before the user sends it.
    BeforeSending,
    /// Before a picture that was received is shown.
    BeforeShowing,
}

/// What the app does. There is no stronger kind, and none becomes a [`presend::policy::Decision`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Advice is switched off: nobody looked.
    Off,
    /// Nothing to say.
    Nothing,
    /// The user chooses. Until then the picture is neither sent nor shown.
    Ask(Question),
    /// Nobody could look. It is not "nothing": the app says so, or asks.
    NotLooked(NoAdvice),
}

impl Verdict {
    pub(crate) fn of(advice: &Advice, moment: Moment, audience: Audience) -> Self {
        let (class, band) = advice.strongest();
        let asks = match (band, audience) {
            (Band::Unlikely, _) | (Band::Possible, Audience::Adult) => false,
            (Band::Possible, Audience::Teen | Audience::Child) | (Band::Likely, _) => true,
        };
        if asks { Self::Ask(Question { class, moment, audience }) } else { Self::Nothing }
    }

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Nothing => "nothing",
            Self::Ask(_) => "ask",
            Self::NotLooked(_) => "not_looked",
        }
    }
}

/// What the user is asked. It is made by [`crate::AdviceCheck`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    class: Class,
    moment: Moment,
    audience: Audience,
}

impl Question {
    /// What the picture may show.
    #[must_use]
    pub const fn class(self) -> Class {
        self.class
    }

    /// What was about to happen.
    #[must_use]
    pub const fn moment(self) -> Moment {
        self.moment
    }

    /// What the app asks of the user before "send anyway" or "show" works.
    #[must_use]
    pub const fn friction(self) -> Friction {
        self.audience.friction()
    }

    /// One sentence for the screen. It says "may", since it is a guess.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english(),
            Language::Dutch => self.dutch(),
        }
    }

    const fn english(self) -> &'static str {
        match (self.moment, self.class) {
            (Moment::BeforeSending, Class::Nudity) => {
                "This picture may show nudity. Do you want to send it?"
            }
            (Moment::BeforeSending, Class::Violence) => {
                "This picture may show violence. Do you want to send it?"
            }
            (Moment::BeforeSending, Class::Test) => {
                "This looks like a test picture. Do you want to send it?"
            }
            (Moment::BeforeShowing, Class::Nudity) => {
                "This picture may show nudity. You do not have to look at it."
            }
            (Moment::BeforeShowing, Class::Violence) => {
                "This picture may show violence. You do not have to look at it."
            }
            (Moment::BeforeShowing, Class::Test) => {
                "This looks like a test picture. You do not have to look at it."
            }
        }
    }

    const fn dutch(self) -> &'static str {
        match (self.moment, self.class) {
            (Moment::BeforeSending, Class::Nudity) => {
                "Op deze foto is misschien bloot te zien. Wil je hem versturen?"
            }
            (Moment::BeforeSending, Class::Violence) => {
                "Op deze foto is misschien geweld te zien. Wil je hem versturen?"
            }
            (Moment::BeforeSending, Class::Test) => {
                "Dit lijkt een testplaatje. Wil je het versturen?"
            }
            (Moment::BeforeShowing, Class::Nudity) => {
                "Op deze foto is misschien bloot te zien. Je hoeft er niet naar te kijken."
            }
            (Moment::BeforeShowing, Class::Violence) => {
                "Op deze foto is misschien geweld te zien. Je hoeft er niet naar te kijken."
            }
            (Moment::BeforeShowing, Class::Test) => {
                "Dit lijkt een testplaatje. Je hoeft er niet naar te kijken."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use presend::policy::Audience;

    use super::{Moment, Verdict};
    use crate::advisor::Advice;
    use crate::class::{Band, Class};

    const AUDIENCES: [Audience; 3] = [Audience::Adult, Audience::Teen, Audience::Child];

    fn verdict(band: Band, audience: Audience) -> Verdict {
        let advice = Advice::nothing().with(Class::Test, band);
        Verdict::of(&advice, Moment::BeforeSending, audience)
    }

    #[test]
    fn the_likely_is_asked_of_everybody_and_the_possible_of_the_young() {
        for audience in AUDIENCES {
            assert_eq!(verdict(Band::Unlikely, audience), Verdict::Nothing);
            assert_eq!(verdict(Band::Likely, audience).name(), "ask");
        }
        let possible = AUDIENCES.map(|audience| verdict(Band::Possible, audience).name());
        assert_eq!(possible, ["nothing", "ask", "ask"]);
    }

    #[test]
    fn the_younger_the_more_friction() {
        let pauses = AUDIENCES.map(|audience| match verdict(Band::Likely, audience) {
            Verdict::Ask(question) => question.friction().pause_seconds,
            other => unreachable!("{other:?}"),
        });
        assert!(pauses.is_sorted_by(|before, after| before < after), "{pauses:?}");
    }

    #[test]
    fn the_question_is_about_the_likeliest_class() {
        let advice =
            Advice::nothing().with(Class::Nudity, Band::Possible).with(Class::Test, Band::Likely);
        match Verdict::of(&advice, Moment::BeforeShowing, Audience::Child) {
            Verdict::Ask(question) => {
                assert_eq!(
                    (question.class(), question.moment()),
                    (Class::Test, Moment::BeforeShowing)
                );
            }
            other => unreachable!("{other:?}"),
        }
    }
}
