use std::path::Path;
use std::process::Output;

use crate::support::{Folder, code, objects, presend, stderr, stdout};

const MD5: &str = "00112233445566778899aabbccddeeff";

fn sha(digit: &str) -> String {
    digit.repeat(64)
}

fn import(arguments: &[&str], out: &Path, inputs: &[&Path]) -> Output {
    let mut command = presend();
    command.args(["set", "import"]).args(arguments).arg("--out").arg(out).args(inputs);
    command.output().unwrap()
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path("")).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn bad_lines_are_named_and_the_rest_is_a_plain_list_without_what_is_known_good() {
    let folder = Folder::new("import");
    let csv = format!("id,HASH\na,{}\nb,nonsense\nc,{}\nd,{}\n", sha("1"), sha("2"), sha("3"));
    let list = folder.write("list.csv", csv);
    let good = folder.write("good.txt", format!("sha256:{}\n", sha("2")));
    let out = folder.path("own.txt");
    let known_good = format!("plain:{}", good.display());
    let columns = ["--from", "csv", "--columns", "sha256=HASH,id=id", "--known-good", &known_good];
    let output = import(&columns, &out, &[&list]);
    assert_eq!(code(&output), 4);
    let said = stderr(&output);
    assert!(said.contains("list.csv: line 3: "), "{said}");
    assert!(said.contains("list.csv: line 4: known good, by line 1 of "), "{said}");
    assert_eq!(
        stdout(&output),
        "4 rows read: 2 written, 1 bad (1 a digest with a character that is no hex digit), \
         0 repeated, 1 left out (1 known good)\n"
    );
    let written = std::fs::read_to_string(out).unwrap();
    assert_eq!(written, format!("sha256:{}\nsha256:{}\n", sha("1"), sha("3")));
    assert_eq!(names(&folder), ["good.txt", "list.csv", "own.txt"]);
}

#[test]
fn what_became_of_every_row_adds_up() {
    let folder = Folder::new("import-sum");
    let rows = format!(
        "[{{\"type\":\"hash_md5\",\"indicator\":\"{MD5}\"}},\
         {{\"type\":\"HASH_MD5\",\"indicator\":\"{MD5}\"}},\
         {{\"type\":\"HASH_VIDEO_VPDQ\",\"indicator\":\"x\"}},\
         {{\"type\":\"HASH_MD5\",\"indicator\":\"{MD5}\",\"status\":\"NON_MALICIOUS\"}},\
         {{\"type\":\"HASH_MD5\",\"indicator\":\"12\"}},\
         {{\"id\":\"7\",\"should_delete\":true}}]"
    );
    let list = folder.write("feed.json", rows);
    let out = folder.path("own.txt");
    let output = import(&["--from", "threatexchange", "--json"], &out, &[&list]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    let object = &objects(&output)[0];
    let sum = |key: &str| -> u64 {
        object[key].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
    };
    assert_eq!((object["rows"].as_u64(), object["written"].as_u64()), (Some(6), Some(1)));
    assert_eq!((sum("bad"), object["repeated"].as_u64(), sum("left_out")), (1, Some(1), 3));
    assert_eq!(object["left_out"]["of a kind that is not compared"], 1);
}

#[test]
fn nothing_read_is_no_success_and_leaves_no_file() {
    let folder = Folder::new("import-nothing");
    let photo_dna = "{\"hashRecords\":[{\"hashValue\":\"x\",\"hashStatus\":\"Active\",\
                     \"signalType\":\"ImagePhotoDNA\"}]}";
    let frame = format!("0,49,{},0.0\n", sha("1"));
    let cases: [(&str, &[&str], &str); 6] = [
        ("", &["--from", "plain"], "no row was read"),
        ("# a comment\n", &["--from", "plain"], "no row was read"),
        ("HASH\n", &["--from", "csv", "--columns", "md5=HASH"], "no row was read"),
        ("nonsense\n", &["--from", "plain"], "every row is bad"),
        (photo_dna, &["--from", "stopncii"], "every row is bad, repeated or left out"),
        (&frame, &["--from", "vpdq"], "every row is bad, repeated or left out"),
    ];
    for (text, arguments, why) in cases {
        let list = folder.write("list", text);
        let output = import(arguments, &folder.path("own.txt"), &[&list]);
        assert_eq!(code(&output), 4, "{text}");
        let said = stderr(&output);
        assert!(said.contains(&format!("nothing was written: {why}")), "{text}: {said}");
        assert_eq!(names(&folder), ["list"], "{text}");
    }
    let list = folder.write("list", format!("{MD5}\n"));
    let empty = folder.write("good", "");
    let good = format!("plain:{}", empty.display());
    let arguments = ["--from", "plain", "--known-good", &good];
    let output = import(&arguments, &folder.path("own.txt"), &[&list]);
    assert_eq!(code(&output), 4);
    assert!(stderr(&output).contains("no known-good digest in it"), "{}", stderr(&output));
    assert_eq!(names(&folder), ["good", "list"]);
}

#[test]
fn lines_that_end_with_cr_alone_are_lines() {
    let folder = Folder::new("import-cr");
    let text = format!("HASH,n\r{MD5},1\r{},2\r", MD5.replace("00", "44"));
    let list = folder.write("list.csv", text);
    let good = folder.write("nsrl.txt", format!("\"SHA-1\",\"MD5\"\r\"\",\"{MD5}\"\r"));
    let good = format!("nsrl:{}", good.display());
    let arguments = ["--from", "csv", "--columns", "md5=HASH", "--known-good", &good];
    let output = import(&arguments, &folder.path("own.txt"), &[&list]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).starts_with("2 rows read: 1 written, "), "{}", stdout(&output));
}

