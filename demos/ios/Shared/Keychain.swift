import Foundation
import Security

/// The keychain said this instead of yes.
struct KeychainError: Error {
    let status: OSStatus
}

/// Short texts in the keychain of this device, shared by the app and its extension. They are in no backup.
struct Keychain: Sendable {
    let group: String

    /// The text that was kept last under this name; `nil` if there is none.
    func text(named name: String) throws -> String? {
        var query = item(name)
        query[kSecReturnData as String] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let data = found as? Data,
            let text = String(data: data, encoding: .utf8)
        else { throw KeychainError(status: status) }
        return text
    }

    /// Keeps a text in place of the last one of this name.
    func keep(_ text: String, named name: String) throws {
        let kept: [String: Any] = [
            kSecValueData as String: Data(text.utf8),
            kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(item(name) as CFDictionary, kept as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(item(name).merging(kept) { $1 } as CFDictionary, nil)
        }
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
