//! The demo from outside: it comes out as expected, and its page keeps to itself.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// What the demo printed, and its page. It runs once for all tests here.
fn demo() -> &'static (Output, String) {
    static DEMO: OnceLock<(Output, String)> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
        let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
        let output = command.args(["demo", "--no-open", "--out"]).arg(&folder).output().unwrap();
        let page = fs::read_to_string(folder.join("index.html")).unwrap();
        (output, page)
    })
}

#[test]
fn every_scene_comes_out_as_expected() {
    let (output, _) = demo();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("all as expected"), "{text}");
    assert!(text.contains("What left this machine: nothing."), "{text}");
}

#[test]
fn the_table_fits_a_hundred_columns_and_has_no_colour_in_a_pipe() {
    let text = String::from_utf8(demo().0.stdout.clone()).unwrap();
    assert!(!text.contains('\u{1b}'));
    let rows = text.lines().filter(|line| !line.starts_with("The same with pictures"));
    for row in rows {
        assert!(row.chars().count() <= 100, "{row}");
    }
}

#[test]
fn the_page_loads_nothing_and_names_no_place_of_this_machine() {
    let page = &demo().1;
    for reference in ["http:", "https:", "//", "url(", "@import", "<script", "<link", "file:"] {
        let html = without_pictures(page);
        assert!(!html.contains(reference), "{reference}");
    }
    let home = std::env::var("HOME").unwrap_or_else(|_| "/home".to_owned());
    for place in [env!("CARGO_MANIFEST_DIR"), env!("CARGO_TARGET_TMPDIR"), &home, "/tmp"] {
        assert!(!page.contains(place), "{place}");
    }
}

#[test]
fn where_a_listed_picture_was_found_is_drawn() {
    // All scenes of an edit but the negative, which is found as a whole.
    assert_eq!(demo().1.matches("class=\"window\"").count(), 5);
    let border = "left:8.3%;top:8.3%;width:83.3%;height:83.3%;rotate:0.0deg";
    assert!(demo().1.contains(border), "a border of a tenth");
}

/// Base64 may hold any letters.
fn without_pictures(page: &str) -> String {
    let parts = page.split("data:image/jpeg;base64,");
    parts
        .map(|part| {
            part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c))
        })
        .collect()
}

#[test]
fn the_page_is_small_and_every_picture_has_a_text() {
    let page = &demo().1;
    assert!(page.len() <= 2_000_000, "{} bytes", page.len());
    let pictures: Vec<&str> = page.split("<img ").skip(1).collect();
    assert!(pictures.len() >= 20, "{}", pictures.len());
    for picture in pictures {
        let tag = picture.split('>').next().unwrap();
        let alt = tag.split("alt=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert!(alt.is_some_and(|alt| alt.len() > 5), "{alt:?}");
    }
    assert_eq!(page.matches("<article").count(), page.matches("lang=\"nl\"").count());
}