#[test]
fn no_file_beside_the_output_is_touched_and_no_input_is_written_over() {
    let folder = Folder::new("import-beside");
    let text = format!("{MD5}\n");
    for name in ["week.all", "week.new", "list"] {
        folder.write(name, &text);
    }
    let week = folder.path("week.all");
    let output = import(&["--from", "plain"], &folder.path("week.txt"), &[&week]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in ["week.all", "week.new", "list"] {
        assert_eq!(std::fs::read_to_string(folder.path(name)).unwrap(), text);
    }
    for out in ["week.all", "./week.all"] {
        let output = import(&["--from", "plain"], &folder.path(out), &[&week]);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink(&week, folder.path("link")).unwrap();
        assert_eq!(code(&import(&["--from", "plain"], &folder.path("link"), &[&week])), 2);
        let mode = std::fs::metadata(folder.path("week.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(std::fs::read_to_string(&week).unwrap(), text);
}

#[test]
fn bare_digits_of_a_sha256_are_not_taken_for_a_picture() {
    let folder = Folder::new("import-bare");
    let list = folder.write("list", format!("{}\n", sha("7")));
    for from in ["plain", "pdq"] {
        let output = import(&["--from", from], &folder.path("own.txt"), &[&list]);
        assert_eq!(code(&output), 4);
        assert!(stderr(&output).contains("do not look like a PDQ hash"), "{}", stderr(&output));
    }
}

/// A table of so many rows with a digest and a PDQ hash each, of which every tenth is of low quality.
fn rated(rows: u32) -> String {
    let row = |number: u32| {
        let quality = if number.is_multiple_of(10) { 49 } else { 90 };
        let pdq = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";
        format!("case-{number};{number:064x};{pdq};{quality}\r\n")
    };
    "id;SHA256;PDQ;Quality\r\n".to_owned() + &(1..=rows).map(row).collect::<String>()
}

#[test]
fn a_record_that_only_lost_a_hash_is_written_and_no_error() {
    let folder = Folder::new("import-shortened");
    let list = folder.write("list.csv", rated(1_200));
    let out = folder.path("own.txt");
    let last = "1,200 rows read: 1,200 written, 0 bad, 0 repeated, 0 left out\n\
                120 records lost a hash and kept the rest (120 a PDQ of quality under 50)\n";
    let columns = ["--from", "csv", "--columns", "id=id,sha256=sha256,pdq=pdq"];
    for arguments in [&["--from", "csv"][..], &columns] {
        let output = import(arguments, &out, &[&list]);
        let said = stdout(&output);
        assert!(said.starts_with(last), "{said}");
        assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
        let written = std::fs::read_to_string(&out).unwrap();
        assert_eq!(written.matches("pdq:").count(), 1_080, "{arguments:?}");
    }
    let output = import(&["--from", "csv", "-v"], &out, &[&list]);
    let said = stderr(&output);
    let taken = "list.csv: read as --columns 'id=id,quality=Quality,sha256=SHA256,pdq=PDQ'\n";
    assert!(said.contains(taken), "{said}");
    let named = "list.csv: line 1201 (case-1200): left out a PDQ of quality under 50\n";
    assert!(said.contains(named), "{said}");
    assert_eq!(said.lines().count(), 121);
    let output = import(&["--from", "csv", "--json"], &out, &[&list]);
    let object = &objects(&output)[0];
    assert_eq!((&object["rows"], &object["written"]), (&1_200.into(), &1_200.into()));
    assert_eq!(object["shortened"]["a PDQ of quality under 50"], 120);
}

#[test]
fn of_many_bad_lines_the_first_are_named_and_all_are_with_v() {
    let folder = Folder::new("import-many-bad");
    let rows: String = (1..=30).map(|number| format!("row-{number},nonsense\n")).collect();
    let list = folder.write("list.csv", format!("id,md5\nfine,{MD5}\n{rows}"));
    let out = folder.path("own.txt");
    let output = import(&["--from", "csv"], &out, &[&list]);
    let said = stderr(&output);
    assert_eq!((code(&output), said.lines().count()), (4, 11));
    let reason = "a digest with a character that is no hex digit";
    assert!(
        said.ends_with(&format!("list.csv: 20 more lines: {reason}; -v names them\n")),
        "{said}"
    );
    let said = stderr(&import(&["--from", "csv", "--verbose"], &out, &[&list]));
    assert_eq!(said.lines().count(), 31);
    assert!(said.ends_with(&format!("list.csv: line 32 (row-30): {reason}\n")), "{said}");
}

#[test]
fn a_missing_column_is_named_with_those_there_are() {
    let folder = Folder::new("import-columns");
    let list = folder.write("list.csv", format!("Item\tHASH\n1\t{MD5}\n"));
    let out = folder.path("own.txt");
    let columns = ["--from", "csv", "--columns", "md5=HASH,sha1=SHA\u{1b}"];
    let output = import(&columns, &out, &[&list]);
    let said = stderr(&output);
    assert_eq!(code(&output), 4);
    assert!(
        said.contains("list.csv: no column SHA\\u{1b}; the columns are Item, HASH\n"),
        "{said}"
    );
    let output = import(&["--from", "csv"], &out, &[&list]);
    let said = stderr(&output);
    assert_eq!(code(&output), 4);
    let all = "list.csv: the columns are Item, HASH; --columns says what they hold\n";
    assert!(said.contains(all), "{said}");
    assert!(said.contains("line 1: no column whose name says that it holds a hash"), "{said}");
    assert_eq!(names(&folder), ["list.csv"]);
}
