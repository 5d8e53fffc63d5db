#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use proptest::prelude::*;
use serde_json::Value;

use super::crowded;
use crate::text::punycode::encoded;
use crate::text::unescape::unescaped;
use crate::text::{CanonicalUrl, MAX_EXPRESSIONS};

fn published() -> Value {
    let file = include_str!("../../../testdata/text/safe-browsing.json");
    serde_json::from_str(file).unwrap()
}

/// A character for each byte.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn canonical(link: impl AsRef<[u8]>) -> String {
    CanonicalUrl::of(link).unwrap().to_string()
}

#[test]
fn every_published_canonical_form_is_reached() {
    let examples = published();
    let examples = examples["canonical"].as_array().unwrap();
    assert_eq!(examples.len(), 36);
    for example in examples {
        let [link, expected] = [0, 1].map(|at| example[at].as_str().unwrap());
        assert_eq!(canonical(bytes(link)), expected, "{link}");
    }
}

#[test]
fn every_published_table_of_expressions_is_looked_up() {
    for table in published()["expressions"].as_array().unwrap() {
        let list = |name: &str| -> Vec<String> {
            let strings = table[name].as_array().unwrap().iter();
            strings.map(|string| string.as_str().unwrap().to_owned()).collect()
        };
        let url = CanonicalUrl::of(table["url"].as_str().unwrap()).unwrap();
        let made: Vec<_> = url.expressions().iter().map(|one| one.text().to_owned()).collect();
        assert_eq!(made, [list("published"), list("and")].concat());
        assert_eq!(url.expression().text(), made[0]);
    }
}

/// FIPS 180-4's "abc", as the page on hashing uses it: the digest is of the text and nothing else.
#[test]
fn a_digest_is_the_sha256_of_the_expression() {
    let digest = CanonicalUrl::of("abc").unwrap().expression().sha256();
    let expected = ring::digest::digest(&ring::digest::SHA256, b"abc/");
    assert_eq!(digest.as_slice(), expected.as_ref());
}

#[test]
fn a_long_link_has_thirty_expressions_and_no_more() {
    let url = CanonicalUrl::of("https://a.b.c.d.e.f.g.h/1/2/3/4/5/6/7.html?x=1").unwrap();
    let expressions = url.expressions();
    assert_eq!(expressions.len(), MAX_EXPRESSIONS);
    assert!(expressions.iter().any(|one| one.text() == "g.h/1/2/3/"));
    assert!(!expressions.iter().any(|one| one.text() == "g.h/1/2/3/4/"));
}

#[test]
fn what_a_browser_takes_for_one_host_is_one_host() {
    for same in [
        "http://evil.example/x",
        "http://user:word@evil.example/x",
        "http://good.example@evil.example/x",
        "http:////evil.example/x",
        "http:\\\\evil.example\\x",
        "http://evil.example\\x",
        "HTTP://EVIL.example:80/x",
        "http://evil%2eexample/x",
        "http://evil%252eexample/x",
        "http://evil\u{3002}example/x",
        "http://\u{ff45}vil\u{ff0e}example/x",
        "http://.evil..example./x",
        "http://evil.example/./a/../x#part",
    ] {
        assert_eq!(canonical(same).to_lowercase(), "http://evil.example/x", "{same}");
    }
    for address in ["0x7f000001", "0177.0.0.1", "127.1", "2130706433", "[::ffff:7f00:1]"] {
        assert_eq!(canonical(format!("http://{address}/")), "http://127.0.0.1/", "{address}");
    }
    // No address, so a name.
    for name in ["4294967296", "256.1.1.1", "1.2.3.4.5", "08.1.1.1", "0x", "1.2.3.256"] {
        assert_eq!(canonical(format!("http://{name}/")), format!("http://{name}/"));
    }
    for none in
        ["", "http://", "http:///", "?x", "://", "http://.../", "http://@/", " \t", "/x", "\\x"]
    {
        assert_eq!(CanonicalUrl::of(none), None, "{none}");
    }
}

/// RFC 3492, section 7.1: (A) Arabic, (B) Chinese, (D) Czech, (L) Japanese; and names in use.
#[test]
fn hosts_that_are_not_ascii_are_punycode() {
    for (label, expected) in [
        (
            "\u{644}\u{64a}\u{647}\u{645}\u{627}\u{628}\u{62a}\u{643}\u{644}\u{645}\u{648}\u{634}\
             \u{639}\u{631}\u{628}\u{64a}\u{61f}",
            "egbpdaj6bu4bxfgehfvwxn",
        ),
        (
            "\u{4ed6}\u{4eec}\u{4e3a}\u{4ec0}\u{4e48}\u{4e0d}\u{8bf4}\u{4e2d}\u{6587}",
            "ihqwcrb4cv8a8dqg056pqjye",
        ),
        ("Pro\u{10d}prost\u{11b}nemluv\u{ed}\u{10d}esky", "Proprostnemluvesky-uyb24dma41a"),
        ("3\u{5e74}B\u{7d44}\u{91d1}\u{516b}\u{5148}\u{751f}", "3B-ww4c5e180e575a65lsy2b"),
        ("b\u{fc}cher", "bcher-kva"),
    ] {
        assert_eq!(encoded(label).as_deref(), Some(expected));
    }
    assert_eq!(canonical("http://B\u{dc}CHER.example/"), "http://xn--bcher-kva.example/");
    // No label of a host name is so long: it stays, escaped.
    let long = "\u{fc}".repeat(64);
    assert_eq!(
        canonical(format!("http://{long}.com/")),
        format!("http://{}.com/", "%C3%BC".repeat(64))
    );
}

/// One round of escapes, from left to right.
fn one_round(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| core::str::from_utf8(two).ok());
        let made = digits.filter(|two| two.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match made.filter(|_| bytes[at] == b'%') {
            Some(digits) => {
                out.push(u8::from_str_radix(digits, 16).unwrap());
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

/// As the standard says it: round after round, until nothing changes.
fn naive_unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut now = bytes.to_vec();
    loop {
        let next = one_round(&now);
        if next == now {
            return now;
        }
        now = next;
    }
}

proptest! {
    #[test]
    fn escapes_go_in_one_pass_as_in_rounds(
        bytes in prop::collection::vec(proptest::sample::select(b"%%%25aF0g\xff".to_vec()), 0..60),
    ) {
        prop_assert_eq!(unescaped(&bytes), naive_unescaped(&bytes));
    }

    #[test]
    fn a_canonical_form_is_its_own_and_printable(link in crowded()) {
        if let Some(url) = CanonicalUrl::of(&link) {
            let text = url.to_string();
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()), "{}", text);
            let expressions = url.expressions();
            prop_assert!((1..=MAX_EXPRESSIONS).contains(&expressions.len()));
            prop_assert!(expressions.iter().all(|one| one.text().contains('/')));
        }
    }
}
