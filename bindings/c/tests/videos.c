/* Decoders of videos that an app lends: frames at their time, and a name for what was not seen. */
#include "check.h"

#define SIDE 128u
#define FRAMES 250u

/* So much of an MP4 file that it is known for one. */
static const uint8_t mp4[64] = {0,   0,   0,   24,  'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0,
                                2,   0,   'i', 's', 'o', 'm', 'i', 's', 'o', '2', 0,   0,   0, 40,
                                'f', 'r', 'e', 'e', 1,   2,   3,   4,   5,   6,   7,   8};

/* What a system's decoder does, and what it saw. */
struct player {
    uint32_t answer, side, shown, taken, gone;
    bool keeps_on;
};

/* The built-in picture, top row first. */
static void draw(uint8_t *rgb) {
    PresendBuffer file;
    OK(presend_test_picture(0, &file));
    for (uint32_t y = 0; y < SIDE; y++)
        for (uint32_t x = 0; x < SIDE; x++) {
            const uint8_t *bgr = file.data + 54 + ((SIDE - 1 - y) * SIDE + x) * 3;
            uint8_t *to = rgb + (y * SIDE + x) * 3;
            to[0] = bgr[2], to[1] = bgr[1], to[2] = bgr[0];
        }
    presend_buffer_free(&file);
}

static void reads_the_bytes_that_are_digested(const PresendVideo *video) {
    uint8_t read[16];
    size_t count = 0;
    CHECK(presend_video_length(video) == sizeof mp4);
    OK(presend_video_read(video, 32, read, 8, &count));
    CHECK(count == 8 && memcmp(read, mp4 + 32, 8) == 0);
    OK(presend_video_read(video, sizeof mp4 - 3, read, sizeof read, &count));
    CHECK(count == 3);
    OK(presend_video_read(video, UINT64_MAX, read, sizeof read, &count));
    CHECK(count == 0);
    CHECK(presend_video_read(video, 0, NULL, 1, &count) == PRESEND_STATUS_NULL_POINTER);
}

static uint32_t play(void *user, const PresendVideo *video) {
    struct player *player = (struct player *)user;
    reads_the_bytes_that_are_digested(video);
    PresendStatus begun = presend_video_begin(video, player->side, player->side, FRAMES, 10000);
    if (begun != PRESEND_STATUS_OK && !player->keeps_on) return PRESEND_VIDEO_SEEN_WHOLE;
    static uint8_t rgb[SIDE * SIDE * 3];
    for (uint32_t frame = 0; frame < FRAMES; frame++) {
        if (!presend_video_takes(video, frame, frame * 40u)) continue;
        memset(rgb, 255, sizeof rgb);
        if (frame == player->shown) draw(rgb);
        PresendPixels pixels = {rgb, sizeof rgb, SIDE * 3, SIDE, SIDE, PRESEND_PIXEL_FORMAT_RGB8, 1};
        PresendStatus pushed = presend_video_push(video, frame, frame * 40u, &pixels);
        CHECK(pushed == (begun == PRESEND_STATUS_OK ? PRESEND_STATUS_OK : PRESEND_STATUS_UNAVAILABLE));
        player->taken++;
    }
    return player->answer;
}

static void gone(void *user) {
    ((struct player *)user)->gone++;
}

static struct player new_player(void) {
    struct player player;
    memset(&player, 0, sizeof player);
    player.side = SIDE;
    player.shown = 175;
    return player;
}

static PresendChecked *scanned_with(struct player *player, uint32_t kinds) {
    PresendVideoDecoder callbacks = {player, kinds, play, gone};
    PresendBuilder *builder = demo_builder();
    OK(presend_builder_video_decoder(builder, &callbacks));
    PresendScanner *scanner = built(builder);
    PresendChecked *checked = scan(scanner, mp4, sizeof mp4);
    presend_scanner_free(scanner);
    CHECK(player->gone == 1);
    return checked;
}

static PresendReason reason_with(struct player *player, uint32_t kinds) {
    PresendChecked *checked = scanned_with(player, kinds);
    PresendFacts facts = facts_of(checked);
    CHECK(facts.outcome == PRESEND_OUTCOME_UNDECIDED);
    presend_checked_free(checked);
    return (PresendReason)facts.reason;
}

static void a_listed_picture_is_found_at_its_second(void) {
    struct player player = new_player();
    PresendChecked *checked = scanned_with(&player, PRESEND_VIDEO_KIND_MP4 | PRESEND_VIDEO_KIND_WEB_M);
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    CHECK(finding.evidence == PRESEND_EVIDENCE_PERCEPTUAL && finding.frame == 175);
    CHECK(finding.time_ms == 7000 && player.taken == 10);
    presend_checked_free(checked);
}

static void what_was_not_seen_has_a_name(void) {
    struct player player = new_player();
    player.shown = FRAMES, player.answer = PRESEND_VIDEO_SEEN_PART;
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_MP4) == PRESEND_REASON_CORRUPT);
    player = new_player(), player.shown = FRAMES, player.answer = PRESEND_VIDEO_SEEN_UNSUPPORTED;
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_MP4) == PRESEND_REASON_UNSUPPORTED_FORMAT);
    player = new_player(), player.shown = FRAMES, player.answer = 99;
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_MP4) == PRESEND_REASON_DECODER_FAILED);
    player = new_player();
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_WEB_M) == PRESEND_REASON_UNOPENED_CONTAINER);
    CHECK(player.taken == 0);
}

static void over_the_limits_the_scan_ends(void) {
    struct player player = new_player();
    player.side = 65535;
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_MP4) == PRESEND_REASON_OVER_LIMIT);
    player = new_player(), player.side = 65535, player.keeps_on = true;
    CHECK(reason_with(&player, PRESEND_VIDEO_KIND_MP4) == PRESEND_REASON_OVER_LIMIT);
}

static void one_that_cannot_be_lent_is_let_go_of(void) {
    struct player player = new_player();
    PresendBuilder *builder = demo_builder();
    PresendVideoDecoder callbacks = {&player, 8, play, gone};
    CHECK(presend_builder_video_decoder(builder, NULL) == PRESEND_STATUS_NULL_POINTER && player.gone == 0);
    CHECK(presend_builder_video_decoder(builder, &callbacks) == PRESEND_STATUS_BAD_ARGUMENT);
    callbacks.kinds = 0;
    CHECK(presend_builder_video_decoder(builder, &callbacks) == PRESEND_STATUS_BAD_ARGUMENT);
    callbacks.kinds = PRESEND_VIDEO_KIND_MP4, callbacks.decode = NULL;
    CHECK(presend_builder_video_decoder(builder, &callbacks) == PRESEND_STATUS_NULL_POINTER);
    CHECK(player.gone == 3);
    presend_builder_free(builder);
}

void test_videos(void) {
    test("a listed picture is found at its second", a_listed_picture_is_found_at_its_second);
    test("what was not seen of a video has a name", what_was_not_seen_has_a_name);
    test("over the limits the scan of a video ends", over_the_limits_the_scan_ends);
    test("a video decoder that cannot be lent is let go of", one_that_cannot_be_lent_is_let_go_of);
}
