package org.presend.demo

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.security.MessageDigest
import java.security.SecureRandom
import javax.crypto.SecretKeyFactory
import javax.crypto.spec.PBEKeySpec
import kotlin.io.path.deleteIfExists
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** What is kept of a code: a salt and what PBKDF2-HMAC-SHA-256 makes of both, in hex, and how often a wrong one was given. */
internal class Passcode(private val file: Path) {
    /** True if a code was set, also if what was kept of it is damaged. Then no code fits. */
    val isSet: Boolean get() = file.exists()

    /** Wrong codes since the last right one. It outlives the app, so that opening it again gains no more tries. */
    val wrong: Int get() = kept()?.wrong ?: 0

    fun set(code: String) {
        val salt = ByteArray(SALT_BYTES).also(SecureRandom()::nextBytes)
        keep(Kept(salt.hex(), hash(code, salt), 0))
    }

    /** True if this is the code. A wrong one is counted before anything is said. */
    fun fits(code: String): Boolean {
        val kept = kept() ?: return false
        keep(kept.copy(wrong = kept.wrong + 1))
        val fits = MessageDigest.isEqual(hash(code, kept.salt.bytes()).toByteArray(), kept.hash.toByteArray())
        if (fits) keep(kept.copy(wrong = 0))
        return fits
    }

    fun remove() {
        file.deleteIfExists()
    }

    private data class Kept(val salt: String, val hash: String, val wrong: Int)

    /** A crash leaves the old text or the new one: a torn one would lock for good. */
    private fun keep(kept: Kept) {
        val next = file.resolveSibling("${file.fileName}.next")
        next.writeText("${kept.salt} ${kept.hash} ${kept.wrong}")
        Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING)
    }

    private fun kept(): Kept? {
        val parts = if (isSet) FORM.matchEntire(file.readText())?.groupValues else null
        return parts?.let { (_, salt, hash, wrong) -> Kept(salt, hash, wrong.toInt()) }
    }

    private fun hash(code: String, salt: ByteArray): String {
        val spec = PBEKeySpec(code.toCharArray(), salt, ROUNDS, HASH_BYTES * Byte.SIZE_BITS)
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).encoded.hex()
    }

    private fun ByteArray.hex() = joinToString("") { "%02x".format(it) }

    private fun String.bytes() = chunked(2).map { it.toInt(HEX).toByte() }.toByteArray()

    private companion object {
        const val ROUNDS = 210_000
        const val SALT_BYTES = 16
        const val HASH_BYTES = 32
        const val HEX = 16
        val FORM = Regex("([0-9a-f]{32}) ([0-9a-f]{64}) ([0-9]{1,6})")
    }
}
