package org.presend.demo.android

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.presend.StateVault

/**
 * Keeps the state of each set in a file that only a key of the Android Keystore opens: nobody else reads or makes one,
 * and none comes over from another phone. Whoever is root can still put an old file back.
 */
internal class KeystoreVault(private val folder: File, private val key: () -> SecretKey = ::keystoreKey) : StateVault {
    override fun load(set: String): String? {
        val sealed = try {
            file(set).readFully()
        } catch (_: FileNotFoundException) {
            return null
        }
        return try {
            if (sealed.size < NONCE_BYTES) return ""
            val nonce = GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES)
            val cipher = cipher(set) { init(Cipher.DECRYPT_MODE, key(), nonce) }
            cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES).decodeToString()
        } catch (@Suppress("SwallowedException") _: GeneralSecurityException) {
            // No state: the store begins a new one, and the journal says that it was lost.
            ""
        }
    }

    override fun save(set: String, text: String) {
        val cipher = cipher(set) { init(Cipher.ENCRYPT_MODE, key()) }
        val sealed = cipher.iv + cipher.doFinal(text.toByteArray())
        check(cipher.iv.size == NONCE_BYTES && (folder.isDirectory || folder.mkdirs()))
        val file = file(set)
        val stream = file.startWrite()
        stream.write(sealed)
        file.finishWrite(stream)
    }

    private fun file(set: String) = AtomicFile(File(folder, set.replace('/', '_')))

    private fun cipher(set: String, begin: Cipher.() -> Unit): Cipher =
        Cipher.getInstance("AES/GCM/NoPadding").apply { begin(); updateAAD(set.toByteArray()) }
}

private const val ALIAS = "presend.state"
private const val NONCE_BYTES = 12
private const val TAG_BITS = 128

private fun keystoreKey(): SecretKey {
    val store = KeyStore.getInstance("AndroidKeyStore").apply { load(null) }
    (store.getKey(ALIAS, null) as SecretKey?)?.let { return it }
    val both = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
    val spec = KeyGenParameterSpec.Builder(ALIAS, both)
        .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
        .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        .build()
    return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, "AndroidKeyStore").apply { init(spec) }.generateKey()
}
