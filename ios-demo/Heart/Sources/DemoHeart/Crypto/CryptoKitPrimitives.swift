#if canImport(CryptoKit)
    import CryptoKit
    import Foundation

    /// The cryptography of Apple's systems.
    struct CryptoKitPrimitives: Primitives {
        func newKeyPair() throws -> KeyPair {
            let key = P256.KeyAgreement.PrivateKey()
            return KeyPair(privateKey: key.derRepresentation, publicKey: key.publicKey.derRepresentation)
        }

        func agree(_ own: KeyPair, _ other: Data, info: Data) throws -> Data {
            let key = try P256.KeyAgreement.PrivateKey(derRepresentation: own.privateKey)
            let other = try P256.KeyAgreement.PublicKey(derRepresentation: other)
            let shared = try key.sharedSecretFromKeyAgreement(with: other)
            let derived = shared.hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: Data(), sharedInfo: info, outputByteCount: 32)
            return derived.withUnsafeBytes { Data($0) }
        }

        func seal(_ plaintext: Data, key: Data, nonce: Data) throws -> Data {
            let box = try AES.GCM.seal(
                plaintext, using: SymmetricKey(data: key), nonce: AES.GCM.Nonce(data: nonce))
            return box.ciphertext + box.tag
        }

        func open(_ ciphertext: Data, key: Data, nonce: Data) throws -> Data {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: nonce), ciphertext: ciphertext.dropLast(tagBytes),
                tag: ciphertext.suffix(tagBytes))
            return try AES.GCM.open(box, using: SymmetricKey(data: key))
        }
    }
#endif
