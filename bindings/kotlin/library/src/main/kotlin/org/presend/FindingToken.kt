package org.presend

/** A random name of a finding. */
@JvmInline
public value class FindingToken(
    /** Its digits, in hex. */
    public val hex: String,
)

internal fun FindingToken(bytes: ByteArray): FindingToken = FindingToken(bytes.hex())

internal fun ByteArray.hex(): String = joinToString("") { (it.toInt() and 0xff).toString(16).padStart(2, '0') }
