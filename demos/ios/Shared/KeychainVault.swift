import Presend

/// Keeps the state of each set in the keychain, so that restored files do not bring an old state back.
struct KeychainVault: StateVault {
    let keychain: Keychain

    func load(set: String) throws -> String? { try keychain.text(named: set) }

    func save(_ text: String, set: String) throws { try keychain.keep(text, named: set) }
}
