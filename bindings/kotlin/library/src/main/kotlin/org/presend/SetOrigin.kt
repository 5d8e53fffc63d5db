package org.presend

import java.time.Instant
import java.util.Base64

import org.presend.internal.SetOrigin as RawOrigin

/**
 * Where a verified set comes from: all of it was checked on the device.
 *
 * @property set its name.
 * @property version its version.
 * @property purpose what it is for.
 * @property notBefore valid from here.
 * @property notAfter valid to here.
 * @property basis its legal basis, by name: the authorities weigh it again for each version.
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
    public val notBefore: Instant,
    public val notAfter: Instant,
    public val basis: String,
    public val sunset: Instant,
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
 * @property seen when.
 */
public data class Witness(public val name: String, public val seen: Instant)

internal fun RawOrigin.lifted(): SetOrigin =
    SetOrigin(
        set,
        version.toLong(),
        purpose,
        notBefore.asInstant(),
        notAfter.asInstant(),
        basis,
        sunset.asInstant(),
        signers.map { Signer(it.name, it.jurisdiction) },
        witnesses.map { Witness(it.name, it.unixSeconds.asInstant()) },
        log,
        logIndex.toLong(),
        Base64.getEncoder().encodeToString(leaf),
    )
