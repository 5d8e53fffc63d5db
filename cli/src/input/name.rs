use std::path::Path;

use serde::Serialize;

use crate::output::hex;

/// How JSON names a file: a path that is not Unicode is shown with replacement characters, and its
/// bytes are given beside it.
#[derive(Debug, Serialize)]
pub(crate) struct FileName {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
}

impl FileName {
    pub(crate) fn new(path: &Path) -> Self {
        let path_bytes = path.to_str().is_none().then(|| hex(path.as_os_str().as_encoded_bytes()));
        Self { file: path.to_string_lossy().into_owned(), path_bytes }
    }
}
