use crate::support::{Folder, code, presend, stderr, stdout};

#[test]
fn bad_lines_are_named_and_the_rest_is_a_plain_list_without_what_is_known_good() {
    let folder = Folder::new("import");
    let sha = |digit: &str| digit.repeat(64);
    let csv = format!("id,HASH\na,{}\nb,nonsense\nc,{}\nd,{}\n", sha("1"), sha("2"), sha("3"));
    let list = folder.write("list.csv", csv);
    let good = folder.write("good.txt", format!("sha256:{}\n", sha("2")));
    let out = folder.path("own.txt");
    let output = presend()
        .args(["set", "import", "--from", "csv", "--columns", "sha256=HASH,id=id", "--known-good"])
        .arg(format!("plain:{}", good.display()))
        .arg("--out")
        .args([&out, &list])
        .output()
        .unwrap();
    assert_eq!(code(&output), 4);
    let said = stderr(&output);
    assert!(said.contains("list.csv: line 3: "), "{said}");
    assert!(said.contains("list.csv: line 4: known good, by line 1 of "), "{said}");
    assert!(stdout(&output).starts_with("2 records written; 1 bad lines; "), "{}", stdout(&output));
    // Raw digests are their authority's alone.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let written = std::fs::read_to_string(out).unwrap();
    assert_eq!(written, format!("sha256:{}\nsha256:{}\n", sha("1"), sha("3")));
}
