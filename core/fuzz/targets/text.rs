//! Links lie in their text, one after the other or within each other; a canonical form is printable, and its
//! expressions are at most thirty.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::text::{CanonicalUrl, MAX_EXPRESSIONS, links};

fn check(link: &[u8]) {
    let Some(url) = CanonicalUrl::of(link) else { return };
    assert!(url.to_string().bytes().all(|byte| byte.is_ascii_graphic()));
    let expressions = url.expressions();
    assert!((1..=MAX_EXPRESSIONS).contains(&expressions.len()));
    assert_eq!(url.expression(), expressions[0]);
    assert!(expressions.iter().all(|one| one.text().contains('/')));
}

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut last = 0;
    for link in links(&text).take(65) {
        let start = link.as_ptr() as usize - text.as_ptr() as usize;
        assert!(start >= last && !link.is_empty() && !link.contains(char::is_whitespace));
        last = start;
        check(link.as_bytes());
    }
});
