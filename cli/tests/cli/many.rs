//! Scans of many files: which are looked at, which are shown, and what is said at the end.

use std::path::Path;
use std::process::Output;

use serde_json::json;

use crate::support::*;

/// A folder with a listed picture, another one, a text, an empty file and a broken picture.
fn pictures(name: &str) -> Folder {
    let folder = Folder::new(name);
    for picture in ["cat.jpg", "dogs.jpg"] {
        folder.write(&format!("in/{picture}"), std::fs::read(photo(picture)).unwrap());
    }
    folder.write("in/note.txt", "a few words\n");
    folder.write("in/sub/empty.bin", "");
    folder.write("in/sub/broken.jpg", b"\xff\xd8\xff\xe0broken");
    folder.list_of(&photo("cat.jpg"));
    folder
}

/// `presend scan --list known.txt ARGUMENTS` in the folder.
fn scan(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = presend();
    command.args(["scan", "--list", "known.txt"]).args(arguments);
    command.current_dir(folder.path("")).output().unwrap()
}

fn names(output: &Output) -> Vec<String> {
    let last = |line: &str| {
        line.split("  ")
            .map(str::trim)
            .find(|word| word.contains("in/"))
            .map(|path| path.rsplit('/').next().unwrap().to_owned())
    };
    stdout(output).lines().filter_map(last).collect()
}

const COUNTS: &str =
    "5 files: 1 match, 2 undecided (1 empty, 1 truncated), 2 clean (1 not_applicable)";

#[test]
fn the_last_line_counts_by_outcome_and_reason_and_leaves_standard_output_alone() {
    let folder = pictures("many-counts");
    let output = scan(&folder, &["-r", "in"]);
    assert_eq!((code(&output), stderr(&output)), (1, format!("presend: {COUNTS}\n")));
    assert_eq!(names(&output), ["cat.jpg", "dogs.jpg", "note.txt", "broken.jpg", "empty.bin"]);
    assert!(!stdout(&output).contains("outcome"), "a heading is for a terminal");
    let single = scan(&folder, &["in/dogs.jpg"]);
    assert_eq!((code(&single), stderr(&single).as_str()), (0, ""));
    let lines = scan(&folder, &["--json", "-r", "in"]);
    assert_eq!((objects(&lines).len(), stderr(&lines).as_str()), (5, ""));
}

#[test]
fn a_summary_is_the_result_itself_in_words_or_as_one_object() {
    let folder = pictures("many-summary");
    let words = scan(&folder, &["--summary", "-r", "in"]);
    assert_eq!((code(&words), stdout(&words)), (1, format!("{COUNTS}\n")));
    let object = scan(&folder, &["--summary", "--json", "-r", "in"]);
    let expected = json!({
        "v": 1, "files": 5, "match": 1, "near": 0, "undecided": 2, "clean": 2,
        "reasons": {"empty": 1, "truncated": 1}, "coverage": {"not_applicable": 1},
    });
    assert_eq!(objects(&object), [expected]);
    assert_eq!(stderr(&object), "");
    let none = scan(&folder, &["--summary", "--exclude", "*", "-r", "in"]);
    assert_eq!((code(&none), stdout(&none).as_str()), (0, "no file was looked at\n"));
}

#[test]
fn only_and_quiet_show_less_and_change_no_exit_code() {
    let folder = pictures("many-only");
    let found = scan(&folder, &["--only", "match,near", "-r", "in"]);
    assert_eq!((code(&found), names(&found)), (1, vec!["cat.jpg".to_owned()]));
    assert!(stderr(&found).contains(COUNTS), "{}", stderr(&found));
    let clean = scan(&folder, &["--only", "clean", "--json", "-r", "in"]);
    let outcomes: Vec<_> = objects(&clean).iter().map(|line| line["outcome"].clone()).collect();
    assert_eq!((code(&clean), outcomes), (1, vec![json!("clean"), json!("clean")]));
    let quiet = scan(&folder, &["-q", "-r", "in"]);
    assert_eq!((code(&quiet), stdout(&quiet) + &stderr(&quiet)), (1, String::new()));
    assert_eq!(code(&scan(&folder, &["-q", "in/sub/empty.bin"])), 3);
    assert_eq!(code(&scan(&folder, &["-q", "in/missing.jpg"])), 3);
    assert_eq!(code(&scan(&folder, &["-q", "--json", "in/cat.jpg"])), 2);
    assert_eq!(code(&scan(&folder, &["--only", "found", "in/cat.jpg"])), 2);
}

