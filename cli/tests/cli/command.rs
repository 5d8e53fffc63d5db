//! The command line as a whole.

use std::fs;

use crate::support::*;

#[test]
fn help_of_every_verb_has_an_example() {
    let help = stdout(&run(&["--help"]));
    let verbs: Vec<_> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|verb| !verb.is_empty() && *verb != "help")
        .collect();
    for verb in ["hash", "scan", "explain", "journal", "completions", "man"] {
        assert!(verbs.contains(&verb), "{verb} in {verbs:?}");
    }
    for verb in verbs {
        let output = run(&[verb, "--help"]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains(&format!("  presend {verb}")), "{verb}");
        assert!(stdout(&output).contains("Examples:"), "{verb}");
    }
}

#[test]
fn completions_know_the_verbs() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("scan"), "{shell}");
    }
    assert_eq!(code(&run(&["completions", "no-such-shell"])), 2);
}

#[test]
fn there_is_a_manual_page_for_each_verb() {
    let folder = Folder::new("man");
    let pages = folder.path("man1");
    assert_eq!(code(&run(&["man".as_ref(), pages.as_os_str()])), 0);
    let page = fs::read_to_string(pages.join("presend-scan.1")).unwrap();
    assert!(page.contains("\\-\\-list") && page.contains(".TH"), "{page}");
    assert!(stdout(&run(&["man"])).contains(".TH presend 1"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_internal_error() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = presend().arg("man").stdout(full).output().unwrap();
    assert_eq!(code(&output), 5);
    assert!(stderr(&output).contains("standard output"), "{}", stderr(&output));
}
