//! The path of a URL without its dots and its double slashes.

/// Takes out empty and `.` components, and `..` with the one before it, as a browser does. What comes
/// back begins with a slash, and ends with one if the last component names a folder.
pub(super) fn resolved(path: &[u8]) -> Vec<u8> {
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut is_folder = true;
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => is_folder = true,
            b".." => {
                kept.pop();
                is_folder = true;
            }
            part => {
                kept.push(part);
                is_folder = false;
            }
        }
    }
    let mut out = vec![b'/'];
    out.extend_from_slice(&kept.join(&b'/'));
    if is_folder && !kept.is_empty() {
        out.push(b'/');
    }
    out
}
