//! `presend eval`: what is counted, kept and refused.

use serde_json::Value;

use crate::support::*;

/// Two photographs, a flat picture and a text.
fn pictures(name: &str) -> Folder {
    let folder = Folder::new(name);
    for photograph in ["cat.jpg", "dogs.jpg"] {
        folder.write(&format!("in/{photograph}"), std::fs::read(photo(photograph)).unwrap());
    }
    folder.write("in/flat.pgm", [&b"P5 64 64 255\n"[..], &[90; 64 * 64]].concat());
    folder.write("in/note.txt", "a few words\n");
    folder
}

fn eval(folder: &Folder, arguments: &[&str]) -> std::process::Output {
    let mut command = presend();
    command.arg("eval").args(arguments).current_dir(folder.path("")).output().unwrap()
}

const FEW: [&str; 5] = ["edits", "--size", "320", "--only", "border_black_10,inverted,jpeg_50"];

fn edit<'a>(of: &'a Value, name: &str) -> &'a Value {
    of["edits"].as_array().unwrap().iter().find(|edit| edit["name"] == name).unwrap()
}

#[test]
fn what_is_found_after_edits_is_counted_by_what_was_undone() {
    let folder = pictures("eval-edits");
    let output = eval(&folder, &[&FEW[..], &["--json", "--page", "page.html", "in"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let found = &objects(&output)[0];
    assert_eq!((&found["v"], &found["pictures"]), (&Value::from(1), &Value::from(2)));
    assert_eq!(found["left_out"], serde_json::json!({"no_picture": 1, "too_flat": 1}));
    let border = edit(found, "border_black_10");
    assert_eq!(
        (&border["as_it_is"]["found"], &border["in_all"]["found"]),
        (&Value::from(0), &Value::from(2))
    );
    assert!((border["in_all"]["low"].as_f64().unwrap() - 0.3424).abs() < 5e-5, "{border}");
    assert_eq!(edit(found, "inverted")["undone"]["inverted"], 2);
    assert_eq!(edit(found, "jpeg_50")["as_it_is"]["found"], 2);
    let page = std::fs::read_to_string(folder.path("page.html")).unwrap();
    assert_eq!(page.matches("<svg class=\"recall\"").count(), 3);
    for loads in ["http:", "https:", "src=", "url(", "<script", "@import"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn a_run_goes_on_from_the_state_of_one_before_and_counts_no_picture_twice() {
    let folder = pictures("eval-state");
    let with_state = [&FEW[..], &["--json", "--state", "kept", "in"]].concat();
    let first = eval(&folder, &with_state);
    let again = eval(&folder, &with_state);
    assert_eq!((code(&first), stdout(&first)), (0, stdout(&again)));
    folder.write("in/stream.jpg", std::fs::read(photo("stream.jpg")).unwrap());
    let more = eval(&folder, &with_state);
    assert_eq!(
        (&objects(&first)[0]["pictures"], &objects(&more)[0]["pictures"]),
        (&Value::from(2), &Value::from(3))
    );
    let other =
        eval(&folder, &["edits", "--size", "320", "--only", "inverted", "--state", "kept", "in"]);
    assert_eq!(code(&other), 4);
    assert!(stderr(&other).contains("kept: the state is of other edits"), "{}", stderr(&other));
    let mut state = std::fs::read(folder.path("kept")).unwrap();
    state.pop();
    folder.write("kept", state);
    let cut = eval(&folder, &with_state);
    assert_eq!(code(&cut), 4);
    assert!(stderr(&cut).contains("kept: the state was changed or cut short"), "{}", stderr(&cut));
}

#[test]
fn nothing_to_evaluate_is_no_success() {
    let folder = Folder::new("eval-none");
    folder.write("in/note.txt", "a few words\n");
    let output = eval(&folder, &["edits", "in"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (4, ""));
    let unknown = eval(&folder, &["edits", "--only", "borders", "in"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("no edit is called \"borders\""), "{}", stderr(&unknown));
}

/// Two classes: a photograph, itself saved twice and once with a changed byte at its end, and another.
fn classes(name: &str) -> Folder {
    let folder = Folder::new(name);
    let cat = std::fs::read(photo("cat.jpg")).unwrap();
    folder.write("in/pets/cat.jpg", &cat);
    folder.write("in/pets/copy.jpg", &cat);
    folder.write("in/land/again.jpg", [&cat[..], b"\0"].concat());
    folder.write("in/land/stream.jpg", std::fs::read(photo("stream.jpg")).unwrap());
    folder.write("in/flat.pgm", [&b"P5 64 64 255\n"[..], &[90; 64 * 64]].concat());
    folder
}

#[test]
fn different_files_that_are_near_are_counted_by_class() {
    let folder = classes("eval-negatives");
    let output = eval(&folder, &["negatives", "--json", "--edits", "--page", "page.html", "in"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let found = &objects(&output)[0];
    assert_eq!(found["pictures"], 4);
    assert_eq!(found["left_out"]["pairs_of_same_file"], 1);
    assert_eq!(found["left_out"]["too_flat"], 1);
    // Of six pairs one is the same file twice; two are the same picture in another file.
    assert_eq!(
        (&found["pairs"]["found"], &found["pairs"]["of"]),
        (&Value::from(2), &Value::from(5))
    );
    assert_eq!(found["by_bits"][0], 2);
    assert_eq!(
        found["edited"]["pairs"],
        serde_json::json!({"found": 0, "of": 10, "at_most": 2.995732273553991 / 10.0})
    );
    let across = found["classes"].as_array().unwrap().iter();
    let across =
        across.clone().find(|row| row["classes"] == serde_json::json!(["land", "pets"])).unwrap();
    assert_eq!((&across["pairs"], &across["within"][0]), (&Value::from(4), &Value::from(2)));
    assert_eq!(found["nearest"][0]["distance_bits"], 0);
    let page = std::fs::read_to_string(folder.path("page.html")).unwrap();
    assert_eq!(page.matches("class=\"covered\"").count(), 4);
    for loads in ["http:", "https:", "src=\"/", "url(", "<script", "@import"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn pairs_that_somebody_looked_at_are_left_out_and_counted_apart() {
    let folder = classes("eval-same");
    folder.write("same.txt", "# looked at\nin/pets/cat.jpg\tin/land/again.jpg\n");
    let arguments = ["negatives", "--json", "--same", "same.txt", "--state", "hashes", "in"];
    let first = eval(&folder, &arguments);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    let found = &objects(&first)[0];
    assert_eq!(
        (&found["pairs"]["found"], &found["pairs"]["of"]),
        (&Value::from(1), &Value::from(4))
    );
    assert_eq!(found["left_out"]["pairs_named_same"], 1);
    assert_eq!(stdout(&eval(&folder, &arguments)), stdout(&first), "gone on from its state");
    folder.write("same.txt", "in/pets/cat.jpg\tin/land/other.jpg\n");
    let unknown = eval(&folder, &arguments);
    assert_eq!(code(&unknown), 4);
    assert!(
        stderr(&unknown).contains("same.txt: line 1: no picture of that name"),
        "{}",
        stderr(&unknown)
    );
}

#[test]
fn pictures_are_compared_with_the_lines_of_a_list() {
    let folder = classes("eval-list");
    folder.list_of(&photo("cat.jpg"));
    let output = eval(&folder, &["negatives", "--json", "--list", "known.txt", "in"]);
    let found = &objects(&output)[0];
    assert_eq!(
        (&found["pairs"]["found"], &found["pairs"]["of"]),
        (&Value::from(3), &Value::from(4))
    );
    assert_eq!(
        (&found["per_picture"]["found"], &found["per_picture"]["of"]),
        (&Value::from(3), &Value::from(4))
    );
    assert_eq!(found["nearest"][0]["names"][1], "list known.txt line 2");
}

#[test]
fn pictures_are_compared_with_the_rows_of_a_signed_set_that_is_checked_first() {
    let folder = classes("eval-signed");
    let kit = run(&["testkit".as_ref(), folder.path("kit").as_os_str()]);
    assert_eq!(code(&kit), 0, "{}", stderr(&kit));
    let named =
        |set| ["negatives", "--json", "--set", set, "--pins", "kit/verified/pins.txt", "in"];
    let output = eval(&folder, &named("kit/verified/1.khs"));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let found = &objects(&output)[0];
    let rows = found["pairs"]["of"].as_u64().unwrap() / 4;
    assert!(rows > 0 && found["pairs"]["found"] == 0, "{found}");
    let mut bytes = std::fs::read(folder.path("kit/verified/1.khs")).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    folder.write("changed.khs", bytes);
    assert_eq!(code(&eval(&folder, &named("changed.khs"))), 4);
}

#[test]
fn what_a_list_would_do_on_harmless_pictures_is_counted_by_grade_and_line() {
    let folder = classes("eval-set");
    folder.list_of(&photo("cat.jpg"));
    let output = eval(&folder, &["set", "--json", "--list", "known.txt", "--pictures", "in"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let found = &objects(&output)[0];
    assert_eq!(
        (&found["matching"]["found"], &found["matching"]["of"]),
        (&Value::from(3), &Value::from(5))
    );
    assert_eq!(found["grades"][0]["evidence"], "perceptual");
    assert_eq!(found["lines"], serde_json::json!([{"list": "known.txt", "line": 2, "files": 3}]));
    let nothing = eval(&folder, &["set", "--pictures", "in"]);
    assert_eq!(code(&nothing), 4);
    folder.write("empty/note.txt", "a few words\n");
    assert_eq!(code(&eval(&folder, &["set", "--list", "known.txt", "--pictures", "empty"])), 4);
}

#[test]
fn a_scan_undoes_the_edits_that_it_is_told_to() {
    let folder = Folder::new("scan-edits");
    let tone = |x: f64, y: f64| {
        let waves = (x / 9.0 + y / 31.0).sin() + (x * y / 900.0).sin() + (y / 7.0 - x / 50.0).cos();
        (128.0 + 40.0 * waves) as u8
    };
    let pixels: Vec<u8> =
        (0..320 * 240).map(|at| tone(f64::from(at % 320), f64::from(at / 320))).collect();
    let picture = |pixels: Vec<u8>| [&b"P5 320 240 255\n"[..], &pixels].concat();
    let swapped = pixels.iter().map(|tone| 255 - tone).collect();
    let list = folder.list_of(&folder.write("listed.pgm", picture(pixels)));
    let sent = folder.write("sent.pgm", picture(swapped));
    for (profile, outcome) in [("none", "clean"), ("small", "near"), ("full", "near")] {
        let arguments = ["scan", "--json", "--edits", profile, "--list"].map(std::ffi::OsStr::new);
        let output = run(&[&arguments[..], &[list.as_os_str(), sent.as_os_str()]].concat());
        assert_eq!(objects(&output)[0]["outcome"], outcome, "{profile}");
    }
}
