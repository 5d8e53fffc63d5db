//! `presend hash`, as a user runs it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::support::*;
use serde_json::{Value, json};

const KEYS: [&str; 8] = ["v", "file", "kind", "bytes", "digests", "parts", "contents", "undecided"];
const PART_KEYS: [&str; 9] = [
    "part",
    "frame",
    "time_ms",
    "width",
    "height",
    "pdq",
    "pdq_quality",
    "pdq512",
    "pdq512_quality",
];

fn is_hex(value: &Value, digits: usize) -> bool {
    let text = value.as_str().unwrap();
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[test]
fn json_has_exactly_the_agreed_keys_in_order() {
    let cat = photo("cat.jpg");
    let output = run(&["hash".as_ref(), "--json".as_ref(), cat.as_os_str()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(keys_in_order(stdout(&output).trim()), KEYS);
    let object = &objects(&output)[0];
    assert_eq!(object["v"], 1);
    assert_eq!(object["kind"], "image/jpeg");
    assert_eq!(object["bytes"], fs::metadata(&cat).unwrap().len());
    assert_eq!(object["undecided"], Value::Null);
    for (name, digits) in [("blake3", 64), ("sha256", 64), ("sha1", 40), ("md5", 32)] {
        assert!(is_hex(&object["digests"][name], digits), "{name}");
    }
    let part = &object["parts"][0];
    let mut expected = PART_KEYS.to_vec();
    expected.sort_unstable();
    assert_eq!(part.as_object().unwrap().keys().collect::<Vec<_>>(), expected);
    assert_eq!(
        (&part["part"], &part["frame"], &part["time_ms"]),
        (&json!(""), &json!(0), &json!(null))
    );
    assert_eq!((&part["width"], &part["height"]), (&json!(451), &json!(300)));
    assert!(is_hex(&part["pdq"], 64) && is_hex(&part["pdq512"], 64));
}

#[test]
fn orientations_are_seven_named_hashes_and_only_on_request() {
    let cat = photo("cat.jpg");
    let arguments =
        ["hash".as_ref(), "--json".as_ref(), "--orientations".as_ref(), cat.as_os_str()];
    let object = objects(&run(&arguments)).remove(0);
    let turned = object["parts"][0]["orientations"].as_object().unwrap();
    let mut names: Vec<_> = turned.keys().map(String::as_str).collect();
    names.sort_unstable();
    let all = ["flip", "mirror", "rotate180", "rotate270", "rotate90", "transpose", "transverse"];
    assert_eq!(names, all);
    assert!(turned.values().all(|hash| is_hex(hash, 64) && *hash != object["parts"][0]["pdq"]));
}

#[test]
fn standard_input_gives_the_same_as_the_file() {
    let bytes = fs::read(photo("cat.jpg")).unwrap();
    let piped = objects(&run_with_input(&["hash", "--json", "-"], &bytes)).remove(0);
    let mut redirected = presend();
    redirected.args(["hash", "--json", "-"]).stdin(fs::File::open(photo("cat.jpg")).unwrap());
    let redirected = objects(&redirected.output().unwrap()).remove(0);
    let cat = photo("cat.jpg");
    let named = objects(&run(&["hash".as_ref(), "--json".as_ref(), cat.as_os_str()])).remove(0);
    assert_eq!(piped["file"], "-");
    for key in ["kind", "bytes", "digests", "parts", "undecided"] {
        assert_eq!(piped[key], named[key], "{key}");
        assert_eq!(redirected[key], named[key], "{key}");
    }
}

#[test]
fn a_missing_file_is_undecided_and_named_and_the_others_are_hashed() {
    let cat = photo("cat.jpg");
    let arguments = ["hash".as_ref(), "--json".as_ref(), "no-such.jpg".as_ref(), cat.as_os_str()];
    let output = run(&arguments);
    assert_eq!(code(&output), 3);
    let objects = objects(&output);
    assert_eq!(objects[0]["undecided"], json!({"reason": "unreadable"}));
    assert_eq!(objects[0]["kind"], Value::Null);
    assert_eq!(objects[1]["undecided"], Value::Null);
    assert!(stderr(&output).contains("no-such.jpg"), "{}", stderr(&output));
}

#[test]
fn a_folder_needs_r_and_then_its_files_come_sorted() {
    let folder = Folder::new("hash-folder");
    for name in ["b/2.txt", "a.txt", "c.txt", "b/1.txt"] {
        folder.write(name, name);
    }
    let root = folder.path("");
    let refused = run(&["hash".as_ref(), root.as_os_str()]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("-r"), "{}", stderr(&refused));
    for jobs in ["1", "4"] {
        let output = run(&[
            "hash".as_ref(),
            "--json".as_ref(),
            "-j".as_ref(),
            jobs.as_ref(),
            "-r".as_ref(),
            root.as_os_str(),
        ]);
        let files: Vec<_> =
            objects(&output).iter().map(|o| o["file"].as_str().unwrap().to_owned()).collect();
        let expected = ["a.txt", "b/1.txt", "b/2.txt", "c.txt"];
        assert_eq!(files.len(), expected.len());
        assert!(files.iter().zip(expected).all(|(file, name)| file.ends_with(name)), "{files:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_folders_are_passed_over_and_counted() {
    let folder = Folder::new("hash-links");
    let inside = folder.write("in/a.txt", "a");
    folder.write("out/secret.txt", "b");
    std::os::unix::fs::symlink(folder.path("out"), folder.path("in/link")).unwrap();
    std::os::unix::fs::symlink(folder.path("in"), folder.path("in/loop")).unwrap();
    let root = folder.path("in");
    let output = run(&["hash".as_ref(), "--json".as_ref(), "-r".as_ref(), root.as_os_str()]);
    assert_eq!(code(&output), 0);
    assert_eq!(objects(&output).len(), 1);
    assert_eq!(objects(&output)[0]["file"], inside.to_str().unwrap());
    assert!(stderr(&output).contains("2 symbolic links"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_not_unicode_is_shown_and_given_in_bytes() {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let folder = Folder::new("hash-bytes");
    let mut name = folder.path("").into_os_string().into_vec();
    name.extend(b"a\xff.txt");
    let path = std::ffi::OsString::from_vec(name);
    fs::write(&path, "text").unwrap();
    let output = run(&["hash".as_ref(), "--json".as_ref(), path.as_os_str()]);
    let object = &objects(&output)[0];
    assert!(object["file"].as_str().unwrap().ends_with("a\u{fffd}.txt"));
    let hex: String = path.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(object["path_bytes"], hex);
}

#[test]
fn a_reader_that_goes_away_ends_the_command_with_a_word() {
    let mut command = presend();
    let cat = photo("cat.jpg");
    command.args(["hash", "--json"]).args(vec![cat; 200]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 5, "what nobody read was not looked at");
    assert_eq!(stderr(&output), "presend: standard output was closed before its end\n");
}

#[test]
fn output_in_a_pipe_has_no_colours_and_names_cannot_move_the_cursor() {
    let folder = Folder::new("hash-escape");
    let path = folder.write("a\u{1b}[2Jb.bin", [0_u8, 1, 2]);
    let output = run(&["hash".as_ref(), path.as_os_str()]);
    assert_eq!(code(&output), 3);
    assert!(!stdout(&output).contains('\u{1b}'));
    assert!(stdout(&output).contains("\\033[2Jb.bin"));
    assert!(stdout(&output).contains("unsupported_format"));
}

#[test]
fn json_shows_no_character_that_moves_the_cursor_or_turns_the_text() {
    let folder = Folder::new("hash-json-escape");
    let name = "a\u{7f}\u{9b}31m\u{202e}\u{2028}gpj.bin";
    let path = folder.write(name, [0_u8, 1, 2]);
    let output = run(&["hash".as_ref(), "--json".as_ref(), path.as_os_str()]);
    let unsafe_ones = ['\u{7f}', '\u{9b}', '\u{202e}', '\u{2028}'];
    assert!(!stdout(&output).contains(unsafe_ones), "{}", stdout(&output));
    assert!(objects(&output)[0]["file"].as_str().unwrap().ends_with(name));
}

#[cfg(unix)]
#[test]
fn a_pipe_without_a_writer_and_an_endless_device_do_not_hold_the_command_up() {
    let folder = Folder::new("hash-pipe");
    let pipe = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = run(&["hash".as_ref(), pipe.as_os_str()]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("waiting for bytes, at most 2 seconds"));
    assert!(stderr(&output).contains("nobody writes into this pipe"), "{}", stderr(&output));
    let cat = photo("cat.jpg");
    for list in
        [pipe.as_path(), "/dev/zero".as_ref(), "/dev/null".as_ref(), folder.path("").as_ref()]
    {
        let output = run(&["scan".as_ref(), "--list".as_ref(), list.as_os_str(), cat.as_os_str()]);
        assert_eq!((code(&output), stdout(&output).as_str()), (4, ""), "{}", list.display());
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_writer_is_read_as_a_file_is() {
    let folder = Folder::new("hash-written-pipe");
    let pipe = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let cat = photo("cat.jpg");
    let list = fs::read(folder.list_of(&cat)).unwrap();
    let (to, bytes) = (pipe.clone(), fs::read(&cat).unwrap());
    let writer = std::thread::spawn(move || fs::write(to, bytes).unwrap());
    let piped = objects(&run(&["hash".as_ref(), "--json".as_ref(), pipe.as_os_str()])).remove(0);
    writer.join().unwrap();
    let named = objects(&run(&["hash".as_ref(), "--json".as_ref(), cat.as_os_str()])).remove(0);
    assert_eq!(piped["parts"], named["parts"]);
    let to = pipe.clone();
    let writer = std::thread::spawn(move || fs::write(to, list).unwrap());
    let output = run(&["scan".as_ref(), "--list".as_ref(), pipe.as_os_str(), cat.as_os_str()]);
    writer.join().unwrap();
    assert_eq!(code(&output), 1, "{}", stderr(&output));
}

#[test]
fn a_folder_becomes_a_list_that_finds_its_pictures_and_says_where_each_line_is_from() {
    let folder = Folder::new("hash-list");
    for picture in ["cat.jpg", "dogs.jpg"] {
        folder.write(&format!("my pictures/{picture}"), fs::read(photo(picture)).unwrap());
    }
    folder.write("my pictures/empty.jpg", "");
    let mut command = presend();
    command.args(["hash", "--list", "-r", "my pictures"]).current_dir(folder.path(""));
    let output = command.output().unwrap();
    assert_eq!(code(&output), 3, "an empty file has no hash");
    let lines = stdout(&output);
    let mut ends = lines.lines().map(|line| line.split_once(" # ").map_or(line, |(_, name)| name));
    assert_eq!(ends.next(), Some("'my pictures/cat.jpg'"));
    assert_eq!(ends.next(), Some("'my pictures/dogs.jpg'"));
    assert_eq!(ends.next(), Some("# nothing to list: 'my pictures/empty.jpg'"));
    let list = folder.write("list.txt", &lines);
    let scan = |file: &Path| {
        let scan: [&OsStr; 5] = [
            "scan".as_ref(),
            "--json".as_ref(),
            "--list".as_ref(),
            list.as_os_str(),
            file.as_os_str(),
        ];
        let evidence = |finding: &Value| finding["evidence"].as_str().unwrap().to_owned();
        let found = objects(&run(&scan)).remove(0);
        found["findings"].as_array().unwrap().iter().map(evidence).collect::<Vec<_>>()
    };
    assert_eq!(scan(&photo("cat.jpg")), ["exact"]);
    let longer = [fs::read(photo("cat.jpg")).unwrap(), vec![0]].concat();
    assert_eq!(scan(&folder.write("longer.jpg", longer)), ["exact", "perceptual"]);
    assert_eq!(scan(&folder.write("other.txt", "words")), [""; 0]);
    assert_eq!(code(&run(&["hash", "--list", "--json", "a.jpg"])), 2);
}

#[test]
fn what_a_file_holds_is_shown_part_by_part() {
    let folder = Folder::new("hash-parts");
    let both = [fs::read(photo("coffee.jpg")).unwrap(), fs::read(photo("cat.jpg")).unwrap()];
    let file = folder.write("both.jpg", both.concat());
    let output = run(&["hash".as_ref(), "--json".as_ref(), file.as_os_str()]);
    let object = objects(&output).remove(0);
    let parts = |list: &str| -> Vec<String> {
        let all = object[list].as_array().unwrap().iter();
        all.map(|part| part["part"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(parts("contents"), ["after-end/1", "picture/1"]);
    assert_eq!(parts("parts"), ["", "after-end/1"]);
    assert_eq!(object["contents"][0]["kind"], "image/jpeg");
    assert_eq!(object["contents"][0]["bytes"], both[1].len());
    let alone = objects(&run(&["hash".as_ref(), "--json".as_ref(), photo("cat.jpg").as_os_str()]));
    assert_eq!(object["contents"][0]["digests"], alone[0]["digests"]);
    let text = stdout(&run(&["hash".as_ref(), file.as_os_str()]));
    assert!(text.contains("  after-end/1  image/jpeg  31589 bytes"), "{text}");
}

fn clip(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../video/testdata").join(name)
}

#[test]
fn the_frames_of_a_video_come_as_the_published_tool_writes_them() {
    let clip = clip("h264-main-fragmented.mp4");
    let output = run(&["hash".as_ref(), "--vpdq".as_ref(), clip.as_os_str()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let frames = presend::hash::vpdq::parse(&stdout(&output)).unwrap();
    let numbers: Vec<_> = frames.iter().map(|frame| (frame.frame, frame.time_ms)).collect();
    let expected: Vec<_> = (0..9).map(|second| (second * 25, u64::from(second) * 1_000)).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn a_list_of_a_video_finds_it_in_another_coding() {
    let folder = Folder::new("video-list");
    let made = run(&["hash".as_ref(), "--list".as_ref(), clip("h264-high.mp4").as_os_str()]);
    assert!(stdout(&made).contains(" vpdq:"), "{}", stdout(&made));
    let list = folder.path("list.txt");
    fs::write(&list, stdout(&made)).unwrap();
    let other = clip("hevc-main.mp4");
    let line = ["scan".as_ref(), "--json".as_ref(), "--list".as_ref(), list.as_os_str()];
    let output = run(&[&line[..], &[other.as_os_str()]].concat());
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let finding = &objects(&output)[0]["findings"][0];
    assert_eq!(finding["evidence"], "perceptual");
    assert!(finding["time_ms"].is_u64(), "{finding}");
}

#[test]
fn the_codec_of_a_video_that_is_not_decoded_is_named() {
    let folder = Folder::new("video-codec");
    let (list, av1) = (folder.list_of(&photo("cat.jpg")), clip("av1.mp4"));
    let scan = ["scan".as_ref(), "--list".as_ref(), list.as_os_str(), av1.as_os_str()];
    let said = stdout(&run(&scan));
    assert!(said.contains("unsupported_format (av1)"), "{said}");
    let skipped = &objects(&run(&[&scan[..], &["--json".as_ref()]].concat()))[0]["coverage"];
    assert_eq!(skipped["parts_skipped"][0]["codec"], "av1");
    let said = stdout(&run(&["hash".as_ref(), av1.as_os_str()]));
    assert!(said.contains("unsupported_format (av1)"), "{said}");
    let hashed = &objects(&run(&["hash".as_ref(), "--json".as_ref(), av1.as_os_str()]))[0];
    assert_eq!(
        (&hashed["codec"], &hashed["undecided"]["reason"]),
        (&json!("av1"), &json!("unsupported_format"))
    );
}

/// A grey picture of these sides.
fn pgm(width: u32, height: u32, tone: impl Fn(f64, f64) -> f64) -> Vec<u8> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (f64::from(x), f64::from(y))));
    let pixels = places.map(|(x, y)| tone(x, y) as u8);
    [format!("P5 {width} {height} 255\n").into_bytes(), pixels.collect()].concat()
}

#[test]
fn a_picture_listed_with_its_crops_is_found_after_it_was_cut() {
    let folder = Folder::new("hash-crops");
    let tone = |x: f64, y: f64| {
        let waves =
            (x / 23.0 + y / 71.0).sin() + (x * y / 4000.0).sin() + (y / 19.0 - x / 90.0).cos();
        128.0 + 40.0 * waves
    };
    let whole = folder.write("whole.pgm", pgm(400, 300, tone));
    let cut = folder.write("cut.pgm", pgm(320, 240, |x, y| tone(x + 40.0, y + 30.0)));
    let outcome = |flags: &[&str]| {
        let hashed = run(&[&["hash", "--list"], flags, &[whole.to_str().unwrap()]].concat());
        let list = folder.write("known.txt", &hashed.stdout);
        let scan = ["scan", "--json", "--edits", "none", "--list"];
        let scanned = run(&[&scan[..], &[list.to_str().unwrap(), cut.to_str().unwrap()]].concat());
        objects(&scanned)[0]["outcome"].clone()
    };
    assert_eq!(outcome(&[]), "clean");
    assert_eq!(outcome(&["--crops"]), "match");
}

#[test]
fn a_picture_without_content_is_listed_by_its_digest_alone_and_a_graphic_is_marked() {
    let folder = Folder::new("hash-content");
    let slope = folder.write("slope.pgm", pgm(300, 200, |x, y| (x + y) / 2.0));
    let blocks = |x: f64, y: f64| {
        if ((x / 31.0) as u32 * 7 + (y / 23.0) as u32 * 5).is_multiple_of(3) { 250.0 } else { 20.0 }
    };
    let blocks = folder.write("blocks.pgm", pgm(300, 200, blocks));
    let list =
        stdout(&run(&["hash".as_ref(), "--list".as_ref(), slope.as_os_str(), blocks.as_os_str()]));
    let lines: Vec<_> = list.lines().collect();
    assert!(!lines[0].contains(" pdq:"), "{list}");
    assert!(
        lines[1].contains(" pdq:") && lines[1].ends_with("(graphic: others of its family match)"),
        "{list}"
    );
    let flags = ["hash", "--json", "--content"].map(OsStr::new);
    let shown = run(&[&flags[..], &[slope.as_os_str(), blocks.as_os_str()]].concat());
    let content: Vec<_> = objects(&shown).iter().map(|line| line["content"].clone()).collect();
    assert_eq!((&content[0]["graphic"], &content[1]["graphic"]), (&true.into(), &true.into()));
    assert_eq!((&content[0]["empty"], &content[1]["empty"]), (&true.into(), &false.into()));
}
