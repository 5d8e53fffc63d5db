"""Presend at a desk: fingerprints of pictures and videos, and what of them is known material.

    >>> import presend, presend.testkit
    >>> with presend.Scanner([presend.KnownSet.demo()]) as scanner:
    ...     print(scanner.scan(presend.testkit.pictures()["canary-1.bmp"]).report.outcome)
    match

Hashes come out of this library, unlike those of a phone. `presend.spark` does the same on data frames, and
`presend.tables` on columns; `presend.compat` has the calls of other libraries.
"""

import presend._native.presend_python as _library
from presend.choices import Action, Audience, DecidedBy, FailMode, Freshness, Language, Level, MessageKey
from presend.closed import Edit, EditProfile, Evidence, LentFault, Orientation, OutcomeKind, PixelFormat, Reason
from presend.decision import Decision, Friction, Notice
from presend.errors import BadHashes, BadList, BadPins, JournalBroken, PresendError, Refused
from presend.hashes import Content, Digests, Fingerprints, Pdq, Picture, hash
from presend.inputs import Pixels
from presend.limits import Limits
from presend.near import NearIndex, Pair
from presend.policy import AskBeforeSend, BuiltIn
from presend.progress import Cancel
from presend.report import (
    Edited,
    Finding,
    LowQuality,
    NotCompared,
    Outcome,
    OverBlack,
    PartSkipped,
    PictureWindow,
    ScanReport,
    SetRef,
    Timing,
    Turned,
)
from presend.scanner import Checked, Scanner
from presend.sets import KnownSet, Pins
from presend.store import SetOrigin, SetStatus, SetStore
from presend.undecided import Undecided

__version__: str = _library.presend_version()

__all__ = [
    "Action",
    "AskBeforeSend",
    "Audience",
    "BadHashes",
    "BadList",
    "BadPins",
    "BuiltIn",
    "Cancel",
    "Checked",
    "Content",
    "DecidedBy",
    "Decision",
    "Digests",
    "Edit",
    "EditProfile",
    "Edited",
    "Evidence",
    "FailMode",
    "Finding",
    "Fingerprints",
    "Freshness",
    "Friction",
    "JournalBroken",
    "KnownSet",
    "Language",
    "LentFault",
    "Level",
    "Limits",
    "MessageKey",
    "LowQuality",
    "NearIndex",
    "NotCompared",
    "Notice",
    "Orientation",
    "Outcome",
    "OutcomeKind",
    "OverBlack",
    "Pair",
    "PartSkipped",
    "Pdq",
    "Picture",
    "PictureWindow",
    "Pins",
    "PixelFormat",
    "Pixels",
    "PresendError",
    "Reason",
    "Refused",
    "ScanReport",
    "Scanner",
    "SetOrigin",
    "SetRef",
    "SetStatus",
    "SetStore",
    "Timing",
    "Turned",
    "Undecided",
    "hash",
]
