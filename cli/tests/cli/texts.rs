//! `scan --text`, `hash --text`, and lists of links on the way to a set.

use std::path::Path;

use crate::support::*;
use serde_json::json;

fn scan(arguments: &[&str], list: &Path, files: &[&Path]) -> std::process::Output {
    let mut command = presend();
    command.args(["scan", "--text"]).args(arguments).arg("--list").arg(list).args(files);
    command.output().unwrap()
}

#[test]
fn a_text_is_looked_up_by_its_links_and_a_file_is_not() {
    let folder = Folder::new("text-scan");
    let list = folder.write("links.txt", "url:http://evil.example/secret/\n");
    let text = folder.write("note.txt", "see https://www.EVIL.example/secret/x, or not\n");
    let bytes = folder.write("odd.txt", b"\xff\xfe http://evil.example/secret/ \xff");
    let output = scan(&["--json"], &list, &[&text, &bytes]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    for object in objects(&output) {
        assert_eq!((&object["kind"], &object["outcome"]), (&json!("text/plain"), &json!("match")));
        assert_eq!(object["findings"][0]["evidence"], "exact");
        assert!(!object.to_string().contains("secret"), "{object}");
    }
    let file = run(&["scan".as_ref(), "--list".as_ref(), list.as_os_str(), text.as_os_str()]);
    assert_eq!((code(&file), stdout(&file).contains("no_usable_set")), (3, true));
    let none = scan(&[], &list, &[&folder.write("plain.txt", "hello")]);
    assert_eq!(code(&none), 0, "{}", stdout(&none));
    let missing = scan(&[], &list, &[&folder.path("missing.txt")]);
    assert_ne!(code(&missing), 0);
}

#[test]
fn every_bound_is_an_exit_code_with_a_name() {
    let folder = Folder::new("text-bounds");
    let list = folder.write("links.txt", "url:evil.example\n");
    for (text, name) in [
        ("http://good.example/ ".repeat(65), "max_links"),
        ("a".repeat((2 << 20) + 1), "max_text_bytes"),
    ] {
        let output = scan(&[], &list, &[&folder.write("long.txt", text)]);
        assert_eq!(
            (code(&output), stdout(&output).contains(name)),
            (3, true),
            "{}",
            stdout(&output)
        );
    }
}

#[test]
fn hash_shows_what_a_list_would_hold() {
    let folder = Folder::new("text-hash");
    let text = folder.write("note.txt", "http://a.b.example/c?d and http://[::1]/");
    let output = presend().args(["hash", "--text"]).arg(&text).output().unwrap();
    let said = stdout(&output);
    let expressions: Vec<&str> =
        said.lines().skip(1).map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    let expected = [
        "a.b.example/c?d",
        "a.b.example/c",
        "a.b.example/",
        "b.example/c?d",
        "b.example/c",
        "b.example/",
        "[::1]/",
    ];
    assert_eq!((code(&output), expressions), (0, expected.to_vec()));
    // A digest that it shows is one that a list takes.
    let digest = said.lines().nth(3).unwrap().split_whitespace().next().unwrap();
    let list = folder.write("links.txt", digest);
    assert_eq!(code(&scan(&[], &list, &[&text])), 1);
    let output = presend().args(["hash", "--text", "--json"]).arg(&text).output().unwrap();
    let object = objects(&output).remove(0);
    assert_eq!(object["links"][0][0]["expression"], "a.b.example/c?d");
    assert_eq!(object["links"].as_array().unwrap().len(), 2);
}

#[test]
fn a_feed_becomes_a_list_that_finds_its_links() {
    let folder = Folder::new("text-import");
    let feed = folder.write("feed.txt", "# made up\nhttp://evil.example/a\nhttp://\n");
    let own = folder.path("own.txt");
    let output = presend()
        .args(["set", "import", "--from", "urls", "--out"])
        .arg(&own)
        .arg(&feed)
        .output()
        .unwrap();
    assert_eq!(code(&output), 4);
    assert!(stderr(&output).contains("line 3: a link without a host"), "{}", stderr(&output));
    let text = folder.write("note.txt", "http://www.evil.example/a");
    assert_eq!(code(&scan(&[], &own, &[&text])), 1);
}
