/// Makes the enumeration, `ALL`, `name` and `mime` of its rows: `Kind = "name", "media type";`.
macro_rules! kinds {
    ($($(#[$of:meta])* $kind:ident = $name:literal, $mime:literal;)+) => {
        /// What an attachment is. A name or a declared type changes nothing here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum MediaKind {
            $($(#[$of])* $kind,)+
        }

        impl MediaKind {
            /// All of them, in this order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$kind),+];

            /// The name by which the pages of the book call it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// The media type as registered with IANA; `application/octet-stream` if unknown.
            #[must_use]
            pub const fn mime(self) -> &'static str {
                match self {
                    $(Self::$kind => $mime,)+
                }
            }
        }
    };
}

kinds! {
    /// JPEG still.
    Jpeg = "JPEG", "image/jpeg";
    /// PNG still.
    Png = "PNG", "image/png";
    /// PNG with animation control: `acTL` before the first `IDAT`.
    Apng = "APNG", "image/apng";
    /// GIF, one frame or many.
    Gif = "GIF", "image/gif";
    /// WebP still.
    WebP = "WebP", "image/webp";
    /// WebP whose header says it is animated.
    AnimatedWebP = "animated WebP", "image/webp";
    /// Windows bitmap.
    Bmp = "BMP", "image/bmp";
    /// TIFF, either byte order.
    Tiff = "TIFF", "image/tiff";
    /// Windows icon or cursor.
    Ico = "ICO", "image/vnd.microsoft.icon";
    /// Portable bitmap, graymap, pixmap or PAM.
    Pnm = "PNM", "image/x-portable-anymap";
    /// QOI, "quite OK image".
    Qoi = "QOI", "image/qoi";
    /// Targa, which has no signature: a header that breaks no rule.
    Tga = "TGA", "image/x-tga";
    /// HEIC or HEIF (HEVC in ISO base media).
    Heic = "HEIC", "image/heic";
    /// AVIF (AV1 in ISO base media).
    Avif = "AVIF", "image/avif";
    /// MP4 video.
    Mp4 = "MP4", "video/mp4";
    /// QuickTime movie.
    QuickTime = "MOV", "video/quicktime";
    /// WebM or Matroska video.
    WebM = "WebM", "video/webm";
    /// PDF document.
    Pdf = "PDF", "application/pdf";
    /// ZIP archive of no more special kind.
    Zip = "ZIP", "application/zip";
    /// Word document in ZIP.
    Docx = "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    /// Excel workbook in ZIP.
    Xlsx = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /// PowerPoint presentation in ZIP.
    Pptx = "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    /// Valid UTF-8 or UTF-16 text without control bytes.
    PlainText = "plain text", "text/plain";
    /// The text of a message, handed over as such. No bytes are taken for it.
    Message = "message text", "text/plain";
    /// None of these.
    Unknown = "unknown", "application/octet-stream";
}
