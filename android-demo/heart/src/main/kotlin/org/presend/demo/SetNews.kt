package org.presend.demo

/** What came of an update, or of the way back. */
public sealed interface SetNews {
    /** This version is in use now. */
    public data class InUse(val version: Long) : SetNews

    /** It was refused by the check of this name. */
    public data class Refused(val check: String) : SetNews
}
