#if canImport(COpenSSL)
    import COpenSSL
    import Foundation

    /// OpenSSL would not do it: a wrong key, a changed bit.
    struct OpenSSLRefused: Error {}

    /// The cryptography of systems without CryptoKit: OpenSSL 3. Keys and AES-GCM are in files of their own.
    struct OpenSSLPrimitives: Primitives {
        func newKeyPair() throws -> KeyPair {
            let key = try OpenSSLKey(taking: presend_new_p256_key())
            return KeyPair(privateKey: try key.pkcs8(), publicKey: try key.publicKey())
        }

        func agree(_ own: KeyPair, _ other: Data, info: Data) throws -> Data {
            let shared = try OpenSSLKey(pkcs8: own.privateKey).agree(with: OpenSSLKey(publicKey: other))
            let extracted = try hmac(key: Data(count: 32), shared)
            return try hmac(key: extracted, info + [1])
        }

        func stretch(_ code: String, salt: Data, rounds: Int) throws -> Data {
            let (code, salt) = (Array(code.utf8).map { CChar(bitPattern: $0) }, [UInt8](salt))
            var hash = [UInt8](repeating: 0, count: 32)
            try yes(
                PKCS5_PBKDF2_HMAC(
                    code, Int32(code.count), salt, Int32(salt.count), Int32(rounds), EVP_sha256(), 32, &hash))
            return Data(hash)
        }

        func seal(_ plaintext: Data, key: Data, nonce: Data) throws -> Data {
            let cipher = try OpenSSLCipher(seals: true, key: key, nonce: nonce)
            return try cipher.run(plaintext) + cipher.tag()
        }

        func open(_ ciphertext: Data, key: Data, nonce: Data) throws -> Data {
            guard ciphertext.count >= tagBytes else { throw OpenSSLRefused() }
            let cipher = try OpenSSLCipher(seals: false, key: key, nonce: nonce)
            try cipher.expect(tag: ciphertext.suffix(tagBytes))
            return try cipher.run(ciphertext.dropLast(tagBytes))
        }

        private func hmac(key: Data, _ message: Data) throws -> Data {
            let (key, message) = ([UInt8](key), [UInt8](message))
            var code = [UInt8](repeating: 0, count: 32)
            var length = UInt32(code.count)
            guard
                HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length) != nil,
                length == 32
            else { throw OpenSSLRefused() }
            return Data(code)
        }
    }

    /// Throws unless OpenSSL says yes.
    func yes(_ answer: Int32) throws {
        guard answer == 1 else { throw OpenSSLRefused() }
    }
#endif
