import DemoHeart
import SwiftUI

/// What is shown below the conversation; a question above it, where nothing was tapped before.
struct ScreenView: View {
    let phone: Phone
    var isAbove = false

    var body: some View {
        if isAbove == isQuestion { whole }
    }

    private var isQuestion: Bool {
        if case .question = phone.screen { true } else { false }
    }

    private var whole: some View {
        VStack(alignment: .leading, spacing: 12) {
            if !phone.about.isEmpty { Text(phone.about) }
            if let failure = phone.failure { Text(failure).foregroundStyle(.red) }
            if phone.isBusy {
                ProgressView().frame(maxWidth: .infinity)
            } else {
                content
                if let label = phone.nextLabel {
                    Button {
                        Task { await phone.next() }
                    } label: {
                        Text(label).frame(maxWidth: .infinity, minHeight: Tone.target)
                    }
                    .buttonStyle(.bordered)
                    .accessibilityIdentifier("next")
                }
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding()
    }

    @ViewBuilder private var content: some View {
        switch phone.screen {
        case .sent(let line), .kept(let line), .news(let line): Text(line)
        case .notice(let notice): NoticeView(notice: notice, phone: phone)
        case .question(let question): QuestionView(question: question, phone: phone)
        case .reading(let reading): ReadingView(reading: reading, phone: phone)
        case nil: Text(phone.texts["window.welcome"])
        }
    }
}
