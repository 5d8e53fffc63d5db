import Foundation
import Presend

/// Keeps the state of each set in the keychain, so that restored files do not bring an old state back.
///
/// None, lost and out of reach are not the same. What the keychain does not have is none. What it has and is
/// no text is lost: the store begins a new state, and the journal says so. Whatever else it says (that the
/// phone is locked, say) is thrown: the store keeps what it has, and nothing is written over.
struct KeychainVault: StateVault {
    let keychain: Keychain

    func load(set: String) throws -> String? {
        try keychain.data(named: set).map { String(data: $0, encoding: .utf8) ?? "" }
    }

    func save(_ text: String, set: String) throws { try keychain.keep(Data(text.utf8), named: set) }
}
