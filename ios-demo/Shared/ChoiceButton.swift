import DemoHeart
import SwiftUI

/// A button that stays off for as long as the policy asks, and says for how long. It looks as its choice
/// weighs.
struct ChoiceButton: View {
    let choice: Choice
    let phone: Phone
    @State private var secondsLeft: Int

    init(choice: Choice, phone: Phone) {
        self.choice = choice
        self.phone = phone
        _secondsLeft = State(initialValue: choice.friction.pauseSeconds)
    }

    var body: some View {
        styled
            .keyboardShortcut(shortcut)
            .disabled(secondsLeft > 0)
            .accessibilityIdentifier(choice.action.rawValue)
            .task {
                while secondsLeft > 0 {
                    guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
                    secondsLeft -= 1
                }
            }
    }

    @ViewBuilder private var styled: some View {
        switch choice.weight {
        case .main: button.buttonStyle(.borderedProminent).tint(Tone.main)
        case .plain: button.buttonStyle(.bordered).foregroundStyle(Tone.text)
        case .link: button.buttonStyle(.borderless).foregroundStyle(Tone.link)
        case .apart: button.buttonStyle(.borderless).foregroundStyle(Tone.quiet)
        }
    }

    /// Return takes the main way out and Escape changes nothing; neither sends anything to anyone.
    private var shortcut: KeyboardShortcut? {
        if choice.weight == .main && choice.action != .trust { return .defaultAction }
        return [.keep, .back].contains(choice.action) ? .cancelAction : nil
    }

    private var button: some View {
        Button {
            Task { await phone.choose(choice.action) }
        } label: {
            Text(secondsLeft == 0 ? choice.label : phone.texts["choice.send_in", secondsLeft])
                .frame(maxWidth: .infinity, minHeight: Tone.target)
        }
    }
}

/// The choices in their order: what is apart is last, below a line.
struct ChoicesView: View {
    let choices: [Choice]
    let phone: Phone

    var body: some View {
        VStack(spacing: 8) {
            ForEach(choices.filter { $0.weight != .apart }) { ChoiceButton(choice: $0, phone: phone) }
            if choices.contains(where: { $0.weight == .apart }) { Divider().padding() }
            ForEach(choices.filter { $0.weight == .apart }) { ChoiceButton(choice: $0, phone: phone) }
        }
    }
}
