import SwiftUI

/// The colours, in light and in dark: `scripts/ios-project contrast` reads them here. What is written in
/// `text`, `quiet` and `link` lies on any of `grounds`; what is written on `main` is white or black by the
/// system, so `main` is dark in both.
enum Tone {
    static let text = Color("text")
    static let quiet = Color("quiet")
    static let link = Color("link")
    static let main = Color("main")
    static let sent = Color("sent")
    static let kept = Color("kept")
    static let notice = Color("notice")

    /// The least that a finger hits, in points.
    static let target = 44.0
}