#[test]
fn patterns_leave_out_names_or_paths_and_that_is_said() {
    let folder = pictures("many-exclude");
    let by_name = scan(&folder, &["--exclude", "*.jpg", "-r", "in"]);
    assert_eq!(names(&by_name), ["note.txt", "empty.bin"]);
    let said = stderr(&by_name);
    assert!(said.contains("presend: 3 files or folders excluded; -v names them\n"), "{said}");
    let by_path =
        scan(&folder, &["-v", "--exclude", "in/*/*.jpg", "--exclude", "note*", "-r", "in"]);
    assert_eq!(names(&by_path), ["cat.jpg", "dogs.jpg", "empty.bin"]);
    let said = stderr(&by_path);
    assert!(said.contains("presend: excluded: in/sub/broken.jpg\n"), "{said}");
    assert!(said.contains("presend: 2 files or folders excluded\n"), "{said}");
    assert_eq!(names(&scan(&folder, &["--exclude", "sub", "-r", "in"])).len(), 3);
    assert_eq!(code(&scan(&folder, &["--exclude", "sub", "in/sub"])), 0, "no folder is left");
    assert_eq!(code(&scan(&folder, &["--exclude", "[", "in/cat.jpg"])), 2);
}

#[test]
fn names_come_from_a_file_or_from_standard_input() {
    let folder = pictures("many-from");
    let list = folder.path("known.txt");
    let at = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    let lines = folder.write("names", format!("{}\n\n{}", at("in/cat.jpg"), at("in/note.txt")));
    let output = scan(&folder, &["--files-from", lines.to_str().unwrap(), "in/dogs.jpg"]);
    assert_eq!(
        (code(&output), names(&output)),
        (1, vec!["dogs.jpg".into(), "cat.jpg".into(), "note.txt".into()])
    );
    let arguments = ["scan", "--json", "--list", list.to_str().unwrap(), "--files-from", "-"];
    let odd = folder.write("in/a\nb.jpg", std::fs::read(photo("cat.jpg")).unwrap());
    let names = format!("{}\0{}\0", odd.display(), at("in/dogs.jpg"));
    let output = run_with_input(&[&arguments[..], &["-0"]].concat(), names.as_bytes());
    let files: Vec<_> = objects(&output).iter().map(|line| line["file"].clone()).collect();
    assert_eq!((code(&output), files), (1, vec![json!(odd), json!(at("in/dogs.jpg"))]));
    let dash = run_with_input(&arguments, b"-\n");
    assert_eq!((code(&dash), &objects(&dash)[0]["file"]), (3, &json!("./-")));
    assert_eq!(code(&run_with_input(&[&arguments[..], &["-"]].concat(), b"")), 2);
    assert_eq!(code(&run_with_input(&arguments, at("in").as_bytes())), 2, "a folder needs -r");
    assert_eq!(code(&scan(&folder, &["--files-from", "missing"])), 4);
    assert_eq!(code(&scan(&folder, &["-0", "in/cat.jpg"])), 2);
}

