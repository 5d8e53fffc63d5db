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

        func stretch(_ code: String, salt: Data, rounds: Int) throws -> Data {
            let key = SymmetricKey(data: Data(code.utf8))
            // One block is 32 bytes: the number of the block is 1.
            var block = Data(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
            var all = [UInt8](block)
            for _ in 1..<rounds {
                block = Data(HMAC<SHA256>.authenticationCode(for: block, using: key))
                for (place, byte) in block.enumerated() { all[place] ^= byte }
            }
            return Data(all)
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
