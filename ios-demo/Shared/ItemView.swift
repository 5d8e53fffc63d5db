import DemoHeart
import SwiftUI

/// A text, or a small picture with its name. A format that the system does not show has its name alone.
struct ItemView: View {
    let item: Outgoing
    let side: CGFloat

    var body: some View {
        switch item {
        case .text(let text):
            Text(text)
        case .attachment(let name, let bytes):
            VStack(alignment: .leading) {
                // Only for the eye, and after the check.
                if let picture = thumbnail(of: bytes, longestSide: Int(side) * 3) {
                    Image(decorative: picture, scale: 3)
                        .resizable().scaledToFit()
                        .frame(maxWidth: side, maxHeight: side)
                }
                Text(name).font(.caption)
            }
        }
    }
}
