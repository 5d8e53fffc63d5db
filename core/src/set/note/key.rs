/// What a key signs, by the type byte of its verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// 0x01: Ed25519 over the text of a note.
    Ed25519,
    /// 0x04: Ed25519 over a checkpoint and the time at which a witness saw it.
    Cosignature,
}

/// A named public key: a C2SP verifier key, `<name>+<8 hex digits>+<base64>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteKey {
    name: String,
    kind: KeyKind,
    public: [u8; 32],
}
