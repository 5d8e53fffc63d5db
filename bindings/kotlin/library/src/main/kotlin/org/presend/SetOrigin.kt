package org.presend

import java.util.Base64

import org.presend.internal.SetOrigin as RawOrigin

/**
 * Where a verified set comes from: all of it was checked on the device. Times are seconds since 1970.
 *
 * @property set its name.
 * @property version its version.
 * @property purpose what it is for.
 * @property notBefore valid from here.
 * @property notAfter valid to here.
 * @property sunset when its legal basis ends.
 * @property signers the authorities that signed.
 * @property witnesses the witnesses that saw it in the log.
 * @property log the public log in which it stands.
 * @property logIndex its place there.
 * @property leaf its leaf there, SHA-256, in base64: as `presend set inspect` shows it.
 */
public data class SetOrigin(
    public val set: String,
    public val version: Long,
    public val purpose: String,
    public val notBefore: Long,
    public val notAfter: Long,
    public val sunset: Long,
    public val signers: List<Signer>,
    public val witnesses: List<Witness>,
    public val log: String,
    public val logIndex: Long,
    public val leaf: String,
)

/**
 * A pinned authority that signed.
 *
 * @property name its name.
 * @property jurisdiction ISO 3166-1, two lower-case letters.
 */
public data class Signer(public val name: String, public val jurisdiction: String)

/**
 * A pinned witness, and when it saw the log.
 *
 * @property name its name.
 * @property unixSeconds when, in seconds since 1970.
 */
public data class Witness(public val name: String, public val unixSeconds: Long)

internal fun RawOrigin.lifted(): SetOrigin =
    SetOrigin(
        set,
        version.toLong(),
        purpose,
        notBefore.toLong(),
        notAfter.toLong(),
        sunset.toLong(),
        signers.map { Signer(it.name, it.jurisdiction) },
        witnesses.map { Witness(it.name, it.unixSeconds.toLong()) },
        log,
        logIndex.toLong(),
        Base64.getEncoder().encodeToString(leaf),
    )
