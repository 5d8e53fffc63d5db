import DemoHeart
import Foundation
import UniformTypeIdentifiers

/// Why something was not attached.
enum LoadingError: Error {
    /// The other app gave no file.
    case noFile
    /// It is larger than this many bytes.
    case tooLarge(bytes: Int)
    /// It is no picture that can be drawn.
    case notDrawn
}

/// What a picker or another app gives, as it will be sent. iPhones take HEIC, which Presend does not decode
/// and many receivers do not show: it becomes a JPEG first, and that JPEG is checked and encrypted.
///
/// - Parameters:
///   - provider: Gives it.
///   - bytes: No larger file is read into memory.
/// - Returns: An attachment.
/// - Throws: ``LoadingError``, or what the system says.
@MainActor
func load(_ provider: NSItemProvider, atMost bytes: Int) async throws -> Outgoing {
    let types = provider.registeredTypeIdentifiers
    let type =
        types.first { UTType($0)?.conforms(to: .image) == true } ?? types.first ?? UTType.data.identifier
    let isHEIC = UTType(type).map { $0.conforms(to: .heic) || $0.conforms(to: .heif) } ?? false
    return try await withCheckedThrowingContinuation { continuation in
        provider.loadFileRepresentation(forTypeIdentifier: type) { url, error in
            // The system takes the file away when this returns.
            continuation.resume(
                with: Result {
                    guard let url else { throw error ?? LoadingError.noFile }
                    return try isHEIC ? jpeg(of: url) : file(at: url, atMost: bytes)
                })
        }
    }
}

private func file(at url: URL, atMost bytes: Int) throws -> Outgoing {
    let handle = try FileHandle(forReadingFrom: url)
    defer { try? handle.close() }
    let data = try handle.read(upToCount: bytes + 1) ?? Data()
    guard data.count <= bytes else { throw LoadingError.tooLarge(bytes: bytes) }
    return .attachment(name: url.lastPathComponent, bytes: data)
}

private func jpeg(of url: URL) throws -> Outgoing {
    guard let picture = thumbnail(of: url, longestSide: 2_048), let bytes = jpeg(picture) else {
        throw LoadingError.notDrawn
    }
    let name = url.deletingPathExtension().appendingPathExtension("jpg").lastPathComponent
    return .attachment(name: name, bytes: bytes)
}
