package org.presend.demo.android

import java.io.InputStream
import java.io.OutputStream
import java.security.AlgorithmParameters
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import javax.crypto.Cipher
import javax.crypto.CipherSpi
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** Where a call of the Keystore may fail. */
internal enum class At { OPEN, GET_KEY, NEW_KEY, INIT, FINISH }

/** The Android Keystore on a JVM: keys that are only handles, and a failure where a test wants one. */
internal object FakeKeystore {
    const val NAME = "AndroidKeyStore"
    private val keys = HashMap<String, ByteArray>()

    /** What is thrown, and where. */
    var failing: Pair<At, () -> Throwable>? = null

    /** How many keys were made. */
    var made = 0
        private set

    /** An empty one, in place of any before. */
    fun install() {
        keys.clear()
        made = 0
        failing = null
        Security.removeProvider(NAME)
        Security.insertProviderAt(FakeProvider(), 1)
    }

    /** The system forgot all keys. */
    fun forget() = keys.clear()

    fun at(place: At) {
        failing?.takeIf { it.first == place }?.let { throw it.second() }
    }

    fun key(alias: String): SecretKey? = if (alias in keys) FakeKey(alias) else null

    fun make(alias: String): SecretKey {
        made += 1
        keys[alias] = ByteArray(32).also(SecureRandom()::nextBytes)
        return FakeKey(alias)
    }

    fun real(key: Key): SecretKey = SecretKeySpec(keys.getValue((key as FakeKey).alias), "AES")
}

/** A key that leaves the Keystore only as a name. */
internal class FakeKey(val alias: String) : SecretKey {
    override fun getAlgorithm() = "AES"

    override fun getFormat(): String? = null

    override fun getEncoded(): ByteArray? = null
}

private class FakeProvider : Provider(FakeKeystore.NAME, 1.0, "made up") {
    /** The class loader of the test has the classes. */
    override fun getService(type: String, algorithm: String): Service? {
        val make: () -> Any = when ("$type.$algorithm") {
            "KeyStore.${FakeKeystore.NAME}" -> ::FakeStore
            "KeyGenerator.AES" -> ::FakeGenerator
            "Cipher.AES/GCM/NoPadding" -> ::FakeCipher
            else -> return null
        }
        return object : Service(this, type, algorithm, "made up", null, null) {
            override fun newInstance(parameter: Any?): Any = make()

            override fun supportsParameter(parameter: Any?) = parameter is FakeKey
        }
    }
}

internal class FakeStore : KeyStoreSpi() {
    override fun engineLoad(stream: InputStream?, password: CharArray?) = FakeKeystore.at(At.OPEN)

    override fun engineGetKey(alias: String, password: CharArray?): Key? {
        FakeKeystore.at(At.GET_KEY)
        return FakeKeystore.key(alias)
    }

    override fun engineContainsAlias(alias: String) = FakeKeystore.key(alias) != null

    override fun engineIsKeyEntry(alias: String) = engineContainsAlias(alias)

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineAliases() = Collections.emptyEnumeration<String>()

    override fun engineSize() = 0

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCertificateAlias(certificate: Certificate): String? = null

    override fun engineGetCreationDate(alias: String): Date? = null

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = none()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = none()

    override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = none()

    override fun engineDeleteEntry(alias: String) = FakeKeystore.forget()

    override fun engineStore(stream: OutputStream?, password: CharArray?) = none()

    private fun none(): Nothing = throw UnsupportedOperationException()
}

internal class FakeGenerator : KeyGeneratorSpi() {
    private var alias = ""

    override fun engineInit(spec: AlgorithmParameterSpec, random: SecureRandom?) {
        alias = (spec as android.security.keystore.KeyGenParameterSpec).keystoreAlias
    }

    override fun engineInit(random: SecureRandom?): Unit = throw UnsupportedOperationException()

    override fun engineInit(size: Int, random: SecureRandom?): Unit = throw UnsupportedOperationException()

    override fun engineGenerateKey(): SecretKey {
        FakeKeystore.at(At.NEW_KEY)
        return FakeKeystore.make(alias)
    }
}

internal class FakeCipher : CipherSpi() {
    private val cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE")

    override fun engineInit(mode: Int, key: Key, random: SecureRandom?) {
        FakeKeystore.at(At.INIT)
        cipher.init(mode, FakeKeystore.real(key))
    }

    override fun engineInit(mode: Int, key: Key, spec: AlgorithmParameterSpec?, random: SecureRandom?) {
        FakeKeystore.at(At.INIT)
        cipher.init(mode, FakeKeystore.real(key), spec)
    }

    override fun engineInit(mode: Int, key: Key, parameters: AlgorithmParameters?, random: SecureRandom?): Unit =
        throw UnsupportedOperationException()

    override fun engineUpdateAAD(bytes: ByteArray, offset: Int, length: Int) = cipher.updateAAD(bytes, offset, length)

    override fun engineUpdate(input: ByteArray, offset: Int, length: Int): ByteArray? = cipher.update(input, offset, length)

    override fun engineUpdate(input: ByteArray, offset: Int, length: Int, output: ByteArray, at: Int): Int =
        cipher.update(input, offset, length, output, at)

    override fun engineDoFinal(input: ByteArray, offset: Int, length: Int): ByteArray {
        FakeKeystore.at(At.FINISH)
        return cipher.doFinal(input, offset, length)
    }

    override fun engineDoFinal(input: ByteArray, offset: Int, length: Int, output: ByteArray, at: Int): Int =
        cipher.doFinal(input, offset, length, output, at)

    override fun engineGetIV(): ByteArray = cipher.iv

    override fun engineGetOutputSize(length: Int) = cipher.getOutputSize(length)

    override fun engineGetBlockSize() = cipher.blockSize

    override fun engineGetParameters(): AlgorithmParameters? = cipher.parameters

    override fun engineSetMode(mode: String) = Unit

    override fun engineSetPadding(padding: String) = Unit
}
