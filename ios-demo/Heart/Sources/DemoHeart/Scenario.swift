/// The eleven things to try. Files are below the folder of `scripts/demo-files`.
public enum Scenario: String, Sendable, CaseIterable {
    // In the order of the page that describes them.
    case harmless, listed, reencoded, edited, animation, unreadable, text, update, offline, checked,
        received

    /// The key of its name in the texts.
    public var title: String { "scenario.\(rawValue)" }

    /// The key of what is said about all of it; `nil` if nothing.
    public var about: String? {
        switch self {
        case .offline: "window.offline"
        case .update: "window.update"
        default: nil
        }
    }

    /// What is done.
    public var steps: [Step] {
        switch self {
        case .harmless: [.attach("photos/coffee.jpg")]
        case .listed: [.attach("kit/original.png")]
        case .reencoded: [.attach("kit/messenger-800-quality-70.jpg")]
        case .edited:
            [
                .attach("kit/turned-rotate90.jpg"), .attach("kit/turned-mirror.jpg"),
                .attach("kit/gif-palette.gif"), .attach("kit/jpeg-cmyk-adobe.jpg"),
            ]
        case .animation: [.attach("kit/gif-second-frame.gif")]
        case .unreadable: [.attach("kit/corrupt-data.png"), .attach("kit/random-bytes.bin")]
        case .text: [.type("sample.spelling"), .type("sample.link")]
        case .update:
            // Version 2 has the picture no longer.
            [
                .attach("kit/withdrawn.png"), .update("sets/1-2.khd"), .attach("kit/withdrawn.png"),
                .update("sets/forged.khs"), .rollback,
            ]
        case .offline: [.attach("photos/coffee.jpg"), .attach("kit/original.png")]
        case .checked: [.showChecked]
        case .received: [.receive("photos/coffee.jpg")]
        }
    }
}

/// One thing to do in a scenario.
public enum Step: Sendable, Hashable {
    /// Attach this file.
    case attach(String)
    /// This file comes from the other end.
    case receive(String)
    /// Type the text of this key.
    case type(String)
    /// Offer this set file or delta as an update.
    case update(String)
    /// Go back to the version before.
    case rollback
    /// Look at what was checked.
    case showChecked
}
