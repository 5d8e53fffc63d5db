import Foundation

/// What is kept of a code: a salt and what PBKDF2-HMAC-SHA-256 makes of both, in hex, and how often a wrong
/// one was given.
struct Passcode {
    private static let rounds = 210_000
    let file: URL

    /// True if a code was set, also if what was kept of it is damaged. Then no code fits.
    var isSet: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// Wrong codes since the last right one. It outlives the app, so that opening it again gains no more tries.
    var wrong: Int { kept()?.wrong ?? 0 }

    func set(_ code: String) throws {
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
        try keep(Kept(salt: salt, hash: try hash(code, salt), wrong: 0))
    }

    /// True if this is the code. A wrong one is counted before anything is said.
    func fits(_ code: String) throws -> Bool {
        guard var kept = kept() else { return false }
        kept.wrong += 1
        try keep(kept)
        // Compared without a hint how far it was right.
        let difference = zip(try hash(code, kept.salt), kept.hash).reduce(0) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0 else { return false }
        kept.wrong = 0
        try keep(kept)
        return true
    }

    func remove() throws { try FileManager.default.removeItem(at: file) }

    private struct Kept {
        let salt: Data
        let hash: Data
        var wrong: Int
    }

    private func keep(_ kept: Kept) throws {
        let text = "\(kept.salt.hex) \(kept.hash.hex) \(kept.wrong)"
        try Data(text.utf8).write(to: file, options: .atomic)
    }

    private func kept() -> Kept? {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard let found = text.wholeMatch(of: /([0-9a-f]{32}) ([0-9a-f]{64}) ([0-9]{1,6})/)?.output else {
            return nil
        }
        return Kept(salt: Data(hex: found.1), hash: Data(hex: found.2), wrong: Int(found.3) ?? 0)
    }

    private func hash(_ code: String, _ salt: Data) throws -> Data {
        try primitives.stretch(code, salt: salt, rounds: Self.rounds)
    }
}

extension Data {
    var hex: String { map { String(format: "%02x", $0) }.joined() }

    /// Of pairs of hex digits.
    init(hex: Substring) {
        let digits = hex.compactMap(\.hexDigitValue)
        let starts = stride(from: 0, to: digits.count - 1, by: 2)
        self.init(starts.map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
