import DemoHeart
import SwiftUI

/// A button that stays off for as long as the policy asks, and says for how long.
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
        Button {
            Task { await phone.choose(choice.action) }
        } label: {
            Text(secondsLeft == 0 ? choice.label : phone.texts["choice.send_in", secondsLeft])
                .frame(maxWidth: .infinity)
        }
        .buttonStyle(.bordered)
        .disabled(secondsLeft > 0)
        .accessibilityIdentifier(choice.action.rawValue)
        .task {
            while secondsLeft > 0 {
                guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
                secondsLeft -= 1
            }
        }
    }
}
