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
