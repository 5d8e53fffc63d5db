import DemoHeart
import SwiftUI

/// The demo messenger: what is "sent" is checked, encrypted and shown here, and goes nowhere.
@main
struct MessengerApp: App {
    @State private var phone: Phone?
    @State private var failure: String?

    var body: some Scene {
        WindowGroup {
            if let phone {
                ConversationView(phone: phone)
            } else if let failure {
                Text(failure).padding()
            } else {
                ProgressView().task { await open() }
            }
        }
    }

    private func open() async {
        let files = Bundle.main.bundleURL.appending(path: "demo-files")
        do {
            phone = try await openPhone(files: files)
        } catch {
            failure = String(describing: error)
        }
    }
}
