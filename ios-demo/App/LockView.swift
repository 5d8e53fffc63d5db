import DemoHeart
import SwiftUI

/// A grown-up's code before the rules.
struct LockView: View {
    let guardian: Guardian
    let texts: Texts
    @State private var code = ""
    @State private var said: String?

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(texts["guardian.title"]).font(.headline)
            Text(said ?? guardian.line(texts)).font(.caption)
            if guardian.offers.contains(.set) || guardian.isLocked {
                SecureField(texts["guardian.code"], text: $code).accessibilityIdentifier("code")
            }
            ForEach(guardian.offers, id: \.self) { key in
                Button {
                    turn(key)
                } label: {
                    Text(texts["guardian.\(key.rawValue)"]).frame(maxWidth: .infinity, minHeight: Tone.target)
                }
                .buttonStyle(.bordered)
                .accessibilityIdentifier("lock_\(key.rawValue)")
            }
        }
    }

    private func turn(_ key: Guardian.Key) {
        do {
            said = try guardian.turn(key, code: code, texts)
        } catch {
            said = texts["window.failed", String(describing: error)]
        }
        code = ""
    }
}
