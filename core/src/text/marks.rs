//! Which marks behind a link are the sentence's.

/// Most marks that are taken for the sentence's.
const MAX_MARKS: usize = 64;

const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// How many more brackets of each kind are closed than opened from a place on.
#[derive(Clone, Copy, Default)]
pub(super) struct Brackets {
    from: usize,
    surplus: [i64; 3],
}

impl Brackets {
    pub(super) fn of(text: &str) -> Self {
        let mut brackets = Self::default();
        brackets.add(text, 1);
        brackets
    }

    pub(super) fn go_to(&mut self, from: usize, text: &str) {
        self.add(text.get(self.from..from).unwrap_or_default(), -1);
        self.from = from;
    }

    fn add(&mut self, text: &str, times: i64) {
        for c in text.chars() {
            for ((open, close), surplus) in PAIRS.iter().zip(&mut self.surplus) {
                let more = i64::from(c == *close).saturating_sub(i64::from(c == *open));
                *surplus = surplus.saturating_add(more.saturating_mul(times));
            }
        }
    }

    /// Without what ends a sentence, and without closing brackets that nothing opens.
    pub(super) fn without_marks(self, text: &str) -> &str {
        let (mut surplus, mut left) = (self.surplus, MAX_MARKS);
        text.trim_end_matches(|c: char| {
            left = left.saturating_sub(1);
            let closed = PAIRS.iter().zip(&mut surplus).find(|((_, close), _)| *close == c);
            left > 0 && closed.map_or_else(|| is_mark(c), |(_, surplus)| is_one_less(surplus))
        })
    }
}

fn is_one_less(surplus: &mut i64) -> bool {
    let more = *surplus > 0;
    *surplus = surplus.saturating_sub(1);
    more
}

const fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '\u{3002}')
}
