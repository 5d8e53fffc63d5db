use std::io::{self, IsTerminal};

/// Colours, if somebody can see them: only on a terminal, and not with `NO_COLOR` set
/// (<https://no-color.org>) or on a terminal that calls itself dumb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    coloured: bool,
}

/// The few colours in use, as ANSI codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Plain,
    Green,
    Yellow,
    Red,
    Cyan,
    Dim,
}

impl Colour {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Green => "32",
            Self::Yellow => "33",
            Self::Red => "31",
            Self::Cyan => "36",
            Self::Dim => "2",
        }
    }
}

impl Style {
    /// For standard output as it is now.
    pub(crate) fn of_stdout() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { coloured: io::stdout().is_terminal() && !set("NO_COLOR") && !dumb }
    }

    /// The text in this colour, padded with spaces to `width` characters first.
    pub(crate) fn paint(self, colour: Colour, text: &str, width: usize) -> String {
        if !self.coloured || colour == Colour::Plain {
            return format!("{text:width$}");
        }
        format!("\u{1b}[{}m{text:width$}\u{1b}[0m", colour.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_only_the_padding_is_left() {
        let plain = Style { coloured: false };
        assert_eq!(plain.paint(Colour::Red, "match", 7), "match  ");
        let coloured = Style { coloured: true };
        assert_eq!(coloured.paint(Colour::Red, "match", 7), "\u{1b}[31mmatch  \u{1b}[0m");
    }
}
