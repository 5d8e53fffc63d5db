//! `presend set inspect`: what a set file says of itself, and what pins say of the names in it.

use std::path::Path;

use serde_json::json;

use crate::made_set::{made_set, pins};
use crate::support::*;

const ONE: &str = "test.presend.invalid/one";
const TWO: &str = "test.presend.invalid/two";

fn inspect(set: &Path, more: &[&str]) -> std::process::Output {
    presend().args(["set", "inspect"]).arg(set).args(more).output().unwrap()
}

#[test]
fn without_pins_it_says_where_jurisdictions_stand() {
    let folder = Folder::new("inspect-bare");
    let set = made_set(&folder);
    let output = inspect(&set, &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.starts_with("Nothing of this is checked: "), "{said}");
    assert!(said.contains("\nThe pins have the jurisdictions: --pins shows them.\n"), "{said}");
    assert!(said.contains(&format!("\nauthority   {ONE}\nauthority   {TWO}\n")), "{said}");
    let object = &objects(&inspect(&set, &["--json"]))[0];
    let unknown = |name| json!({"name": name, "pinned": null, "jurisdiction": null});
    assert_eq!(object["set"]["authorities"], json!([unknown(ONE), unknown(TWO)]));
}

#[test]
fn with_pins_it_names_jurisdictions_and_who_is_not_pinned_and_still_checks_nothing() {
    let folder = Folder::new("inspect-pins");
    let set = made_set(&folder);
    let pins = folder.write("pins.txt", pins("made-up/images"));
    let pins = pins.to_str().unwrap();
    let output = inspect(&set, &["--pins", pins]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.starts_with("Nothing of this is checked: "), "{said}");
    assert!(said.contains("no signature was checked"), "{said}");
    assert!(said.contains(&format!("authority   {ONE} (nl)\n")), "{said}");
    assert!(
        said.contains(&format!("authority   {TWO} (not pinned: counts for nothing)\n")),
        "{said}"
    );
    let output = inspect(&set, &["--pins", pins, "--json"]);
    let set = &objects(&output)[0]["set"];
    let one = json!({"name": ONE, "pinned": true, "jurisdiction": "nl"});
    let two = json!({"name": TWO, "pinned": false, "jurisdiction": null});
    assert_eq!(set["authorities"], json!([one, two]));
    assert_eq!(set["witnesses"], json!(null), "only verify says who saw it");
}

#[test]
fn json_has_exactly_the_agreed_keys_in_order() {
    let folder = Folder::new("inspect-keys");
    let set = made_set(&folder);
    let output = inspect(&set, &["--json"]);
    let line = stdout(&output);
    assert_eq!(keys_in_order(line.trim()), ["set", "v"]);
    let (_, inner) = line.split_once(":").unwrap();
    let keys = "actions authorities basis leaf lent log name not_after not_before purpose recipient \
                sections sunset version witnesses";
    assert_eq!(keys_in_order(inner).join(" "), keys);
    let at = |key: &str| line.find(&format!("\"{key}\":")).unwrap();
    assert!(at("jurisdiction") < at("name") && at("name") < at("pinned"), "{line}");
}

#[test]
fn pins_of_another_set_say_nothing_of_this_one() {
    let folder = Folder::new("inspect-other");
    let set = made_set(&folder);
    let pins = folder.write("pins.txt", pins("made-up/others"));
    let output = inspect(&set, &["--pins", pins.to_str().unwrap()]);
    assert_eq!((code(&output), stdout(&output).as_str()), (4, ""));
    assert!(stderr(&output).contains("WrongSet"), "{}", stderr(&output));
}
