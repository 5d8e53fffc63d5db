//! Where the page goes, and showing it.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::exit::Failure;
use crate::output::printable;

/// `target/presend-demo` beside a `target` folder, else a folder among the temporary ones.
fn default_folder() -> PathBuf {
    let target = Path::new("target");
    let parent = if target.is_dir() { target.to_owned() } else { std::env::temp_dir() };
    parent.join("presend-demo")
}

/// Writes the page and says where.
pub(super) fn write(folder: Option<&Path>, page: &str) -> Result<PathBuf, Failure> {
    let folder = folder.map_or_else(default_folder, Path::to_owned);
    let file = folder.join("index.html");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, page))
        .map_err(|error| Failure::internal(format!("{}: {error}", printable(&file))))?;
    Ok(file)
}

/// Shows the page in a browser, if somebody is there to see it. That it could not be shown is no
/// failure: its place was printed.
pub(super) fn show(file: &Path) {
    if io::stdout().is_terminal() && has_screen() {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let quiet = Stdio::null;
        let mut command = Command::new(opener);
        let _ = command.arg(file).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
    }
}

fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
