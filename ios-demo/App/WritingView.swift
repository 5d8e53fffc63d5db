import DemoHeart
import SwiftUI

/// Where a text is written and a picture is attached.
struct WritingView: View {
    let phone: Phone
    let attach: () -> Void
    @State private var text = ""

    var body: some View {
        HStack {
            Button(action: attach) { Image(systemName: "paperclip") }
                .accessibilityIdentifier("attach")
            TextField("", text: $text, axis: .vertical)
                .textFieldStyle(.roundedBorder)
                .accessibilityIdentifier("text")
            Button(action: send) { Image(systemName: "arrow.up.circle.fill") }
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
