//! Runs the real binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The command, with nothing of the caller's terminal in its way.
pub(crate) fn presend() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs it with these arguments.
pub(crate) fn run<A: AsRef<std::ffi::OsStr>>(arguments: &[A]) -> Output {
    presend().args(arguments).output().unwrap()
}

/// Runs it with these bytes on standard input.
pub(crate) fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = presend();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The JSON objects that were printed, one a line.
pub(crate) fn objects(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The keys of an object in the order in which they were printed: `serde_json::Value` sorts them.
pub(crate) fn keys_in_order(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut depth, mut rest) = (0, line);
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (byte, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        rest = after;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {
                let end = rest.find('"').unwrap();
                if depth == 1 && rest[end + 1..].starts_with(':') {
                    keys.push(rest[..end].to_owned());
                }
                rest = &rest[end + 1..];
            }
        }
    }
    keys
}

/// One of the photographs in the repository.
pub(crate) fn photo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/testdata/photos").join(name)
}

/// A folder that is gone when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// `name` tells it from those of the other tests.
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("presend-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A list that holds the picture hash of this file.
    pub(crate) fn list_of(&self, file: &Path) -> PathBuf {
        let hashed = run(&["hash".as_ref(), "--json".as_ref(), file.as_os_str()]);
        let pdq = objects(&hashed)[0]["parts"][0]["pdq"].as_str().unwrap().to_owned();
        self.write("known.txt", format!("# made by a test\n{pdq}\n"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
