#if canImport(PhotosUI) && canImport(UniformTypeIdentifiers)
    import Foundation
    import PhotosUI
    import UniformTypeIdentifiers

    extension AttachmentScanner {
        /// Checks what the user picked, without a copy of it in the app's folder: the picker's file is
        /// opened before the system takes it away. What cannot be loaded is undecided, `unreadable`. A
        /// cancelled task stops the loading too.
        ///
        /// - Parameters:
        ///   - result: What was picked.
        ///   - now: The time.
        ///   - follower: Is told what the scan begins to do.
        /// - Returns: The facts and the choice.
        public func scan(
            _ result: sending PHPickerResult, at now: Date = Date(), following follower: ScanFollower? = nil
        ) async -> Checked {
            let provider = result.itemProvider
            let types = provider.registeredTypeIdentifiers
            let wanted = types.first { UTType($0)?.conforms(to: .content) == true } ?? types.first
            let loading = Loading()
            let source: any ByteSource = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    loading.watch(
                        provider.loadFileRepresentation(
                            forTypeIdentifier: wanted ?? UTType.data.identifier
                        ) { url, _ in
                            let opened = url.flatMap { try? FileSource(url: $0) }
                            continuation.resume(returning: opened ?? UnreadableSource())
                        })
                }
            } onCancel: {
                loading.cancel()
            }
            return await scan(source, at: now, following: follower)
        }
    }

    /// What the system loads, and whether it still has to.
    private final class Loading: @unchecked Sendable {
        private let lock = NSLock()
        private var progress: Progress?
        private var isCancelled = false

        func watch(_ progress: Progress) {
            let isCancelled = lock.withLock {
                self.progress = progress
                return self.isCancelled
            }
            if isCancelled { progress.cancel() }
        }

        func cancel() {
            let progress = lock.withLock {
                isCancelled = true
                return self.progress
            }
            progress?.cancel()
        }
    }
#endif
