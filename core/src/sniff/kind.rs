/// What an attachment is. A name or a declared type changes nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// JPEG still.
    Jpeg,
    /// PNG still.
    Png,
    /// PNG with animation control: `acTL` before the first `IDAT`.
    Apng,
    /// GIF, one frame or many.
    Gif,
    /// WebP still.
    WebP,
    /// WebP whose header says it is animated.
    AnimatedWebP,
    /// Windows bitmap.
    Bmp,
    /// TIFF, either byte order.
    Tiff,
    /// Windows icon or cursor.
    Ico,
    /// Portable bitmap, graymap, pixmap or PAM.
    Pnm,
    /// QOI, "quite OK image".
    Qoi,
    /// Targa, which has no signature: a header that breaks no rule.
    Tga,
    /// HEIC or HEIF (HEVC in ISO base media).
    Heic,
    /// AVIF (AV1 in ISO base media).
    Avif,
    /// MP4 video.
    Mp4,
    /// QuickTime movie.
    QuickTime,
    /// WebM or Matroska video.
    WebM,
    /// PDF document.
    Pdf,
    /// ZIP archive of no more special kind.
    Zip,
    /// Word document in ZIP.
    Docx,
    /// Excel workbook in ZIP.
    Xlsx,
    /// PowerPoint presentation in ZIP.
    Pptx,
    /// Valid UTF-8 or UTF-16 text without control bytes.
    PlainText,
    /// None of these.
    Unknown,
}

impl MediaKind {
    /// The media type as registered with IANA; `application/octet-stream` if unknown.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Apng => "image/apng",
            Self::Gif => "image/gif",
            Self::WebP | Self::AnimatedWebP => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
            Self::Ico => "image/vnd.microsoft.icon",
            Self::Pnm => "image/x-portable-anymap",
            Self::Qoi => "image/qoi",
            Self::Tga => "image/x-tga",
            Self::Heic => "image/heic",
            Self::Avif => "image/avif",
            Self::Mp4 => "video/mp4",
            Self::QuickTime => "video/quicktime",
            Self::WebM => "video/webm",
            Self::Pdf => "application/pdf",
            Self::Zip => "application/zip",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::PlainText => "text/plain",
            Self::Unknown => "application/octet-stream",
        }
    }
}
