import Foundation
internal import PresendInternal

/// Changing the sets. Each change is checked in full before it counts, on a background thread, to its end;
/// whatever goes wrong, the version that was active stays so.
extension SetStore {
    /// Checks a new set file, all of it, and puts it into use.
    ///
    /// - Parameters:
    ///   - file: The set file.
    ///   - set: The name of the set, as its pins have it.
    ///   - now: The time.
    /// - Throws: ``PresendError/store(name:reason:)`` with the name of the check that it failed.
    public func install(_ file: Data, for set: String, at now: Date = Date()) async throws {
        try await change { try $0.install(set: set, bytes: file, nowUnixSeconds: now.unixSeconds) }
    }

    /// The same from a file, whoever may write to it: the store copies it into its folder and checks the copy.
    /// It is not held in memory.
    ///
    /// - Parameters:
    ///   - url: A file URL.
    ///   - set: The name of the set.
    ///   - now: The time.
    /// - Throws: ``PresendError/store(name:reason:)``.
    public func install(contentsOf url: URL, for set: String, at now: Date = Date()) async throws {
        try await change { try $0.installFile(set: set, path: url.path, nowUnixSeconds: now.unixSeconds) }
    }

    /// The same from a delta to the active version.
    ///
    /// - Parameters:
    ///   - delta: The delta.
    ///   - set: The name of the set.
    ///   - now: The time.
    /// - Throws: ``PresendError/store(name:reason:)``.
    public func apply(_ delta: Data, to set: String, at now: Date = Date()) async throws {
        try await change { try $0.apply(set: set, delta: delta, nowUnixSeconds: now.unixSeconds) }
    }

    /// Back to the version before, if it is still valid. The version left does not come back.
    ///
    /// - Parameters:
    ///   - set: The name of the set.
    ///   - now: The time.
    /// - Throws: ``PresendError/store(name:reason:)``.
    public func rollback(_ set: String, at now: Date = Date()) async throws {
        try await change { try $0.rollback(set: set, nowUnixSeconds: now.unixSeconds) }
    }

    /// Keeps the active version: nothing newer becomes active until it expires, or until `nil` is given.
    ///
    /// - Parameters:
    ///   - set: The name of the set.
    ///   - version: The active version, or `nil`.
    /// - Throws: ``PresendError/store(name:reason:)`` if `version` is not the active one.
    public func pin(_ set: String, to version: UInt64?) async throws {
        try await change { try $0.pin(set: set, version: version) }
    }

    private func change(_ call: @escaping @Sendable (PresendInternal.SetStore) throws -> Void) async throws {
        try await offload { [native] in try translated { try call(native) } }
    }
}
