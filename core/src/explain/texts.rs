//! Every sentence, in every language. A user's text is at most 25 words: a sentence of each table.

use crate::explain::Language;
use crate::journal::Recorded;
use crate::limits::LimitName;
use crate::policy::{Action, HookFailure, MessageKey};
use crate::undecided::Undecided;

/// One text in all languages.
#[derive(Clone, Copy)]
pub(super) struct Text {
    english: &'static str,
    dutch: &'static str,
}

impl Text {
    pub(super) const fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Dutch => self.dutch,
        }
    }
}

pub(super) const fn text(english: &'static str, dutch: &'static str) -> Text {
    Text { english, dutch }
}

/// Whether somebody signed the list in question.
#[derive(Clone, Copy)]
pub(super) enum Trust {
    Signed,
    Unverified,
}

/// What was found, without the full stop: a reason may follow.
pub(super) const fn found(key: MessageKey, trust: Trust) -> Text {
    match (key, trust) {
        (MessageKey::NothingFound | MessageKey::OwnRemark, _) => {
            text("Nothing known was found", "Er is niets bekends gevonden")
        }
        (MessageKey::KnownMaterial, Trust::Signed) => text(
            "This file is on the list of known material",
            "Dit bestand staat op de lijst met bekend materiaal",
        ),
        (MessageKey::KnownMaterial, Trust::Unverified) => text(
            "This file is on an unverified list",
            "Dit bestand staat op een niet-geverifieerde lijst",
        ),
        (MessageKey::KnownLink, _) => known_link(trust),
        (MessageKey::ResemblesKnownMaterial, Trust::Signed) => text(
            "This picture closely resembles known material",
            "Deze afbeelding lijkt sterk op bekend materiaal",
        ),
        (MessageKey::ResemblesKnownMaterial, Trust::Unverified) => text(
            "This picture closely resembles one on an unverified list",
            "Deze afbeelding lijkt sterk op iets uit een niet-geverifieerde lijst",
        ),
        (MessageKey::MayResembleKnownMaterial | MessageKey::MayBeEditOfKnownMaterial, _) => {
            maybe_found(key, trust)
        }
        (MessageKey::TestMaterial, _) => text(
            "This matches a harmless test picture on the list",
            "Dit komt overeen met een onschuldige testafbeelding op de lijst",
        ),
        (MessageKey::CouldNotBeChecked, _) => {
            text("This file could not be checked", "Dit bestand kon niet worden gecontroleerd")
        }
    }
}

/// What a sentence begins with that is about what is sent, and about something in it.
const fn known_link(trust: Trust) -> Text {
    match trust {
        Trust::Signed => text(
            "A link in this message is on the list",
            "Een link in dit bericht staat op de lijst",
        ),
        Trust::Unverified => text(
            "A link in this message is on an unverified list",
            "Een link in dit bericht staat op een niet-geverifieerde lijst",
        ),
    }
}

/// The same of a message, where the words of a file would be wrong.
pub(super) const fn found_in_message(key: MessageKey, trust: Trust) -> Text {
    match key {
        MessageKey::TestMaterial => text(
            "A link here is a harmless test link",
            "Een link in dit bericht is een onschuldige testlink op de lijst",
        ),
        MessageKey::CouldNotBeChecked => {
            text("Not all links could be checked", "Niet alle links konden worden gecontroleerd")
        }
        MessageKey::NothingFound
        | MessageKey::OwnRemark
        | MessageKey::KnownMaterial
        | MessageKey::KnownLink
        | MessageKey::ResemblesKnownMaterial
        | MessageKey::MayResembleKnownMaterial
        | MessageKey::MayBeEditOfKnownMaterial => found(key, trust),
    }
}

pub(super) const INSIDE: [[Text; 2]; 2] = [
    [text("This picture", "Deze afbeelding"), text("A picture inside", "Een afbeelding erin")],
    [text("This file is", "Dit bestand staat"), text("A file inside is", "Een bestand erin staat")],
];

/// The same for a frame of a video; its time comes between the two.
pub(super) const IN_VIDEO: [Text; 2] =
    [text("A picture at", "Een beeld op"), text("in this video", "in deze video")];

