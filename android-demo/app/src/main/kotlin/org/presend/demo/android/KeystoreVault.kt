package org.presend.demo.android

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.nio.file.Files
import java.security.KeyStore
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.presend.StateVault

/**
 * Keeps the state of each set in a file that only a key of the Android Keystore opens: nobody else reads or makes one,
 * and none comes over from another phone. Whoever is root can still put an old file back. Written to be copied.
 *
 * Lost is not out of reach. What this key will never open again is lost: the store begins a new state, and the journal
 * says so. Whatever may be over in a moment (a Keystore that is busy, locked or restarting, a disk that does not answer)
 * is thrown: the store keeps what it has, and nothing that it remembers is written over.
 */
internal class KeystoreVault(private val folder: File) : StateVault {
    override fun load(set: String): String? {
        val sealed = read(file(set)) ?: return null
        return try {
            opened(set, sealed) ?: LOST
        } catch (_: AEADBadTagException) {
            LOST
        } catch (_: KeyPermanentlyInvalidatedException) {
            LOST
        } catch (@Suppress("TooGenericExceptionCaught") passing: Exception) {
            // The Keystore throws what no signature declares, too.
            throw VaultUnavailable(passing)
        }
    }

    override fun save(set: String, text: String) {
        val cipher = try {
            sealing(set, oldKey() ?: newKey())
        } catch (_: KeyPermanentlyInvalidatedException) {
            sealing(set, newKey())
        } catch (@Suppress("TooGenericExceptionCaught") passing: Exception) {
            throw VaultUnavailable(passing)
        }
        val sealed = cipher.iv + cipher.doFinal(text.toByteArray())
        check(cipher.iv.size == NONCE_BYTES && (folder.isDirectory || folder.mkdirs()))
        write(file(set), sealed)
    }

    /** The text; null if no key of this phone will ever open it. */
    private fun opened(set: String, sealed: ByteArray): String? {
        if (sealed.size < NONCE_BYTES + TAG_BYTES) return null
        val key = oldKey() ?: return null
        val nonce = GCMParameterSpec(TAG_BYTES * Byte.SIZE_BITS, sealed, 0, NONCE_BYTES)
        val cipher = cipher(set) { init(Cipher.DECRYPT_MODE, key, nonce) }
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES).decodeToString()
    }

    private fun sealing(set: String, key: SecretKey) = cipher(set) { init(Cipher.ENCRYPT_MODE, key) }

    private fun cipher(set: String, begin: Cipher.() -> Unit): Cipher =
        Cipher.getInstance("AES/GCM/NoPadding").apply { begin(); updateAAD(set.toByteArray()) }

    private fun file(set: String) = AtomicFile(File(folder, set.replace('/', '_')))
}

/** The vault cannot be reached now, and is not lost. */
internal class VaultUnavailable(cause: Exception) : IOException("the vault cannot be reached now", cause)

/** What the store takes for no state at all. */
private const val LOST = ""
private const val STORE = "AndroidKeyStore"
private const val ALIAS = "presend.state"
private const val NONCE_BYTES = 12
private const val TAG_BYTES = 16

/** The content; null if there is certainly no such file. Java calls a file that cannot be opened not found as well. */
private fun read(file: AtomicFile): ByteArray? =
    try {
        file.readFully()
    } catch (missing: FileNotFoundException) {
        if (Files.notExists(file.baseFile.toPath())) null else throw missing
    }

/** All of it is on the disk, in place of the old content, or it throws: [AtomicFile] itself only logs that. */
private fun write(file: AtomicFile, content: ByteArray) {
    val stream = file.startWrite()
    try {
        stream.write(content)
        stream.fd.sync()
    } catch (failed: IOException) {
        file.failWrite(stream)
        throw failed
    }
    file.finishWrite(stream)
    if (!file.readFully().contentEquals(content)) throw IOException("the state was not kept")
}

/** Null only if the Keystore says that there is no such key. */
private fun oldKey(): SecretKey? = KeyStore.getInstance(STORE).apply { load(null) }.getKey(ALIAS, null) as SecretKey?

/** Takes the place of the old one. */
private fun newKey(): SecretKey {
    val both = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
    val spec = KeyGenParameterSpec.Builder(ALIAS, both)
        .setBlockModes(KeyProperties.BLOCK_MODE_GCM).setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        .build()
    return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(spec) }.generateKey()
}
