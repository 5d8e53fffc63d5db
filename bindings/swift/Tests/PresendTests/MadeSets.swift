import Foundation
import Presend

/// The sets that scripts/walk-through-sets made by the walk-through of the book.
enum MadeSets {
    static let name = "made-up/images"
    private static let made = Sample.root.appendingPathComponent("target/walk-through-sets")

    /// Listed in the first version, withdrawn in the second.
    static let listed = made.appendingPathComponent("kit/test-1/original.png")

    static func url(_ name: String) -> URL { made.appendingPathComponent(name) }

    static func file(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

    static func pins() throws -> [String] {
        [try String(contentsOf: url("pins.txt"), encoding: .utf8)]
    }

    /// A store in this folder, or a new one.
    static func store(
        in folder: URL? = nil, vault: any StateVault = MemoryVault(), journal: Journal? = nil
    ) async throws -> SetStore {
        let folder = try folder ?? Sample.folder()
        return try await SetStore.open(at: folder, pins: try pins(), vault: vault, journal: journal)
    }
}
