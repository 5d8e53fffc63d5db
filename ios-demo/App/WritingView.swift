import DemoHeart
import SwiftUI

/// Where a text is written and a picture is attached.
struct WritingView: View {
    let phone: Phone
    let attach: () -> Void
    @State private var text = ""

    var body: some View {
        HStack {
            Button(action: attach) {
                Image(systemName: "paperclip").frame(minWidth: Tone.target, minHeight: Tone.target)
            }
            .accessibilityLabel(phone.texts["window.attach"])
            .accessibilityIdentifier("attach")
            TextField(phone.texts["window.write"], text: $text, axis: .vertical)
                .textFieldStyle(.roundedBorder)
                .accessibilityIdentifier("text")
            Button(action: send) {
                Image(systemName: "arrow.up.circle.fill")
                    .frame(minWidth: Tone.target, minHeight: Tone.target)
            }
            .accessibilityLabel(phone.texts["window.send"])
            .accessibilityIdentifier("send_text")
            .disabled(text.isEmpty)
        }
        .padding()
        .disabled(phone.isBusy)
    }

    private func send() {
        let item = Outgoing.text(text)
        text = ""
        Task { await phone.attach(item) }
    }
}
