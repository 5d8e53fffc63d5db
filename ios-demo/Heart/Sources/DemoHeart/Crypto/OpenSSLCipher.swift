#if canImport(COpenSSL)
    import COpenSSL
    import Foundation

    /// AES-256-GCM of one message.
    final class OpenSSLCipher {
        private let context: OpaquePointer

        init(seals: Bool, key: Data, nonce: Data) throws {
            guard key.count == 32, nonce.count == 12, let context = EVP_CIPHER_CTX_new() else {
                throw OpenSSLRefused()
            }
            self.context = context
            try yes(
                EVP_CipherInit_ex(
                    context, EVP_aes_256_gcm(), nil, [UInt8](key), [UInt8](nonce), seals ? 1 : 0))
        }

        deinit { EVP_CIPHER_CTX_free(context) }

        /// All of it. When it opens, the expected tag was set before; another one is refused.
        func run(_ input: Data) throws -> Data {
            let input = [UInt8](input)
            // Never empty, so that there is an address.
            var output = [UInt8](repeating: 0, count: input.count + tagBytes)
            var (length, rest) = (Int32(0), Int32(0))
            try yes(EVP_CipherUpdate(context, &output, &length, input, Int32(input.count)))
            try yes(EVP_CipherFinal_ex(context, &output, &rest))
            guard length == input.count, rest == 0 else { throw OpenSSLRefused() }
            return Data(output.prefix(input.count))
        }

        func tag() throws -> Data {
            var tag = [UInt8](repeating: 0, count: tagBytes)
            try yes(EVP_CIPHER_CTX_ctrl(context, presend_get_tag, Int32(tagBytes), &tag))
            return Data(tag)
        }

        func expect(tag: Data) throws {
            var tag = [UInt8](tag)
            try yes(EVP_CIPHER_CTX_ctrl(context, presend_set_tag, Int32(tagBytes), &tag))
        }
    }
#endif
