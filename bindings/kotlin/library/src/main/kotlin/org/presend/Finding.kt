package org.presend

import org.presend.internal.Finding as RawFinding
import org.presend.internal.SetRef as RawSetRef
import org.presend.internal.Variant as RawVariant

/** One fact: a part of the attachment is on a list, or near something that is. */
public data class Finding(
    /** The set that has it. */
    public val set: SetRef,
    /** How strong it is. */
    public val evidence: Evidence,
    /** Bits that differ; null for an exact digest and for a lent hash. */
    public val distanceBits: Int?,
    /** The most bits that may differ for this evidence; null for an exact digest and for a lent hash. */
    public val thresholdBits: Int?,
    /** Quality of PDQ, 0 to 100: how much structure it had to go by; null for an exact digest and for a lent hash. */
    public val quality: Int?,
    /** Which part; empty for the attachment itself. */
    public val part: String,
    /** Which frame, counted from 0 in the order of the file, or as they were pushed; null for an exact digest. */
    public val frame: Int?,
    /** When that frame is shown, in milliseconds from the start; null for a still and for an exact digest. */
    public val timeMs: Long?,
    /** Which form of the picture was found. */
    public val variant: Variant?,
    /** By which lent hash, if it rests on one. */
    public val lent: LentMatch?,
    /** A random name of this finding that means nothing outside its report. */
    public val token: FindingToken,
    /** True for a harmless test entry. */
    public val test: Boolean,
)

/** What a finding rests on whose hash the app lends: how near is near is the app's word, in its own unit. */
public data class LentMatch(
    /** Name of the hash. */
    public val hash: String,
    /** How the values are compared. */
    public val measure: LentDistance,
    /** How far they are apart. */
    public val distance: Int,
    /** The largest distance that the app declared to be a match. */
    public val threshold: Int,
)

/** A random name of a finding. */
@JvmInline
public value class FindingToken(
    /** Its digits, in hex. */
    public val hex: String,
)

/** A set as a report names it. */
public data class SetRef(
    /** Its name, as its authorities gave it. */
    public val name: String,
    /** Its version; 0 for a plain list. */
    public val version: Long,
    /** False for a plain list, which nobody signed. */
    public val verified: Boolean,
)

/**
 * How strong a finding is, weakest first, and so how far a decision may go. The book says why: "Matching", "Grades of
 * evidence".
 */
public enum class Evidence {
    /** A perceptual hash just beyond its threshold: worth a question. May lead to [Action.ASK]. */
    BORDERLINE,

    /** A perceptual hash within its threshold after an edit was undone: of a part, say. May lead to [Action.ASK]. */
    EDITED,

    /** A perceptual hash within its threshold: it looks the same, and can be forged. May lead to [Action.BLOCK]. */
    PERCEPTUAL,

    /** MD5 or SHA-1, or both: equal bytes, and can be forged. May lead to [Action.BLOCK]. */
    EXACT_WEAK,

    /** A perceptual hash, MD5 and SHA-1 of the same entry. May lead to [Action.REPORT_CANDIDATE]. */
    CORROBORATED,

    /** BLAKE3 or SHA-256: the very bytes of the list. May lead to [Action.REPORT_CANDIDATE]. */
    EXACT,
}

/** Which form of the picture was found. */
public sealed class Variant {
    /** The picture as seen, turned or mirrored so. */
    public data class Turned(
        /** What was done to the picture of the attachment; [Orientation.UPRIGHT] is the picture itself. */
        public val orientation: Orientation,
    ) : Variant()

    /** A transparent picture over black. */
    public data object OverBlack : Variant()

    /** What is left if an edit is undone: a rectangle in it, say. */
    public data class Edited(
        /** What was undone. */
        public val edit: Edit,
    ) : Variant()
}

/** What may have been done to a picture, and was undone before it was compared. */
public enum class Edit {
    /** Light and dark changed places. */
    INVERTED,

    /** A flat border was put around it. */
    TRIMMED,

    /** It is one rectangle of what is seen: of a screenshot, a page with a caption, a chat. */
    RECTANGLE,

    /** It was turned on a flat ground. */
    STRAIGHTENED,

    /** A part of it was cut away. */
    UNCROPPED,

    /** It was turned a little and cut to a rectangle. */
    TILTED,
}

internal fun RawFinding.lifted(): Finding =
    Finding(
        set = set.lifted(),
        evidence = evidence.same(),
        distanceBits = distanceBits?.toInt(),
        thresholdBits = thresholdBits?.toInt(),
        quality = quality?.toInt(),
        part = part,
        frame = frame?.toInt(),
        timeMs = timeMs?.toLong(),
        variant = variant?.lifted(),
        lent = lent?.run { LentMatch(hash, measure.same(), distance.toInt(), threshold.toInt()) },
        token = FindingToken(token.hex()),
        test = test,
    )

internal fun ByteArray.hex(): String = joinToString("") { (it.toInt() and 0xff).toString(16).padStart(2, '0') }

internal fun RawSetRef.lifted(): SetRef = SetRef(name, version.toLong(), verified)

internal fun RawVariant.lifted(): Variant =
    when (this) {
        is RawVariant.Turned -> Variant.Turned(orientation.same())
        RawVariant.OverBlack -> Variant.OverBlack
        is RawVariant.Edited -> Variant.Edited(edit.same())
    }
