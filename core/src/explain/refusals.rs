//! Why a list was refused, for whoever reads what the app says: part of a sentence such as "The new
//! list was refused: it is no longer valid."

use super::Language;
use super::texts::{Text, text};
use crate::set::SetFault;
use crate::set::delta::DeltaFault;
use crate::set::store::StoreFault;

/// Why a list was refused, from the stable name of the check: `it is no longer valid` for `Expired`.
/// For a name that this build does not know: that a check failed.
#[must_use]
pub fn refusal(name: &str, language: Language) -> &'static str {
    let other = text("it did not pass a check", "hij kwam niet door een controle");
    StoreFault::from_name(name).map_or(other, of_store).get(language)
}

const fn of_store(fault: StoreFault) -> Text {
    match fault {
        StoreFault::Refused(fault) => of_set(fault),
        StoreFault::Delta(fault) => of_delta(fault),
        StoreFault::UnknownSet => {
            text("this app knows no such list", "deze app kent zo'n lijst niet")
        }
        StoreFault::NoVersion => {
            text("there is no other list here", "er is hier geen andere lijst")
        }
        StoreFault::Pinned => text(
            "you chose to stay with an older version",
            "je koos ervoor bij een oudere versie te blijven",
        ),
        StoreFault::Files => {
            text("it could not be read or kept", "hij kon niet worden gelezen of bewaard")
        }
        StoreFault::FolderNotPrivate => text(
            "others may change what is kept of it",
            "anderen kunnen veranderen wat ervan is bewaard",
        ),
        StoreFault::Locked => text("another app holds it", "een andere app houdt hem vast"),
        StoreFault::Vault => text(
            "what is known of it could not be read or kept",
            "wat ervan bekend is, kon niet worden gelezen of bewaard",
        ),
        StoreFault::Reentered => {
            text("the list was being changed already", "de lijst werd al gewijzigd")
        }
    }
}

const fn of_delta(fault: DeltaFault) -> Text {
    match fault {
        DeltaFault::NotADelta => text("it is not an update", "het is geen bijwerking"),
        DeltaFault::UnsupportedVersion => text(
            "this app does not know updates of this kind",
            "deze app kent zulke bijwerkingen niet",
        ),
        DeltaFault::Length => text(
            "part of it is missing, or something was added",
            "er ontbreekt een deel, of er is iets toegevoegd",
        ),
        DeltaFault::TooLarge => {
            text("it would make the list too large", "de lijst zou te groot worden")
        }
        DeltaFault::WrongBase => text(
            "it is an update of another version",
            "het is een bijwerking van een andere versie",
        ),
        DeltaFault::BadLayout => text("it is damaged", "hij is beschadigd"),
    }
}

const fn of_set(fault: SetFault) -> Text {
    match fault {
        SetFault::TooLarge => text("it is too large", "hij is te groot"),
        SetFault::Truncated => text("part of it is missing", "er ontbreekt een deel"),
        SetFault::NotASet => text("it is not a list", "het is geen lijst"),
        SetFault::UnsupportedVersion => {
            text("this app does not know lists of this kind", "deze app kent zulke lijsten niet")
        }
        SetFault::BadLayout => text("it is damaged", "hij is beschadigd"),
        SetFault::BadManifest => {
            text("what is signed in it cannot be read", "wat erin is ondertekend, is niet te lezen")
        }
        SetFault::BadSignature => {
            text("a signature is wrong or missing", "een handtekening klopt niet of ontbreekt")
        }
        SetFault::AuthorityQuorum => {
            text("too few organisations signed it", "te weinig instanties hebben hem ondertekend")
        }
        SetFault::JurisdictionQuorum => text(
            "the organisations that signed it are of too few countries",
            "de instanties die hem ondertekenden, komen uit te weinig landen",
        ),
        SetFault::WrongSet => text("it is another list", "het is een andere lijst"),
        SetFault::WrongPurpose => text("it serves another purpose", "hij dient een ander doel"),
        SetFault::UnknownAlgorithm => text(
            "this app does not know some of what is in it",
            "deze app kent niet alles wat erin staat",
        ),
        SetFault::TooManyEntries => {
            text("it has more entries than allowed", "er staan meer regels in dan mag")
        }
        SetFault::LifetimeTooLong => {
            text("it would be valid for too long", "hij zou te lang geldig zijn")
        }
        SetFault::LogProof => text(
            "it is not shown to be in the public register",
            "er is niet aangetoond dat hij in het openbare register staat",
        ),
        SetFault::WitnessQuorum => text(
            "too few witnesses saw it in the public register",
            "te weinig getuigen zagen hem in het openbare register",
        ),
        SetFault::NotYetValid => text("it is not valid yet", "hij is nog niet geldig"),
        SetFault::Expired => text("it is no longer valid", "hij is niet meer geldig"),
        SetFault::BasisExpired => text(
            "the law that it rests on has ended",
            "de wet waarop hij is gebaseerd, geldt niet meer",
        ),
        SetFault::RolledBack => text(
            "it is older than what was here, or you went back from it",
            "hij is ouder dan wat hier was, of je bent ervan teruggegaan",
        ),
        SetFault::Equivocation => text(
            "another list was given the same number",
            "een andere lijst kreeg hetzelfde nummer",
        ),
        SetFault::LogRolledBack => text(
            "the public register is shorter than it was",
            "het openbare register is korter dan het was",
        ),
        SetFault::LogNotContinued => text(
            "nothing shows that the public register goes on from what was seen of it",
            "er is niet aangetoond dat het openbare register verdergaat waar het was",
        ),
        SetFault::SectionDigest => {
            text("it is not what was signed", "het is niet wat er is ondertekend")
        }
        SetFault::NotSorted => {
            text("its entries are out of order", "de regels staan niet op volgorde")
        }
        SetFault::DuplicateEntry => text("an entry stands twice", "een regel staat er dubbel in"),
        SetFault::EntryNumber => {
            text("an entry has a wrong number", "een regel heeft een verkeerd nummer")
        }
        SetFault::UnderAttested { rows: _ } => text(
            "too few organisations vouch for some of its entries",
            "voor sommige regels staan te weinig instanties in",
        ),
        SetFault::AttestDigest => text(
            "its entries are not those that were vouched for",
            "de regels zijn niet de regels waarvoor is ingestaan",
        ),
        SetFault::SelfTest => text(
            "it finds something harmless, or misses a test picture",
            "hij vindt iets onschuldigs, of mist een testafbeelding",
        ),
    }
}

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
