package org.presend.demo

/** The eleven things to try. `files` are below the folder of `scripts/demo-files`. */
public enum class Scenario(public val steps: List<Step>) {
    HARMLESS(listOf(Step.Attach("photos/coffee.jpg"))),
    LISTED(listOf(Step.Attach("kit/original.png"))),
    REENCODED(listOf(Step.Attach("kit/messenger-800-quality-70.jpg"))),
    EDITED(
        listOf(
            Step.Attach("kit/turned-rotate90.jpg"),
            Step.Attach("kit/turned-mirror.jpg"),
            Step.Attach("kit/gif-palette.gif"),
            Step.Attach("kit/jpeg-cmyk-adobe.jpg"),
        ),
    ),
    ANIMATION(listOf(Step.Attach("kit/gif-second-frame.gif"))),
    UNREADABLE(listOf(Step.Attach("kit/corrupt-data.png"), Step.Attach("kit/random-bytes.bin"))),
    TEXT(listOf(Step.Type("sample.spelling"), Step.Type("sample.link"))),
    UPDATE(
        listOf(
            Step.Attach("kit/withdrawn.png"),
            Step.Update("sets/1-2.khd"),
            // Version 2 has it no longer.
            Step.Attach("kit/withdrawn.png"),
            Step.Update("sets/forged.khs"),
            Step.Rollback,
        ),
    ),
    OFFLINE(listOf(Step.Attach("photos/coffee.jpg"), Step.Attach("kit/original.png"))),
    CHECKED(listOf(Step.ShowChecked)),
    RECEIVED(listOf(Step.Receive("photos/coffee.jpg"))),
    ;

    /** The key of its name in the texts. */
    public val title: String get() = "scenario.${name.lowercase()}"

    /** The key of what is said about all of it; `null` if nothing. */
    public val about: String?
        get() = when (this) {
            OFFLINE -> "window.offline"
            UPDATE -> "window.update"
            else -> null
        }
}

/** One thing to do in a scenario. */
public sealed interface Step {
    /** Attach this file. */
    public data class Attach(val file: String) : Step

    /** This file comes from the other end. */
    public data class Receive(val file: String) : Step

    /** Type the text of this key. */
    public data class Type(val key: String) : Step

    /** Offer this set file or delta as an update. */
    public data class Update(val file: String) : Step

    /** Go back to the version before. */
    public data object Rollback : Step

    /** Look at what was checked. */
    public data object ShowChecked : Step
}
