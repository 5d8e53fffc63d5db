import DemoHeart
import SwiftUI

/// The conversation, what is shown before a message goes out, and where the next one is written.
struct ConversationView: View {
    let phone: Phone
    @State private var sheet: Sheet?

    /// What lies over the conversation.
    enum Sheet: Identifiable {
        case scenarios, settings, picker
        var id: Self { self }
    }

    var body: some View {
        NavigationStack {
            VStack(spacing: 0) {
                ScreenView(phone: phone, isAbove: true)
                ScrollView {
                    VStack(spacing: 12) {
                        ForEach(phone.app.conversation.messages) {
                            BubbleView(message: $0, phone: phone)
                        }
                    }
                    .padding()
                }
                .defaultScrollAnchor(.bottom)
                Divider()
                ScreenView(phone: phone)
                WritingView(phone: phone) { sheet = .picker }
            }
            .navigationTitle(phone.texts["window.peer"])
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .topBarLeading) {
                    Button(phone.texts["window.scenarios"]) { sheet = .scenarios }
                        .accessibilityIdentifier("scenarios")
                }
                ToolbarItem(placement: .topBarTrailing) {
                    Button(phone.texts["window.settings"], systemImage: "gearshape") { sheet = .settings }
                        .accessibilityIdentifier("settings")
                }
            }
        }
        .sheet(item: $sheet) { sheet in
            switch sheet {
            case .scenarios: ScenarioList(phone: phone)
            case .settings: SettingsView(phone: phone, settings: phone.app.settings)
            case .picker: PhotoPicker(phone: phone)
            }
        }
    }
}

/// A message with its small line and its time. One that was not sent has another
/// colour, as has one that came, which is at the other side.
struct BubbleView: View {
    let message: Message
    let phone: Phone

    var body: some View {
        let isCovered = phone.covers(message)
        VStack(alignment: .leading, spacing: 4) {
            ItemView(item: message.item, side: 160, isCovered: isCovered, texts: phone.texts)
            if message.startsCovered {
                Button {
                    phone.uncover(message)
                } label: {
                    Text(phone.texts[isCovered ? "choice.show" : "choice.cover"])
                        .frame(minHeight: Tone.target)
                }
                .foregroundStyle(Tone.link)
                .accessibilityIdentifier("show_\(message.id)")
            }
            Text("\(phone.texts[message.line])  \(time(message.date))").font(.caption).foregroundStyle(
                Tone.quiet)
        }
        .padding(12)
        .background(message.number == nil ? Tone.kept : Tone.sent, in: .rect(cornerRadius: 16))
        .frame(maxWidth: .infinity, alignment: message.isReceived ? .leading : .trailing)
    }
}
