import Foundation
import Presend

/// Keeps the state of each set in a folder. A phone has a better place, the keychain.
struct FolderVault: StateVault {
    let folder: URL

    func load(set: String) throws -> String? {
        let file = file(set)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        // What is no text is lost, and no failure that passes.
        return String(data: try Data(contentsOf: file), encoding: .utf8) ?? ""
    }

    func save(_ text: String, set: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file(set), options: .atomic)
    }

    private func file(_ set: String) -> URL {
        folder.appending(path: set.replacingOccurrences(of: "/", with: "_"))
    }
}
