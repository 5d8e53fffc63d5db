import DemoHeart
import SwiftUI
import UIKit

/// The share sheet's way into the demo: the same check, within the little memory that an extension has.
@objc(ShareViewController)
final class ShareViewController: UIViewController {
    /// The system ends an extension at 110 MB or so. The picture is in memory once as bytes, once as
    /// ciphertext, and once as pixels.
    private let mostBytes = 16 << 20

    override func viewDidLoad() {
        super.viewDidLoad()
        Task { @MainActor in
            do {
                let phone = try await openPhone(files: Bundle.main.bundleURL, limits: .shareExtension)
                show(ShareView(phone: phone) { [weak self] in self?.close() })
                await attach(to: phone)
            } catch {
                show(Text(String(describing: error)).padding())
            }
        }
    }

    private func attach(to phone: Phone) async {
        let items = extensionContext?.inputItems.compactMap { $0 as? NSExtensionItem } ?? []
        do {
            guard let provider = items.flatMap({ $0.attachments ?? [] }).first else {
                throw LoadingError.noFile
            }
            await phone.attach(try await load(provider, atMost: mostBytes))
        } catch {
            phone.failed(error)
        }
    }

    private func show(_ content: some View) {
        let child = UIHostingController(rootView: content)
        addChild(child)
        child.view.frame = view.bounds
        child.view.autoresizingMask = [.flexibleWidth, .flexibleHeight]
        view.addSubview(child.view)
        child.didMove(toParent: self)
    }

    private func close() {
        extensionContext?.completeRequest(returningItems: nil)
    }
}

/// What the share sheet shows: the check, and the way out of it.
struct ShareView: View {
    let phone: Phone
    let close: () -> Void

    var body: some View {
        NavigationStack {
            ScrollView {
                VStack {
                    ScreenView(phone: phone, isAbove: true)
                    ScreenView(phone: phone)
                }
            }
            .navigationTitle(phone.texts["window.title"])
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                // Whatever is shown: closed without a choice, nothing was sent.
                Button(phone.texts["choice.back"], action: close).accessibilityIdentifier("close")
            }
        }
    }
}
