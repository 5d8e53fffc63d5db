use proptest::prelude::*;

use super::crowded;
use crate::text::suffix::is_known;
use crate::text::{CanonicalUrl, MAX_EXPRESSIONS, is_in_link, links};

fn found(text: &str) -> Vec<&str> {
    links(text).collect()
}

#[test]
fn links_are_found_where_a_reader_sees_them() {
    for (text, expected) in [
        ("see http://a.example/x?y=1.", vec!["http://a.example/x?y=1"]),
        ("(http://a.example/(x))", vec!["http://a.example/(x)"]),
        ("<https://a.example>,\"ftp://b.example/\"", vec!["https://a.example", "ftp://b.example/"]),
        ("http://a.example,http://b.example/", vec!["http://a.example", "http://b.example/"]),
        ("go to evil.com now", vec!["evil.com"]),
        ("www.evil.com/a/b?c#d!", vec!["www.evil.com/a/b?c#d"]),
        ("evil.com:8080/x", vec!["evil.com:8080/x"]),
        ("\u{8bf7}\u{770b}evil.com\u{5427}", vec!["evil.com"]),
        ("http://evil.com\u{5427}", vec!["http://evil.com"]),
        ("http://b\u{fc}cher.de/", vec!["http://b\u{fc}cher.de/"]),
        ("b\u{fc}cher.de", vec!["b\u{fc}cher.de"]),
        (
            "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.\u{440}\u{444}",
            vec!["\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.\u{440}\u{444}"],
        ),
        ("http://3279880203/blah", vec!["http://3279880203/blah"]),
        ("http://host_name.com/", vec!["http://host_name.com/"]),
        ("http://[::1]:80/x", vec!["http://[::1]:80/x"]),
        ("http://u:p@evil.com/", vec!["http://u:p@evil.com/"]),
        ("10.0.0.1/x and 1.2.3", vec!["10.0.0.1/x"]),
        (
            "http://a.example/?to=http://b.example/",
            vec!["http://a.example/?to=http://b.example/", "http://b.example/"],
        ),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_link_is_none() {
    for text in [
        "",
        " ",
        ".",
        "...",
        "://",
        "http://",
        "a://",
        "e.g. this, i.e. that",
        "file.txt",
        "1.2",
        "user.name@example.com",
        "10:30",
        "a.b.c",
        "-.com",
        ".com",
        "http:// x",
        "3.14",
        "x.y_z",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn the_last_labels_are_sorted_and_each_is_found() {
    let labels = include_str!("../suffixes.txt");
    assert!(labels.lines().is_sorted_by(|a, b| a < b) && labels.ends_with('\n'));
    assert!(labels.lines().all(is_known));
    for other in ["", "\n", "a", "co", "com\n", "comm", "html", "zzzz", "xn--", "COM"] {
        assert_eq!(is_known(other), labels.lines().any(|label| label == other), "{other:?}");
    }
}

proptest! {
    #[test]
    fn a_link_lies_in_the_text_and_ends_where_a_blank_does(text in crowded()) {
        for link in links(&text) {
            prop_assert!(text.contains(link) && !link.contains(char::is_whitespace));
        }
    }

    #[test]
    fn a_link_with_a_scheme_between_blanks_is_found(
        host in "[a-z0-9]{1,10}(\\.[a-z0-9]{1,10}){0,3}", path in "(/[a-z0-9_-]{0,8}){0,4}",
        before in crowded(), after in crowded(),
    ) {
        let link = format!("http://{host}{path}");
        let text = format!("{before} {link} {after}");
        prop_assert!(links(&text).any(|found| found == link), "{}", text);
    }
}

/// A finder that begins anew at each mark would take the square of the length in steps, and the test
/// hours.
#[test]
fn two_mebibytes_of_hostile_text_take_no_longer_than_their_length() {
    const BYTES: usize = 2 << 20;
    for piece in [
        "a.b_",
        "a.a_b.",
        "http://",
        "://",
        "x://_",
        "((((",
        "))))",
        "a@",
        "%25",
        "http://a/?",
        ".",
        "\u{5427}.",
        "evil.com\u{5427}",
        "[",
        "http://[",
        "http://@",
        "a.com@",
        "\\\\:",
        "http://\u{fc}",
        ".com",
        "1.",
    ] {
        let text = piece.repeat(BYTES.div_ceil(piece.len()));
        // As a scan does: no more links, and no more bytes of them.
        let mut left = BYTES;
        let fits = |link: &&str| {
            let more = left.checked_sub(link.len());
            left = more.unwrap_or(left);
            more.is_some()
        };
        let within = links(&text).take(65).take_while(fits);
        let count =
            within.filter_map(CanonicalUrl::of).map(|url| url.expressions().len()).sum::<usize>();
        assert!(count <= MAX_EXPRESSIONS.saturating_mul(65), "{piece}");
    }
}

#[test]
fn a_cursor_is_in_a_link_from_its_first_character_to_right_behind_its_last() {
    let text = "zie \u{e9}\u{e9}n: http://a.example/?to=http://b.example/x. En www.c.org, klaar";
    let all: Vec<usize> = (0..=text.len()).filter(|at| is_in_link(text, *at)).collect();
    let within = |link: &str| {
        let start = text.find(link).unwrap_or_default();
        start.saturating_add(1)..=start.saturating_add(link.len())
    };
    let expected: Vec<usize> =
        within("http://a.example/?to=http://b.example/x").chain(within("www.c.org")).collect();
    assert_eq!(all, expected);
    assert!(!is_in_link("evil.com", 9) && !is_in_link("", 0), "behind the end");
}
