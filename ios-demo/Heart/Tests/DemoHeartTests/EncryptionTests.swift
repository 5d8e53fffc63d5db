import Foundation
import Testing

@testable import DemoHeart

@MainActor
@Suite("The check leaves encryption as it is")
struct EncryptionTests {
    private func picture() throws -> Outgoing {
        .attachment(name: "coffee.jpg", bytes: try Repository.file("photos/coffee.jpg"))
    }

    @Test("With the check, without it and before it was there, the ciphertext is the same")
    func unchanged() async throws {
        let demo = try await Demo()
        // What a messenger without Presend sends: the same key, the same number.
        let before = Demo.Wire()
        let conversation = demo.conversation(before)
        try conversation.send(try picture(), line: "")
        try conversation.send(try picture(), line: "")
        _ = try await demo.app.attach(try picture())
        demo.settings.checks = false
        _ = try await demo.app.attach(try picture())
        #expect(demo.wire.sealed.map(\.ciphertext) == before.sealed.map(\.ciphertext))
        #expect(demo.wire.sealed.map(\.number) == [0, 1])
        #expect(before.sealed[0].ciphertext != before.sealed[1].ciphertext)
    }

    @Test("A changed bit, another number and another key are refused")
    func refused() throws {
        let session = Session(key: Data(count: 32))
        let bytes = try picture().bytes
        var sealed = try session.seal(bytes, number: 1)
        #expect(try session.open(sealed, number: 1) == bytes)
        #expect(throws: (any Error).self) { try session.open(sealed, number: 2) }
        #expect(throws: (any Error).self) {
            try Session(key: Data(repeating: 1, count: 32)).open(sealed, number: 1)
        }
        #expect(throws: (any Error).self) { try session.open(sealed.prefix(15), number: 1) }
        sealed[100] ^= 1
        #expect(throws: (any Error).self) { try session.open(sealed, number: 1) }
    }

    @Test("Both ends agree on a key, a third does not, and what is no key is refused")
    func agreement() throws {
        let (one, other, third) = (try KeyPair.new(), try KeyPair.new(), try KeyPair.new())
        let sealed = try Session(between: one, and: other.publicKey).seal(Data(), number: 7)
        #expect(try Session(between: other, and: one.publicKey).open(sealed, number: 7) == Data())
        #expect(throws: (any Error).self) {
            try Session(between: third, and: one.publicKey).open(sealed, number: 7)
        }
        #expect(throws: (any Error).self) { try Session(between: one, and: Data("no key".utf8)) }
    }

    /// AES-GCM by test case 14 of its specification; the rest by Python's `cryptography` from the keys
    /// 01 02 .. 20 and 21 22 .. 40.
    @Test("Key agreement, key derivation and encryption give the bytes that other programs give")
    func knownAnswers() throws {
        let zeros = try Session(key: Data(count: 32)).seal(Data(count: 16), number: 0)
        #expect(hex(zeros) == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
        let own = """
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyChRANCAARR\
            XD1uueOWuQTT/sp/VP3NDMHpl783XcpRWtCmw7QDX0U2vjpQ8xj7+aVHWQKiIVAr7w1X4IxTsswKVvF9n5NU
            """
        let other = """
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHxQBRr+xslH4T03b4NTNz9d6/ZhKlSDjV5QCH4MSu57smVoIsfp3BN89zAtQqWZS\
            Y/t3Eflfn4pEnFCW5HyJKw==
            """
        let keys = KeyPair(privateKey: try #require(Data(base64Encoded: own)), publicKey: Data())
        let session = try Session(between: keys, and: try #require(Data(base64Encoded: other)))
        #expect(
            hex(try session.seal(Data("presend".utf8), number: 7))
                == "42036bb3133a3a619a2bcc6a8b68b2dac4bd8d15d87054")
    }

    private func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
}
