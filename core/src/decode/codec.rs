use crate::closed_list::closed_list;

closed_list! {
    /// How the frames of a video are coded, as a report names it if they could not be decoded.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum VideoCodec {
        /// H.264, or AVC.
        H264 = "h264",
        /// HEVC, or H.265; Dolby Vision too.
        Hevc = "hevc",
        /// VVC, or H.266.
        Vvc = "vvc",
        /// VP8.
        Vp8 = "vp8",
        /// VP9.
        Vp9 = "vp9",
        /// AV1.
        Av1 = "av1",
        /// MPEG-1, MPEG-2, or MPEG-4 Part 2.
        Mpeg = "mpeg",
        /// H.263.
        H263 = "h263",
        /// Motion JPEG.
        MotionJpeg = "mjpeg",
        /// ProRes.
        ProRes = "prores",
        /// Theora.
        Theora = "theora",
        /// Another one.
        Other = "other",
    }
}
