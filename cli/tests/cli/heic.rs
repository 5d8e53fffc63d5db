use std::path::Path;

use crate::support::*;

#[test]
fn a_heic_photograph_has_nearly_the_hash_of_its_jpeg() {
    let folder = Folder::new("heic");
    let heic = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cat.heic");
    let list = folder.list_of(&photo("cat.jpg"));
    let output = run(&[
        "scan".as_ref(),
        "--json".as_ref(),
        "--list".as_ref(),
        list.as_os_str(),
        heic.as_os_str(),
    ]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let object = objects(&output).remove(0);
    assert_eq!(object["kind"], "image/heic");
    assert!(object["findings"][0]["distance_bits"].as_u64().unwrap() <= 10, "{object}");
}
