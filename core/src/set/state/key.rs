use core::fmt;

/// Random bytes of a device, under which it keeps the entries that were found.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKey(pub(super) [u8; 32]);

/// An entry as its device knows it: enough to tell it from another, and of no use to any other device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EntryTag(pub(super) [u8; 32]);

impl DeviceKey {
    /// A new key; `None` if the system gives no random bytes.
    pub(crate) fn random() -> Option<Self> {
        let mut bytes = [0; 32];
        let random = ring::rand::SystemRandom::new();
        ring::rand::SecureRandom::fill(&random, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// BLAKE3, keyed, over the set's name, a zero byte and the number.
    pub(crate) fn tag(&self, set: &str, entry: u32) -> EntryTag {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(set.as_bytes()).update(&[0]).update(&entry.to_le_bytes());
        EntryTag(*hasher.finalize().as_bytes())
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(..)")
    }
}
