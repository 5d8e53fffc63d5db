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
                ItemView(item: notice.item, side: 96)
                Text(notice.body)
            }
            ForEach(notice.choices) { ChoiceButton(choice: $0, phone: phone) }
        }
        .padding()
        .background(.yellow.opacity(0.15), in: .rect(cornerRadius: 12))
        // Another notice, or the same one asked again, restarts its pause.
        .id(notice)
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
                    ForEach(reading.paragraphs, id: \.self) { paragraph in
                        if !paragraph.heading.isEmpty { Text(paragraph.heading).font(.headline) }
                        Text(paragraph.text).textSelection(.enabled)
                    }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .frame(maxHeight: 320)
            ForEach(reading.choices) { ChoiceButton(choice: $0, phone: phone) }
        }
    }
}