/// What was perhaps found: of the picture as a whole, or of what an edit left of it.
const fn maybe_found(key: MessageKey, trust: Trust) -> Text {
    match (matches!(key, MessageKey::MayBeEditOfKnownMaterial), trust) {
        (false, Trust::Signed) => text(
            "This picture may resemble known material",
            "Deze afbeelding lijkt misschien op bekend materiaal",
        ),
        (false, Trust::Unverified) => text(
            "This picture may resemble one on an unverified list",
            "Deze afbeelding lijkt misschien op iets uit een niet-geverifieerde lijst",
        ),
        (true, Trust::Signed) => text(
            "This picture may show known material in another form",
            "Deze afbeelding toont misschien bekend materiaal in een andere vorm",
        ),
        (true, Trust::Unverified) => text(
            "This picture may be one on an unverified list, edited",
            "Deze afbeelding toont misschien iets uit een niet-geverifieerde lijst, bewerkt",
        ),
    }
}

/// An own check has a remark: its name comes between the two.
pub(super) const OWN_REMARK: [Text; 2] = [
    text("the app's check \"", "de app-controle \""),
    text("\" has a remark", "\" heeft een opmerking"),
];

/// The same of one that failed.
pub(super) const OWN_FAILED: [Text; 2] =
    [text("the app's check \"", "de app-controle \""), text("\" failed", "\" is mislukt")];

/// Why it could not be checked.
pub(super) const fn reason(reason: Undecided) -> Text {
    match reason {
        Undecided::UnsupportedFormat => {
            text("its format is not supported", "dit formaat wordt niet ondersteund")
        }
        Undecided::UnopenedContainer => {
            text("such files are not opened", "zulke bestanden worden niet geopend")
        }
        Undecided::Truncated => text("part of it is missing", "er ontbreekt een deel"),
        Undecided::Corrupt => text("it is damaged", "het is beschadigd"),
        Undecided::Encrypted => text("it is locked", "het is vergrendeld"),
        Undecided::OverLimit(
            LimitName::Frames | LimitName::VideoFrames | LimitName::Parts | LimitName::Depth,
        ) => text("it has too many parts", "het heeft te veel delen"),
        Undecided::OverLimit(LimitName::Links) => {
            text("it has too many links", "er staan te veel links in")
        }
        Undecided::OverLimit(
            LimitName::InputBytes
            | LimitName::InputBytesInMemory
            | LimitName::Pixels
            | LimitName::SidePixels
            | LimitName::PartBytes
            | LimitName::UnpackedBytes
            | LimitName::DecodeBytes
            | LimitName::WorkBytes
            | LimitName::TextBytes,
        ) => text("it is too large", "het is te groot"),
        Undecided::Cancelled => text("the check was stopped", "de controle is gestopt"),
        Undecided::NoUsableSet => text("there is no valid list", "er is geen geldige lijst"),
        Undecided::Empty => text("it is empty", "het is leeg"),
        Undecided::Unreadable => text("it could not be read", "het was niet te lezen"),
        Undecided::ChangedWhileReading => {
            text("it changed during the check", "het veranderde tijdens de controle")
        }
        Undecided::DecoderFailed | Undecided::LentHashFailed => {
            text("the check itself failed", "de controle zelf mislukte")
        }
    }
}

/// What happens now.
pub(super) const fn what_happens(action: Action) -> Text {
    match action {
        Action::Allow => text("You can send it.", "Je kunt het versturen."),
        Action::Warn => text("You can still send it.", "Je kunt het nog versturen."),
        Action::Ask => text("You decide whether to send it.", "Jij beslist of je het verstuurt."),
        Action::Block => text("It is not sent.", "Het wordt niet verstuurd."),
        Action::ReportCandidate => text(
            "It stays here and may be reported.",
            "Het wordt tegengehouden en misschien gemeld.",
        ),
    }
}

/// What leaves the phone of what was checked: nothing, and not without a further step even if it may
/// be reported.
pub(super) const fn what_leaves(may_be_reported: bool) -> Text {
    if may_be_reported {
        text("Nothing about it left your phone yet.", "Er is hierover nog niets doorgegeven.")
    } else {
        text("Nothing about it left your phone.", "Er is hierover niets doorgegeven.")
    }
}