#[test]
fn an_audience_given_as_a_policy_is_pointed_to_its_option() {
    for policy in ["teen", "ask_before_send_teen"] {
        let output = run(&["scan", "--policy", policy, "a.jpg"]);
        assert_eq!(code(&output), 2);
        let said = stderr(&output);
        assert!(said.contains("use --policy ask_before_send --audience teen"), "{said}");
    }
    assert!(!stderr(&run(&["scan", "--policy", "strict", "a.jpg"])).contains("--audience"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_odd_names_are_shown_as_a_shell_takes_them() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = pictures("many-odd");
    symlink("cat.jpg", folder.path("in/my link")).unwrap();
    let said = stderr(&scan(&folder, &["-r", "in"]));
    let counted = "presend: 1 symbolic links, pipes, sockets or devices in folders not opened";
    assert!(said.contains(&format!("{counted}; -v names them\n")), "{said}");
    let said = stderr(&scan(&folder, &["-v", "-r", "in"]));
    assert!(said.contains("presend: not opened, no file and no folder: 'in/my link'\n"), "{said}");
    let odd = OsStr::from_bytes(b"in/it's\n\xe9 1\x1b[2J.jpg");
    std::fs::copy(photo("cat.jpg"), folder.path("").join(odd)).unwrap();
    let mut command = presend();
    command.args(["scan", "--list", "known.txt"]).arg(odd).current_dir(folder.path(""));
    let shown = stdout(&command.output().unwrap());
    let name = shown.lines().next().unwrap().split_once(" warn ").unwrap().1.trim();
    assert_eq!(name, "$'in/it\\'s\\n\\351 1\\033[2J.jpg'");
    let mut bash = std::process::Command::new("bash");
    let Ok(back) = bash.arg("-c").arg(format!("printf %s {name}")).output() else { return };
    assert_eq!(back.stdout, odd.as_bytes());
}

#[cfg(target_os = "linux")]
#[test]
fn a_scan_that_is_interrupted_says_how_far_it_came() {
    use std::io::Read;
    use std::os::unix::process::ExitStatusExt;
    use std::process::Stdio;
    let folder = pictures("many-interrupt");
    let mut command = presend();
    command.args(["scan", "--jobs", "1", "--list", "known.txt", "in/dogs.jpg", "-", "in/cat.jpg"]);
    command.current_dir(folder.path("")).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = [0; 1];
    child.stdout.as_mut().unwrap().read_exact(&mut line).unwrap();
    // Standard input stays open, so that the second file never ends; the first is counted by then
    // or in a moment.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let held_open = child.stdin.take();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    drop(held_open);
    assert_eq!(output.status.signal(), Some(2));
    assert!(
        stderr(&output).ends_with("presend: stopped after 1 of 3 files\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_nearest_line_of_a_plain_list_is_named_found_or_not() {
    let folder = Folder::new("nearest");
    let (cat, dogs) = (photo("cat.jpg"), photo("dogs.jpg"));
    let hashed = objects(&run(&["hash".as_ref(), "--json".as_ref(), cat.as_os_str()]));
    let (pdq, sha) = (&hashed[0]["parts"][0]["pdq"], &hashed[0]["digests"]["sha256"]);
    let far = format!("pdq:{}", "0f".repeat(32));
    let list =
        folder.write("known.txt", format!("# mine\n{far}\n{} # cat\n", pdq.as_str().unwrap()));
    let scan = |list: &Path, json: &str, file: &Path| {
        let flags = ["scan", "--nearest", json].map(std::ffi::OsStr::new);
        run(&[&flags[..], &["--list".as_ref(), list.as_os_str(), file.as_os_str()]].concat())
    };
    let said = stdout(&run(&[
        "scan".as_ref(),
        "--nearest".as_ref(),
        "--list".as_ref(),
        list.as_os_str(),
        cat.as_os_str(),
    ]));
    assert!(said.ends_with("    nearest: known.txt line 3, 0 bits apart\n"), "{said}");
    let found = objects(&scan(&list, "--json", &dogs));
    assert_eq!(found[0]["outcome"], "clean");
    assert_eq!(found[0]["nearest"]["list"], "known.txt");
    assert!(found[0]["nearest"]["distance_bits"].as_u64().unwrap() > 31, "{}", found[0]);
    let list = folder.write("exact.txt", format!("{far}\r\nsha256:{}\r\n", sha.as_str().unwrap()));
    let found = objects(&scan(&list, "--json", &cat));
    assert_eq!(found[0]["nearest"]["line"], 2);
    assert!(found[0]["nearest"]["distance_bits"].is_null());
    let text = folder.write("note.txt", "no picture");
    assert!(objects(&scan(&list, "--json", &text))[0]["nearest"].is_null());
}

#[test]
fn nothing_is_told_of_which_entry_of_a_signed_set_is_near() {
    let output = run(&["scan", "--nearest", "--set", "1.khs", "--pins", "pins.txt", "photo.jpg"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}
