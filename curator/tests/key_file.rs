//! A private key's file: for its owner alone, and never written over.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use presend::set::note::KeyKind;
use presend_curator::file::create_private;
use presend_curator::key::SigningKey;

#[test]
fn a_key_file_is_its_owners_alone_and_is_never_overwritten() {
    let folder = std::env::temp_dir().join(format!("presend-key-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.key");
    let _ = std::fs::remove_file(&path);
    let key = SigningKey::generate("a.example", KeyKind::Ed25519).unwrap();
    create_private(&path, &key.to_private_text()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let other = SigningKey::generate("a.example", KeyKind::Ed25519).unwrap();
    let refused = create_private(&path, &other.to_private_text()).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
    let read = SigningKey::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(read.public(), key.public());
    std::fs::remove_dir_all(&folder).unwrap();
}
