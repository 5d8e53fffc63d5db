/// What a witness signs: that it saw this checkpoint at this time, in seconds since 1970.
#[must_use]
pub fn cosigned_message(checkpoint: &str, unix_seconds: u64) -> String {
    format!("cosignature/v1\ntime {unix_seconds}\n{checkpoint}")
}
