package org.presend

/** Which edits are undone before a picture is compared: the same for every picture and set of a scanner. */
public enum class EditProfile {
    /** None: a picture is compared as it is, and turned. */
    NONE,

    /** Those that need few hashes: inverted, a border, a rectangle in a screenshot, turned on a flat ground. */
    SMALL,

    /** All of them: crops and small turns too. */
    FULL,
}
