import Foundation

/// The key pair of one end, on the curve P-256.
public struct KeyPair: Sendable {
    /// PKCS #8, DER.
    let privateKey: Data
    /// What the other end is given: SubjectPublicKeyInfo, DER.
    public let publicKey: Data

    /// A new one.
    ///
    /// - Throws: What the system's cryptography says.
    public static func new() throws -> KeyPair { try primitives.newKeyPair() }
}

/// End-to-end encryption of one direction of a conversation: ECDH over P-256, HKDF-SHA-256, AES-256-GCM.
/// It is what a demo needs and no more: no ratchet, no authentication of the other end.
public struct Session: Sendable {
    private static let info = Data("presend demo, one direction".utf8)
    private let key: Data

    /// A session with this key.
    ///
    /// - Parameter key: 32 bytes.
    public init(key: Data) { self.key = key }

    /// The session of these two ends: the same on both.
    ///
    /// - Parameters:
    ///   - own: The key pair of this end.
    ///   - other: The public key of the other.
    /// - Throws: What the system's cryptography says of a key that is none.
    public init(between own: KeyPair, and other: Data) throws {
        key = try primitives.agree(own, other, info: Self.info)
    }

    /// Encrypts. The nonce is the message's number, so a number must never be used twice.
    ///
    /// - Parameters:
    ///   - plaintext: What is encrypted.
    ///   - number: The message's number.
    /// - Returns: As many bytes, and a tag of 16.
    /// - Throws: What the system's cryptography says.
    public func seal(_ plaintext: Data, number: UInt64) throws -> Data {
        try primitives.seal(plaintext, key: key, nonce: nonce(number))
    }

    /// What was sealed.
    ///
    /// - Parameters:
    ///   - ciphertext: What ``seal(_:number:)`` gave.
    ///   - number: The message's number.
    /// - Returns: The plaintext.
    /// - Throws: If a bit of it was changed, or number or key is another.
    public func open(_ ciphertext: Data, number: UInt64) throws -> Data {
        try primitives.open(ciphertext, key: key, nonce: nonce(number))
    }

    private func nonce(_ number: UInt64) -> Data {
        withUnsafeBytes(of: number.bigEndian) { Data(count: 4) + Data($0) }
    }
}
