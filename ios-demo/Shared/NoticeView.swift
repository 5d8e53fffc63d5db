import DemoHeart
import SwiftUI

/// The notice before a message goes out, with a button for each choice.
struct NoticeView: View {
    let notice: Screen.Notice
    let phone: Phone

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(notice.title).font(.title2.bold()).accessibilityAddTraits(.isHeader)
            HStack(alignment: .top, spacing: 12) {
                ItemView(
                    item: notice.item, side: 110, isCovered: notice.cover?.isOn == true, texts: phone.texts)
                VStack(alignment: .leading, spacing: 8) {
                    Text(notice.body)
                    if let cover = notice.cover {
                        Text(cover.line).font(.caption).foregroundStyle(Tone.quiet)
                        ChoiceButton(choice: cover.choice, phone: phone)
                    }
                }
            }
            ChoicesView(choices: notice.choices, phone: phone)
        }
        .padding()
        .background(Tone.notice, in: .rect(cornerRadius: 16))
        // Another notice, or the same one asked again, restarts its pause.
        .id(notice)
    }
}

/// Asked once more, at the top of the screen: not where the finger was.
struct QuestionView: View {
    let question: Screen.Question
    let phone: Phone

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(question.title).font(.title2.bold()).accessibilityAddTraits(.isHeader)
            Text(question.body)
            ChoicesView(choices: question.choices, phone: phone)
        }
        .padding()
        .background(Tone.notice, in: .rect(cornerRadius: 16))
    }
}

/// Something to read, and the way back.
struct ReadingView: View {
    let reading: Screen.Reading
    let phone: Phone

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(reading.title).font(.title2.bold()).accessibilityAddTraits(.isHeader)
            ScrollView {
                VStack(alignment: .leading, spacing: 12) {
                    ForEach(reading.paragraphs, id: \.self) { ParagraphView(paragraph: $0) }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .frame(maxHeight: 320)
            ChoicesView(choices: reading.choices, phone: phone)
        }
    }
}

/// A paragraph with its heading and its sign. The sign is for the eye: the words say the same.
struct ParagraphView: View {
    let paragraph: Paragraph

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            if !paragraph.heading.isEmpty { Text(paragraph.heading).font(.headline) }
            if !paragraph.text.isEmpty {
                HStack(alignment: .top, spacing: 8) {
                    if let sign { Image(systemName: sign).foregroundStyle(Tone.link) }
                    Text(paragraph.text).textSelection(.enabled)
                }
            }
        }
    }

    private var sign: String? {
        switch paragraph.mark {
        case .none: nil
        case .clean: "checkmark.circle"
        case .found: "exclamationmark.triangle"
        case .undecided: "questionmark.circle"
        case .list: "list.bullet.rectangle"
        }
    }
}
