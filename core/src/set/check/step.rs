/// The thirteen checks of a set file, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 1: not larger than the pins allow, not shorter than it says.
    Size,
    /// 2: it begins as a set file does.
    Magic,
    /// 3: header, manifest and proof lie where they must.
    Extents,
    /// 4: the manifest is a signed note.
    Note,
    /// 5: enough pinned authorities of enough jurisdictions signed it.
    Signatures,
    /// 6: its text is strict, and is what the pins ask for.
    Manifest,
    /// 7: it is in a pinned log that enough pinned witnesses saw.
    Log,
    /// 8: it is valid now.
    Window,
    /// 9: it is newer than what was here, and contradicts nothing that was seen.
    History,
    /// 10: the sections are the signed ones.
    Digests,
    /// 11: their rows are in order, each once.
    Order,
    /// 12: enough authorities vouch for every row, and for these rows.
    Vouching,
    /// 13: the built-in test material is found, harmless material is not.
    SelfTest,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 13] = [
        Self::Size,
        Self::Magic,
        Self::Extents,
        Self::Note,
        Self::Signatures,
        Self::Manifest,
        Self::Log,
        Self::Window,
        Self::History,
        Self::Digests,
        Self::Order,
        Self::Vouching,
        Self::SelfTest,
    ];

    /// The name that tools print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Magic => "magic",
            Self::Extents => "extents",
            Self::Note => "note",
            Self::Signatures => "signatures",
            Self::Manifest => "manifest",
            Self::Log => "log",
            Self::Window => "window",
            Self::History => "history",
            Self::Digests => "digests",
            Self::Order => "order",
            Self::Vouching => "vouching",
            Self::SelfTest => "self_test",
        }
    }
}
