/* Pixels in every format, with gaps between rows, and as the frames of a video. */
#include "check.h"

#include <stdlib.h>

#define SIDE 128u

/* The built-in picture as top-down rows of `format`, `gap` bytes after each row. */
static PresendPixels pixels_of(uint32_t format, size_t gap) {
    const size_t each = format == PRESEND_PIXEL_FORMAT_RGB8 ? 3 : 4;
    const size_t stride = SIDE * each + gap;
    PresendBuffer file;
    OK(presend_test_picture(0, &file));
    /* The last row has no gap behind it. */
    uint8_t *data = (uint8_t *)calloc(stride * SIDE - gap, 1);
    for (uint32_t y = 0; y < SIDE; y++) {
        for (uint32_t x = 0; x < SIDE; x++) {
            const uint8_t *bgr = file.data + 54 + ((SIDE - 1 - y) * SIDE + x) * 3;
            uint8_t *to = data + y * stride + x * each;
            bool blue_first = format == PRESEND_PIXEL_FORMAT_BGRA8;
            to[0] = bgr[blue_first ? 0 : 2];
            to[1] = bgr[1];
            to[2] = bgr[blue_first ? 2 : 0];
            if (each == 4) to[3] = 255;
        }
    }
    presend_buffer_free(&file);
    PresendPixels pixels = {data, stride * SIDE - gap, stride, SIDE, SIDE, format, 1};
    return pixels;
}

static PresendChecked *scan_pixels(const PresendScanner *scanner, const PresendPixels *pixels) {
    PresendChecked *checked = NULL;
    OK(presend_scan_pixels(scanner, pixels, NOW, NULL, &checked));
    return checked;
}

static void every_format_and_stride_gives_the_same_picture(void) {
    const uint32_t formats[] = {PRESEND_PIXEL_FORMAT_RGB8, PRESEND_PIXEL_FORMAT_RGBA8, PRESEND_PIXEL_FORMAT_BGRA8};
    PresendScanner *scanner = demo_scanner();
    for (int i = 0; i < 6; i++) {
        PresendPixels pixels = pixels_of(formats[i / 2], i % 2 == 0 ? 0 : 13);
        PresendChecked *checked = scan_pixels(scanner, &pixels);
        PresendFinding finding;
        OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
        CHECK(finding.evidence == PRESEND_EVIDENCE_PERCEPTUAL && finding.distance_bits == 0);
        CHECK(finding.threshold_bits == 31 && same(finding.variant, "upright") && finding.test);
        presend_checked_free(checked);
        free((void *)pixels.data);
    }
    presend_scanner_free(scanner);
}

static void the_orientation_is_what_a_viewer_does(void) {
    PresendScanner *scanner = demo_scanner();
    PresendPixels pixels = pixels_of(PRESEND_PIXEL_FORMAT_RGB8, 0);
    const char *variants[] = {"upright", "mirror", "rotate180", "flip", "transpose", "rotate270", "transverse", "rotate90"};
    for (uint32_t tag = 1; tag <= 8; tag++) {
        pixels.exif_orientation = tag;
        PresendChecked *checked = scan_pixels(scanner, &pixels);
        PresendFinding finding;
        OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
        CHECK(finding.distance_bits <= 2 && same(finding.variant, variants[tag - 1]));
        presend_checked_free(checked);
    }
    free((void *)pixels.data);
    presend_scanner_free(scanner);
}

/* The wrong `pixels` is refused by status, or is undecided. It is never clean. */
static void is_not_clean(const PresendScanner *scanner, const PresendPixels *pixels) {
    PresendChecked *checked = NULL;
    PresendStatus status = presend_scan_pixels(scanner, pixels, NOW, NULL, &checked);
    CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_UNDECIDED);
    CHECK((status == PRESEND_STATUS_OK) == (checked != NULL));
    presend_checked_free(checked);
}

static void pixels_that_are_not_there_are_never_read(void) {
    PresendScanner *scanner = demo_scanner();
    const PresendPixels right = pixels_of(PRESEND_PIXEL_FORMAT_RGB8, 0);
    PresendPixels wrong = right;
    wrong.length -= 1;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.width = UINT32_MAX, wrong.height = UINT32_MAX;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.stride_bytes = SIZE_MAX;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.stride_bytes = SIDE * 3 - 1;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.width = 0;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.data = NULL, wrong.length = 0;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.data = NULL;
    is_not_clean(scanner, &wrong);
    wrong = right, wrong.format = 77;
    is_not_clean(scanner, &wrong);
    free((void *)right.data);
    presend_scanner_free(scanner);
}

static void a_video_is_found_by_one_of_its_frames(void) {
    PresendScanner *scanner = demo_scanner();
    PresendFrames *frames = NULL;
    PresendChecked *checked = NULL;
    OK(presend_frames_new(scanner, NOW, NULL, &frames));
    /* The session holds what it needs of the scanner. */
    presend_scanner_free(scanner);
    PresendPixels listed = pixels_of(PRESEND_PIXEL_FORMAT_BGRA8, 4);
    uint8_t grey[64 * 64];
    for (size_t i = 0; i < sizeof grey; i++) grey[i] = (uint8_t)(i * i / 97);
    PresendPixels other = {grey, sizeof grey, 64, 64, 64, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    PresendReason reason = PRESEND_REASON_OTHER;
    OK(presend_frames_push(frames, &other, 0, &reason));
    CHECK(reason == PRESEND_REASON_NONE);
    OK(presend_frames_push(frames, &listed, 1000, NULL));
    OK(presend_frames_finish(frames, &checked));
    presend_frames_free(frames);
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    CHECK(finding.frame == 1 && finding.distance_bits == 0 && facts_of(checked).parts_seen == 2);
    presend_checked_free(checked);
    free((void *)listed.data);
}

static void a_frame_that_cannot_be_read_leaves_the_video_undecided(void) {
    PresendScanner *scanner = scanner_of("md5:00112233445566778899aabbccddeeff pdq:1111111111111111111111111111111111111111111111111111111111111111");
    PresendFrames *frames = NULL;
    PresendChecked *checked = NULL;
    PresendPixels good = pixels_of(PRESEND_PIXEL_FORMAT_RGB8, 0);
    PresendPixels cut = good;
    cut.length -= 5;
    PresendReason reason = PRESEND_REASON_NONE;
    OK(presend_frames_new(scanner, NOW, NULL, &frames));
    OK(presend_frames_push(frames, &good, 0, &reason));
    OK(presend_frames_push(frames, &cut, 1000, &reason));
    CHECK(reason != PRESEND_REASON_NONE);
    OK(presend_frames_finish(frames, &checked));
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_UNDECIDED);
    presend_checked_free(checked);
    presend_frames_free(frames);
    presend_scanner_free(scanner);
    free((void *)good.data);
}

void test_pixels(void) {
    test("every format and stride gives the same picture", every_format_and_stride_gives_the_same_picture);
    test("the orientation is what a viewer does", the_orientation_is_what_a_viewer_does);
    test("pixels that are not there are never read", pixels_that_are_not_there_are_never_read);
    test("a video is found by one of its frames", a_video_is_found_by_one_of_its_frames);
    test("a frame that cannot be read leaves the video undecided",
         a_frame_that_cannot_be_read_leaves_the_video_undecided);
}