/// How the policy failed.
pub(super) const fn failure(failure: HookFailure) -> Text {
    match failure {
        HookFailure::Failed => text(
            "the fallback, since the policy failed",
            "de terugvaloptie, want het beleid faalde",
        ),
        HookFailure::Panicked => text(
            "the fallback, since the policy panicked",
            "de terugvaloptie, want het beleid liep vast",
        ),
        HookFailure::Late => text(
            "the fallback, since the policy answered too late",
            "de terugvaloptie, want het beleid antwoordde te laat",
        ),
    }
}

/// Whether the decision is in the user's journal.
pub(super) const fn recorded(recorded: Recorded) -> Text {
    match recorded {
        Recorded::Yes => text("yes", "ja"),
        Recorded::NotNeeded => text("no, there was nothing to record", "nee, dat was niet nodig"),
        Recorded::NoJournal => text("no, none is kept", "nee, er wordt geen logboek bijgehouden"),
        Recorded::Failed(_) => text("no, it could not be written", "nee, schrijven mislukte"),
    }
}

pub(super) const RULES: Text = text("digest of the policy", "digest van het beleid");
pub(super) const JOURNAL: Text = text("in the journal", "in het logboek");
pub(super) const PURPOSE: Text = text("purpose", "doel");
pub(super) const SIGNED: Text = text("signed by", "ondertekend door");
pub(super) const LOGGED: Text = text("public log", "openbaar register");
pub(super) const ENTRY: Text = text("entry", "regel");
pub(super) const OF: Text = text("of", "van");
pub(super) const WITNESSED: Text = text("seen in it by", "daarin gezien door");
pub(super) const LEAF: Text = text("leaf in the log", "blad in het register");
pub(super) const SNIFF: Text = text("what it is", "wat het is");
pub(super) const PIXELS: Text = text("pixels decoded elsewhere", "elders gedecodeerde pixels");
pub(super) const SEEN: Text = text("pictures hashed", "gehashte afbeeldingen");
pub(super) const SEEN_LINKS: Text = text("links looked up", "opgezochte links");
pub(super) const SKIPPED: Text = text("not compared", "niet vergeleken");
pub(super) const NO_PICTURE: Text =
    text("there is no picture to compare", "er is geen afbeelding om te vergelijken");
pub(super) const SET: Text = text("compared with", "vergeleken met");
pub(super) const NO_SET: Text = text("no list", "geen lijst");
pub(super) const VERSION: Text = text("version", "versie");
pub(super) const VERIFIED: Text = text("verified", "geverifieerd");
pub(super) const UNVERIFIED: Text =
    text("unverified: nobody signed it", "niet geverifieerd: door niemand ondertekend");
pub(super) const FINDING: Text = text("finding", "vondst");
pub(super) const NO_FINDING: Text = text("none", "geen");
pub(super) const OWN_CHECK: Text = text("the app's own check", "eigen controle van de app");
pub(super) const TEST: Text = text("harmless test entry", "onschuldige testregel");
pub(super) const OF_AT_MOST: Text = text("apart, at most", "verschil, hoogstens");
pub(super) const BITS: Text = text("bits apart, at most", "bits verschil, hoogstens");
pub(super) const QUALITY: Text = text("quality", "kwaliteit");
pub(super) const PART: Text = text("part", "deel");
pub(super) const WHOLE: Text = text("the attachment itself", "de bijlage zelf");
pub(super) const FRAME: Text = text("frame", "beeld");
pub(super) const AT: Text = text("at", "op");
pub(super) const OUTCOME: Text = text("outcome", "uitkomst");
pub(super) const DECISION: Text = text("decision", "beslissing");
pub(super) const DECIDED_BY: Text = text("decided by", "beslist door");
pub(super) const POLICY: Text = text("the policy", "het beleid");
pub(super) const ANSWERED: Text = text("answered", "antwoordde");
pub(super) const CLAMPED: Text = text(
    "more than the evidence and the lists allow",
    "meer dan het bewijs en de lijsten toestaan",
);
pub(super) const TIME: Text = text("time in ms", "tijd in ms");
pub(super) const NOT_MEASURED: Text = text("not measured", "niet gemeten");
pub(super) const READ: Text = text("read", "lezen");
pub(super) const DECODE: Text = text("decode", "decoderen");
pub(super) const HASH: Text = text("hash", "hashen");
pub(super) const LOOK_UP: Text = text("look up", "opzoeken");
pub(super) const TOTAL: Text = text("total", "totaal");
