import Foundation
import Security

/// The keychain said this instead of yes.
struct KeychainError: Error {
    let status: OSStatus
}

/// A few bytes in the keychain of this device, shared by the app and its extension. They are in no backup.
struct Keychain: Sendable {
    let group: String

    /// What was kept last under this name; `nil` only if the keychain says that there is none.
    func data(named name: String) throws -> Data? {
        var query = item(name)
        query[kSecReturnData as String] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let data = found as? Data else { throw KeychainError(status: status) }
        return data
    }

    /// Keeps this in place of the last of this name: in one step, so that a crash leaves the old or the new.
    func keep(_ data: Data, named name: String) throws {
        let kept: [String: Any] = [
            kSecValueData as String: data,
            kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(item(name) as CFDictionary, kept as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(item(name).merging(kept) { $1 } as CFDictionary, nil)
        }
        // Whatever else it says: nothing was kept, and nothing is deleted to make it fit.
        guard status == errSecSuccess else { throw KeychainError(status: status) }
    }

    private func item(_ name: String) -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: "presend-demo",
            kSecAttrAccount as String: name,
            kSecAttrAccessGroup as String: group,
            kSecUseDataProtectionKeychain as String: true,
        ]
    }
}
