import DemoHeart
import PhotosUI
import SwiftUI

/// The system's picker, in a process of its own: the app sees the one picture that is picked, and needs no
/// permission.
struct PhotoPicker: UIViewControllerRepresentable {
    let phone: Phone
    @Environment(\.dismiss) private var dismiss

    func makeUIViewController(context: Context) -> PHPickerViewController {
        var configuration = PHPickerConfiguration()
        configuration.filter = .images
        configuration.selectionLimit = 1
        // HEIC comes as JPEG: what is checked is what is sent.
        configuration.preferredAssetRepresentationMode = .compatible
        let picker = PHPickerViewController(configuration: configuration)
        picker.delegate = context.coordinator
        return picker
    }

    func updateUIViewController(_ picker: PHPickerViewController, context: Context) {}

    func makeCoordinator() -> Coordinator { Coordinator(phone) { dismiss() } }

    /// Is told what was picked.
    @MainActor
    final class Coordinator: NSObject, @preconcurrency PHPickerViewControllerDelegate {
        private let phone: Phone
        private let dismiss: () -> Void

        init(_ phone: Phone, dismiss: @escaping () -> Void) {
            self.phone = phone
            self.dismiss = dismiss
        }

        func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
            dismiss()
            guard let provider = results.first?.itemProvider else { return }
            Task { @MainActor in
                do {
                    await phone.attach(try await load(provider, atMost: 64 << 20))
                } catch {
                    phone.failed(error)
                }
            }
        }
    }
}
