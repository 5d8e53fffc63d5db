#if canImport(COpenSSL)
    import COpenSSL
    import Foundation

    /// A key of OpenSSL, freed when it is no longer referenced.
    final class OpenSSLKey {
        private let key: OpaquePointer

        init(taking key: OpaquePointer?) throws {
            guard let key else { throw OpenSSLRefused() }
            self.key = key
        }

        convenience init(pkcs8: Data) throws {
            let bytes = [UInt8](pkcs8)
            try self.init(
                taking: bytes.withUnsafeBufferPointer { buffer in
                    var next = buffer.baseAddress
                    return d2i_AutoPrivateKey(nil, &next, buffer.count)
                })
        }

        convenience init(publicKey: Data) throws {
            let bytes = [UInt8](publicKey)
            try self.init(
                taking: bytes.withUnsafeBufferPointer { buffer in
                    var next = buffer.baseAddress
                    return d2i_PUBKEY(nil, &next, buffer.count)
                })
        }

        deinit { EVP_PKEY_free(key) }

        func pkcs8() throws -> Data {
            guard let wrapped = EVP_PKEY2PKCS8(key) else { throw OpenSSLRefused() }
            defer { PKCS8_PRIV_KEY_INFO_free(wrapped) }
            return try der { i2d_PKCS8_PRIV_KEY_INFO(wrapped, $0) }
        }

        func publicKey() throws -> Data {
            try der { i2d_PUBKEY(key, $0) }
        }

        /// The shared secret: the x coordinate, 32 bytes.
        func agree(with other: OpenSSLKey) throws -> Data {
            let context = EVP_PKEY_CTX_new(key, nil)
            defer { EVP_PKEY_CTX_free(context) }
            var secret = [UInt8](repeating: 0, count: 32)
            var length = secret.count
            try yes(EVP_PKEY_derive_init(context))
            try yes(EVP_PKEY_derive_set_peer(context, other.key))
            try yes(EVP_PKEY_derive(context, &secret, &length))
            guard length == secret.count else { throw OpenSSLRefused() }
            return Data(secret)
        }

        /// What OpenSSL allocates and writes.
        private func der(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) throws
            -> Data
        {
            var bytes: UnsafeMutablePointer<UInt8>?
            let length = write(&bytes)
            guard let bytes, length > 0 else { throw OpenSSLRefused() }
            defer { CRYPTO_free(bytes, #file, 0) }
            return Data(bytes: bytes, count: Int(length))
        }
    }
#endif
