// The system's picker.

@_exported import SwiftUI
public struct PHPickerConfiguration {
    public init() {}; public enum F { case images }; public enum M { case compatible };
    public var filter = F.images; public var selectionLimit = 1;
    public var preferredAssetRepresentationMode = M.compatible
}
public struct PHPickerResult { public let itemProvider: NSItemProvider }
@MainActor public class PHPickerViewController {
    public init(configuration: PHPickerConfiguration) {};
    public weak var delegate: (any PHPickerViewControllerDelegate)?
}
public protocol PHPickerViewControllerDelegate: AnyObject {
    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult])
}
