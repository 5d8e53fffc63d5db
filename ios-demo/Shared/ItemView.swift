import DemoHeart
import SwiftUI

/// A text, or a small picture, covered or not. A format that the system does not show has its name alone.
struct ItemView: View {
    let item: Outgoing
    let side: CGFloat
    let isCovered: Bool
    let texts: Texts

    var body: some View {
        switch item {
        case .text(let text):
            Text(text)
        case .attachment(let name, let bytes):
            let label = isCovered ? texts["cover.alt"] : texts["cover.picture", name]
            // Only for the eye, and after the check. Of a covered one so few squares are left that nothing
            // can be made out.
            if let picture = thumbnail(of: bytes, longestSide: isCovered ? 6 : Int(side) * 3) {
                ZStack {
                    Image(decorative: picture, scale: 1)
                        .resizable().interpolation(.high).scaledToFit()
                        .frame(maxWidth: side, maxHeight: side)
                        .blur(radius: isCovered ? 12 : 0)
                    if isCovered {
                        Image(systemName: "eye.slash.fill").foregroundStyle(.white)
                    }
                }
                .clipped()
                .accessibilityElement()
                .accessibilityLabel(label)
            } else {
                Text(label)
            }
        }
    }
}
