//! Why a list was refused, for whoever reads what the app says: part of a sentence such as "The new
//! list was refused: it is no longer valid."

use super::Language;
use super::texts::{Text, text};

/// Why a list was refused, from the stable name of the check: `it is no longer valid` for `Expired`.
/// For a name that this build does not know: that a check failed.
#[must_use]
pub fn refusal(check: &str, language: Language) -> &'static str {
    let row = WORDS.iter().find(|(name, _)| *name == check);
    row.map_or(&OTHER, |(_, words)| words).get(language)
}

const OTHER: Text = text("it did not pass a check", "hij kwam niet door een controle");

/// By the names of `SetFault`, `DeltaFault` and `StoreFault`.
const WORDS: [(&str, Text); 44] = [
    ("UnknownSet", text("this app knows no such list", "deze app kent zo'n lijst niet")),
    ("NoVersion", text("there is no other list here", "er is hier geen andere lijst")),
    (
        "Pinned",
        text(
            "you chose to stay with an older version",
            "je koos ervoor bij een oudere versie te blijven",
        ),
    ),
    ("Files", text("it could not be read or kept", "hij kon niet worden gelezen of bewaard")),
    (
        "FolderNotPrivate",
        text(
            "others may change what is kept of it",
            "anderen kunnen veranderen wat ervan is bewaard",
        ),
    ),
    ("Locked", text("another app holds it", "een andere app houdt hem vast")),
    (
        "Vault",
        text(
            "what is known of it could not be read or kept",
            "wat ervan bekend is, kon niet worden gelezen of bewaard",
        ),
    ),
    ("Reentered", text("the list was being changed already", "de lijst werd al gewijzigd")),
    ("NotADelta", text("it is not an update", "het is geen bijwerking")),
    (
        "UnsupportedDelta",
        text(
            "this app does not know updates of this kind",
            "deze app kent zulke bijwerkingen niet",
        ),
    ),
    (
        "DeltaLength",
        text(
            "part of it is missing, or something was added",
            "er ontbreekt een deel, of er is iets toegevoegd",
        ),
    ),
    ("DeltaTooLarge", text("it would make the list too large", "de lijst zou te groot worden")),
    (
        "WrongBase",
        text("it is an update of another version", "het is een bijwerking van een andere versie"),
    ),
    ("BadDelta", text("it is damaged", "hij is beschadigd")),
    ("TooLarge", text("it is too large", "hij is te groot")),
    ("Truncated", text("part of it is missing", "er ontbreekt een deel")),
    ("NotASet", text("it is not a list", "het is geen lijst")),
    (
        "UnsupportedVersion",
        text("this app does not know lists of this kind", "deze app kent zulke lijsten niet"),
    ),
    ("BadLayout", text("it is damaged", "hij is beschadigd")),
    (
        "BadManifest",
        text("what is signed in it cannot be read", "wat erin is ondertekend, is niet te lezen"),
    ),
    (
        "BadSignature",
        text("a signature is wrong or missing", "een handtekening klopt niet of ontbreekt"),
    ),
    (
        "AuthorityQuorum",
        text("too few organisations signed it", "te weinig instanties hebben hem ondertekend"),
    ),
    (
        "JurisdictionQuorum",
        text(
            "the organisations that signed it are of too few countries",
            "de instanties die hem ondertekenden, komen uit te weinig landen",
        ),
    ),
    ("WrongSet", text("it is another list", "het is een andere lijst")),
    ("WrongPurpose", text("it serves another purpose", "hij dient een ander doel")),
    (
        "UnknownAlgorithm",
        text(
            "this app does not know some of what is in it",
            "deze app kent niet alles wat erin staat",
        ),
    ),
    ("TooManyEntries", text("it has more entries than allowed", "er staan meer regels in dan mag")),
    ("LifetimeTooLong", text("it would be valid for too long", "hij zou te lang geldig zijn")),
    (
        "LogProof",
        text(
            "it is not shown to be in the public register",
            "er is niet aangetoond dat hij in het openbare register staat",
        ),
    ),
    (
        "WitnessQuorum",
        text(
            "too few witnesses saw it in the public register",
            "te weinig getuigen zagen hem in het openbare register",
        ),
    ),
    ("NotYetValid", text("it is not valid yet", "hij is nog niet geldig")),
    ("Expired", text("it is no longer valid", "hij is niet meer geldig")),
    (
        "BasisExpired",
        text(
            "the law that it rests on has ended",
            "de wet waarop hij is gebaseerd, geldt niet meer",
        ),
    ),
    (
        "RolledBack",
        text(
            "it is older than what was here, or you went back from it",
            "hij is ouder dan wat hier was, of je bent ervan teruggegaan",
        ),
    ),
    (
        "Equivocation",
        text("another list was given the same number", "een andere lijst kreeg hetzelfde nummer"),
    ),
    (
        "LogRolledBack",
        text(
            "the public register is shorter than it was",
            "het openbare register is korter dan het was",
        ),
    ),
    (
        "LogNotContinued",
        text(
            "nothing shows that the public register goes on from what was seen of it",
            "er is niet aangetoond dat het openbare register verdergaat waar het was",
        ),
    ),
    ("SectionDigest", text("it is not what was signed", "het is niet wat er is ondertekend")),
    ("NotSorted", text("its entries are out of order", "de regels staan niet op volgorde")),
    ("DuplicateEntry", text("an entry stands twice", "een regel staat er dubbel in")),
    ("EntryNumber", text("an entry has a wrong number", "een regel heeft een verkeerd nummer")),
    (
        "UnderAttested",
        text(
            "too few organisations vouch for some of its entries",
            "voor sommige regels staan te weinig instanties in",
        ),
    ),
    (
        "AttestDigest",
        text(
            "its entries are not those that were vouched for",
            "de regels zijn niet de regels waarvoor is ingestaan",
        ),
    ),
    (
        "SelfTest",
        text(
            "it finds something harmless, or misses a test picture",
            "hij vindt iets onschuldigs, of mist een testafbeelding",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::refusal;
    use crate::explain::Language;
    use crate::set::SetFault;
    use crate::set::delta::DeltaFault;
    use crate::set::store::StoreFault;

    #[test]
    fn every_check_has_words_of_its_own_in_both_languages() {
        let sets = SetFault::ALL.into_iter().map(SetFault::name);
        let names = sets.chain(DeltaFault::ALL.into_iter().map(DeltaFault::name));
        for name in names.chain(StoreFault::OWN.into_iter().map(StoreFault::name)) {
            let words = [Language::English, Language::Dutch].map(|it| refusal(name, it));
            assert!(words[0] != words[1] && !words[0].contains("a check"), "{name}: {words:?}");
        }
    }

    #[test]
    fn a_name_of_tomorrow_is_a_check_that_failed() {
        for name in ["", "Newer", "expired", "Refused"] {
            assert_eq!(refusal(name, Language::English), "it did not pass a check");
            assert_eq!(refusal(name, Language::Dutch), "hij kwam niet door een controle");
        }
        assert_eq!(refusal("Expired", Language::English), "it is no longer valid");
    }
}
