import Foundation

/// What the demo needs of a system's cryptography.
protocol Primitives: Sendable {
    func newKeyPair() throws -> KeyPair

    /// ECDH, then HKDF-SHA-256 without a salt: 32 bytes.
    func agree(_ own: KeyPair, _ other: Data, info: Data) throws -> Data

    /// PBKDF2-HMAC-SHA-256: 32 bytes.
    func stretch(_ code: String, salt: Data, rounds: Int) throws -> Data

    /// AES-256-GCM: the ciphertext and, behind it, the tag of 16 bytes.
    func seal(_ plaintext: Data, key: Data, nonce: Data) throws -> Data

    /// The plaintext of what `seal` gave.
    func open(_ ciphertext: Data, key: Data, nonce: Data) throws -> Data
}

/// The bytes of a tag.
let tagBytes = 16

#if canImport(CryptoKit)
    let primitives: any Primitives = CryptoKitPrimitives()
#else
    let primitives: any Primitives = OpenSSLPrimitives()
#endif
