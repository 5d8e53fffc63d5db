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
                ScrollView {
                    VStack(spacing: 12) {
                        ForEach(phone.app.conversation.messages) {
                            BubbleView(message: $0, texts: phone.texts)
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

/// A message with its small line. One that was not sent is pale.
struct BubbleView: View {
    let message: Message
    let texts: Texts

    var body: some View {
        VStack(alignment: .trailing, spacing: 4) {
            ItemView(item: message.item, side: 160)
                .padding(10)
                .background(.blue.opacity(0.15), in: .rect(cornerRadius: 12))
            Text(texts[message.line]).font(.caption).foregroundStyle(.secondary)
        }
        .opacity(message.number == nil ? 0.6 : 1)
        .frame(maxWidth: .infinity, alignment: .trailing)
    }
}
