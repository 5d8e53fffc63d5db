//! Named pipes, waited for no longer than somebody would.

#[cfg(unix)]
pub(super) use unix::{is_pipe, open};

#[cfg(not(unix))]
pub(super) use elsewhere::{is_pipe, open};

#[cfg(unix)]
mod unix {
    use std::fs::{File, FileType};
    use std::io::{self, ErrorKind, Read};
    use std::os::unix::fs::FileTypeExt;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use rustix::fs::{Mode, OFlags};

    use crate::exit::note;
    use crate::output::printable;

    /// For somebody to begin to write.
    const FIRST_WAIT: Duration = Duration::from_secs(2);
    /// For the next bytes of somebody who has it open.
    const NEXT_WAIT: Duration = Duration::from_secs(60);
    const LOOK_EVERY: Duration = Duration::from_millis(1);
    /// Nobody should wonder what a command does that shows nothing.
    const SAY_AFTER: Duration = Duration::from_millis(500);

    /// True for a pipe with a name in the file system.
    pub(in crate::input) fn is_pipe(kind: FileType) -> bool {
        kind.is_fifo()
    }

    /// Opens a pipe at once, where [`File::open`] would wait for a writer without end.
    pub(in crate::input) fn open(path: &Path) -> io::Result<Pipe> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let pipe = rustix::fs::open(path, flags, Mode::empty())?;
        Ok(Pipe { pipe: pipe.into(), name: printable(path), begun: false, said: false })
    }

    /// A pipe whose reads wait for bytes, within bounds.
    #[derive(Debug)]
    pub(in crate::input) struct Pipe {
        pipe: File,
        name: String,
        /// True once it was said that it is waited for.
        said: bool,
        /// True once a byte came: from then on nothing to read is the end.
        begun: bool,
    }

    impl Read for Pipe {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let asked = Instant::now();
            loop {
                let patience = match self.pipe.read(buffer) {
                    Ok(0) if !self.begun && !buffer.is_empty() => FIRST_WAIT,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => NEXT_WAIT,
                    read => {
                        self.begun |= read.is_ok();
                        return read;
                    }
                };
                if asked.elapsed() > SAY_AFTER && !self.said && !self.begun {
                    let most = patience.as_secs();
                    note(&format!("{}: waiting for bytes, at most {most} seconds", self.name));
                    self.said = true;
                }
                if asked.elapsed() > patience {
                    let why = "nobody writes into this pipe";
                    return Err(io::Error::new(ErrorKind::TimedOut, why));
                }
                sleep(LOOK_EVERY);
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::fs::{File, FileType};
    use std::io;
    use std::path::Path;

    /// No file system has them.
    pub(in crate::input) fn is_pipe(_kind: FileType) -> bool {
        false
    }

    pub(in crate::input) fn open(path: &Path) -> io::Result<File> {
        File::open(path)
    }
}
