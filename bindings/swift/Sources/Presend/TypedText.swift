internal import PresendInternal

/// Checks the links of a text while it is written: when nothing changed for a quarter of a second, and the cursor
/// has left the link. A newer text cancels the scan of an older one, and only what the newest text came to is told,
/// once.
///
/// ```swift
/// let typed = TypedText(scanner: scanner) { checked in
///     hint = checked.report.outcome == .match ? checked.explain(.user) : nil
/// }
/// typed.changed(text, cursor: text.endIndex)
/// ```
///
/// It is a hint, and does not replace ``AttachmentScanner/scan(text:at:following:)`` before the message is sent.
@MainActor
public final class TypedText {
    private let scanner: AttachmentScanner
    private let quiet: Duration
    private let clock: any Clock<Duration>
    private let told: @MainActor (Checked) -> Void
    private var waiting: Task<Void, Never>?
    /// The text whose scan has begun; the cursor may still move in it.
    private var begun: String?

    /// Nothing is checked before the first text.
    ///
    /// - Parameters:
    ///   - scanner: What checks.
    ///   - quiet: How long nothing must have changed.
    ///   - clock: Tells that time.
    ///   - told: Is told what the newest text came to.
    public init(
        scanner: AttachmentScanner, quiet: Duration = .milliseconds(250),
        clock: any Clock<Duration> = ContinuousClock(),
        whenChecked told: @escaping @MainActor (Checked) -> Void
    ) {
        (self.scanner, self.quiet, self.clock, self.told) = (scanner, quiet, clock, told)
    }

    /// The field has this in it now, or its cursor is there.
    ///
    /// - Parameters:
    ///   - text: All of it.
    ///   - cursor: Where the next character goes: an index of this text, at most its end.
    public func changed(_ text: String, cursor: String.Index) {
        guard text != begun else { return }
        stop()
        guard !isInLink(before: String(text[..<cursor]), behind: String(text[cursor...])) else { return }
        waiting = Task { [weak self, clock, quiet] in
            guard (try? await clock.sleep(for: quiet)) != nil else { return }
            await self?.check(text)
        }
    }

    /// Drops the text: nothing is told about it any more.
    public func stop() {
        waiting?.cancel()
        (waiting, begun) = (nil, nil)
    }

    private func check(_ text: String) async {
        guard !Task.isCancelled else { return }
        begun = text
        let checked = await scanner.scan(text: text)
        // Both run on the main actor: no newer text can come in between.
        if !Task.isCancelled { told(checked) }
    }
}
