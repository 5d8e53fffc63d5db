//! `presend scan --page`: what is on the page, and what is not.

use std::process::Output;

use crate::support::*;

/// A listed picture of an odd name, another one, and a text.
fn pictures(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("in/<b>cat.jpg", std::fs::read(photo("cat.jpg")).unwrap());
    folder.write("in/dogs.jpg", std::fs::read(photo("dogs.jpg")).unwrap());
    folder.write("in/note.txt", "a few words\n");
    folder.list_of(&photo("cat.jpg"));
    folder
}

fn scan(folder: &Folder, flags: &[&str]) -> Output {
    let from = ["scan", "--list", "known.txt", "--page", "page.html", "-r", "in"];
    let mut command = presend();
    command.args(from).args(flags).current_dir(folder.path("")).output().unwrap()
}

fn page(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path("page.html")).unwrap()
}

/// Width and height of each picture on the page.
fn sizes(page: &str) -> Vec<(u32, u32)> {
    let number = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let tags = page.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.map(|tag| (number(tag, "width"), number(tag, "height"))).collect()
}

#[test]
fn pictures_on_the_page_are_covered_and_nothing_is_loaded() {
    let folder = pictures("page");
    let output = scan(&folder, &[]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("the same as a page: page.html"), "{}", stderr(&output));
    assert!(!stdout(&output).contains("nearest"), "asked for by its own flag");
    let page = page(&folder);
    assert!(page.contains("3 files: 1 match, 2 clean"), "{page}");
    assert!(page.contains("&lt;b&gt;cat.jpg") && !page.contains("<b>cat"), "{page}");
    assert!(page.contains("<dd>known.txt line 2, 0 bits apart</dd>"), "{page}");
    assert_eq!(page.matches("class=\"covered\"").count(), 2);
    assert_eq!(sizes(&page).len(), 2);
    assert!(sizes(&page).iter().all(|(width, height)| *width <= 6 && *height <= 6));
    for loads in ["http:", "https:", "src=\"/", "url(", "<script", "@import"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn pictures_are_shown_if_asked_for_and_only_those_that_were_chosen() {
    let folder = pictures("page-open");
    let output = scan(&folder, &["--show-pictures", "--only", "match", "--json"]);
    assert_eq!(code(&output), 1);
    assert!(objects(&output)[0].get("nearest").is_none());
    let page = page(&folder);
    assert_eq!(page.matches("<article").count(), 1);
    assert_eq!(page.matches("class=\"covered\"").count(), 0);
    let sizes = sizes(&page);
    assert!(sizes.len() == 1 && sizes[0].0.max(sizes[0].1) > 100, "{sizes:?}");
}

#[test]
fn a_page_is_written_over_a_page_and_over_nothing_else() {
    let folder = pictures("page-over");
    for _ in 0..2 {
        assert_eq!(code(&scan(&folder, &[])), 1);
    }
    folder.write("page.html", "<!DOCTYPE html>\nsomebody's own");
    let refused = scan(&folder, &[]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("no page of a scan"), "{}", stderr(&refused));
    assert!(page(&folder).ends_with("somebody's own"));
}
