//! Long work is shown on a terminal, and nowhere else: a list that comes slowly is read with a
//! terminal of our own as standard error, then with a pipe.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};

use crate::support::*;

const LINES: usize = 1000;
const SHOWN: &str = "\r\u{1b}[Klist 1 of 1: 1000 lines (";

/// An import that reads so many lines, the last a bad one, and then waits for its input to end.
fn slow_import(folder: &Folder, errors: Stdio) -> Child {
    let mut command = presend();
    command.args(["set", "import", "--from", "plain", "--out"]).arg(folder.path("own.txt"));
    command.arg("/dev/stdin").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(errors);
    command.spawn().unwrap()
}

/// Hands in the lines, and ends them when told, or after a while.
fn hand_in(child: &mut Child, longest: Duration) -> (JoinHandle<()>, Sender<()>) {
    let mut input = child.stdin.take().unwrap();
    let (end, ends): (Sender<()>, Receiver<()>) = channel();
    let lines: String = (0..LINES).map(|number| format!("sha256:{number:064x}\n")).collect();
    let writer = thread::spawn(move || {
        input.write_all(lines.as_bytes()).unwrap();
        let _ = ends.recv_timeout(longest);
        let _ = input.write_all(b"nonsense\n");
    });
    (writer, end)
}

#[test]
fn lines_are_counted_on_a_terminal_and_the_line_is_taken_away() {
    let folder = Folder::new("progress-terminal");
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let peer = ioctl_tiocgptpeer(&terminal, OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    let mut child = slow_import(&folder, Stdio::from(peer));
    let (writer, end) = hand_in(&mut child, Duration::from_secs(30));
    let (mut terminal, mut shown, mut buffer) = (File::from(terminal), String::new(), [0; 4096]);
    // Reading fails once the command has gone and with it the other end.
    while let Ok(read @ 1..) = terminal.read(&mut buffer) {
        shown.push_str(&String::from_utf8_lossy(&buffer[..read]));
        if shown.contains(SHOWN) {
            let _ = end.send(());
        }
    }
    writer.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(4));
    assert!(shown.contains(SHOWN), "{shown:?}");
    let bad = "\r\u{1b}[Kpresend: /dev/stdin: line 1001: ";
    assert!(shown.contains(bad), "a bad line stands on a line of its own: {shown:?}");
    let last = shown.rsplit('\n').next().unwrap();
    assert!(last.is_empty() || last.ends_with("\r\u{1b}[K"), "{shown:?}");
}

#[test]
fn in_a_pipe_only_the_bad_line_is_said() {
    let folder = Folder::new("progress-pipe");
    let mut child = slow_import(&folder, Stdio::piped());
    let (writer, _end) = hand_in(&mut child, Duration::from_millis(1500));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(code(&output), 4);
    let said = stderr(&output);
    assert!(said.starts_with("presend: /dev/stdin: line 1001: "), "{said:?}");
    assert!(said.lines().count() == 1 && !said.contains('\u{1b}'), "{said:?}");
}
