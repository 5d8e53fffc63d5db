use presend::scan::Checked;
use serde::Serialize;

use super::nearest::Nearest;
use crate::exit::Failure;
use crate::input::FileName;
use crate::output::{json_escaped, json_line};

/// What a line of `presend scan --json` says of the file, beside what the library says of its scan.
#[derive(Debug, Serialize)]
pub(super) struct ScannedFile {
    #[serde(flatten)]
    pub(super) file: FileName,
    pub(super) bytes: Option<u64>,
    /// With `--nearest` only: null if nothing could be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nearest: Option<Option<Nearest>>,
}

impl ScannedFile {
    /// The line: `v`, these members, and the others that the library says of the scan.
    pub(super) fn line(&self, checked: &Checked) -> Result<String, Failure> {
        let (file, scan) = (json_line(self)?, json_escaped(&checked.json()));
        let line = || {
            let (version, facts) = scan.split_once(',')?;
            let file = file.trim_end().strip_prefix('{')?.strip_suffix('}')?;
            Some(format!("{version},{file},{facts}\n"))
        };
        line().ok_or_else(|| Failure::internal("a scan that is no JSON object"))
    }
}
