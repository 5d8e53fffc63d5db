use crate::closed_list::closed_list;

closed_list! {
    /// The thirteen checks of a set file, in their order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Step {
        /// 1: not larger than the pins allow, not shorter than it says.
        Size = "size",
        /// 2: it begins as a set file does.
        Magic = "magic",
        /// 3: header, manifest and proof lie where they must.
        Extents = "extents",
        /// 4: the manifest is a signed note.
        Note = "note",
        /// 5: enough pinned authorities of enough jurisdictions signed it.
        Signatures = "signatures",
        /// 6: its text is strict, and is what the pins ask for.
        Manifest = "manifest",
        /// 7: it is in a pinned log that enough pinned witnesses saw.
        Log = "log",
        /// 8: it is valid now.
        Window = "window",
        /// 9: it is newer than what was here, and contradicts nothing that was seen.
        History = "history",
        /// 10: the sections are the signed ones.
        Digests = "digests",
        /// 11: their rows are in order, each once.
        Order = "order",
        /// 12: enough authorities vouch for every row, and for these rows.
        Vouching = "vouching",
        /// 13: the built-in test material is found, harmless material is not.
        SelfTest = "self_test",
    }
}
