package org.presend.demo

import java.nio.ByteBuffer
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.PublicKey
import java.security.spec.ECGenParameterSpec
import javax.crypto.Cipher
import javax.crypto.KeyAgreement
import javax.crypto.Mac
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/** The key pair of one end: P-256, which every Android since 8.0 has. */
public fun newKeyPair(): KeyPair {
    val generator = KeyPairGenerator.getInstance("EC")
    generator.initialize(ECGenParameterSpec("secp256r1"))
    return generator.generateKeyPair()
}

/**
 * End-to-end encryption of one direction of a conversation: ECDH over P-256, HKDF-SHA-256, AES-256-GCM.
 * It is what a demo needs and no more: no ratchet, no authentication of the other end.
 */
public class Session(key: ByteArray) {
    private val key = SecretKeySpec(key, "AES")

    /** The ciphertext. The nonce is the message's number, so a number must never be used twice. */
    public fun seal(number: Long, plaintext: ByteArray): ByteArray = cipher(Cipher.ENCRYPT_MODE, number).doFinal(plaintext)

    /** What was sealed; an exception if a bit of it was changed. */
    public fun open(number: Long, ciphertext: ByteArray): ByteArray = cipher(Cipher.DECRYPT_MODE, number).doFinal(ciphertext)

    private fun cipher(mode: Int, number: Long): Cipher {
        val nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(NONCE_BYTES - Long.SIZE_BYTES, number).array()
        return Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, key, GCMParameterSpec(TAG_BITS, nonce)) }
    }

    public companion object {
        private const val NONCE_BYTES = 12
        private const val TAG_BITS = 128
        private val INFO = "presend demo, one direction".toByteArray()

        /** The session of these two ends: the same on both. */
        public fun between(own: KeyPair, other: PublicKey): Session {
            val shared = KeyAgreement.getInstance("ECDH").apply { init(own.private); doPhase(other, true) }
            val extracted = hmac(ByteArray(32), shared.generateSecret())
            return Session(hmac(extracted, INFO + 1))
        }

        private fun hmac(key: ByteArray, message: ByteArray): ByteArray =
            Mac.getInstance("HmacSHA256").apply { init(SecretKeySpec(key, "HmacSHA256")) }.doFinal(message)
    }
}
