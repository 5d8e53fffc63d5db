internal import PresendInternal

/// Which form of the picture a perceptual hash was taken of. The raw value is the stable name.
public enum Variant: String, Sendable, CaseIterable {
    /// As it is.
    case upright
    /// A quarter turn clockwise.
    case rotate90
    /// A half turn.
    case rotate180
    /// A quarter turn counter-clockwise.
    case rotate270
    /// Left and right swapped.
    case mirror
    /// Top and bottom swapped.
    case flip
    /// Rows and columns swapped.
    case transpose
    /// Mirrored along the other diagonal.
    case transverse
    /// The picture as seen, transparent pixels over black.
    case overBlack = "over_black"
    /// With light and dark swapped.
    case inverted
    /// Without a flat border around it.
    case trimmed
    /// One rectangle of what is seen: of a screenshot, a page with a caption, a chat.
    case rectangle
    /// Turned back, of a picture that lies turned on a flat ground.
    case straightened
    /// As it was before a part was cut away.
    case uncropped
    /// Turned back a little, of a picture that was turned and cut to a rectangle.
    case tilted
}

extension Variant {
    init(_ variant: PresendInternal.Variant) {
        switch variant {
        case .overBlack: self = .overBlack
        case .edited(.inverted): self = .inverted
        case .edited(.trimmed): self = .trimmed
        case .edited(.rectangle): self = .rectangle
        case .edited(.straightened): self = .straightened
        case .edited(.uncropped): self = .uncropped
        case .edited(.tilted): self = .tilted
        case .turned(.upright): self = .upright
        case .turned(.rotate90): self = .rotate90
        case .turned(.rotate180): self = .rotate180
        case .turned(.rotate270): self = .rotate270
        case .turned(.mirror): self = .mirror
        case .turned(.flip): self = .flip
        case .turned(.transpose): self = .transpose
        case .turned(.transverse): self = .transverse
        }
    }
}
