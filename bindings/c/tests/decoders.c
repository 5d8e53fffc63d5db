/* Decoders that an app lends: one scan for digests and picture, and a name for what goes wrong. */
#include "check.h"

#define SIDE 128u

/* So much of a HEIC file that it is known for one. */
static const uint8_t heic[] = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c',
                               0, 0, 0, 0, 'm', 'i', 'f', '1', 'h', 'e', 'i', 'c'};

/* A system's decoder, and what it was asked for. */
struct decoder {
    int32_t opens_with, rows_with;
    uint32_t width, height, format, exif_orientation;
    uint32_t opened, closed, next_row, gone;
};

static int32_t open_still(void *user, const uint8_t *data, size_t length, PresendStill *still) {
    struct decoder *decoder = (struct decoder *)user;
    CHECK(length == sizeof heic && memcmp(data, heic, length) == 0);
    if (decoder->opens_with != 0) return decoder->opens_with;
    decoder->opened++;
    PresendStill opened = {&decoder->opened, decoder->width, decoder->height, decoder->format,
                           decoder->exif_orientation};
    *still = opened;
    return 0;
}

/* The built-in picture, row by row from the top. */
static int32_t rows_of(void *user, void *picture, uint32_t first, uint32_t count, uint8_t *buffer,
                       size_t capacity) {
    struct decoder *decoder = (struct decoder *)user;
    CHECK(picture == &decoder->opened && first == decoder->next_row && first + count <= decoder->height);
    decoder->next_row = first + count;
    if (decoder->rows_with != 0) return decoder->rows_with;
    CHECK(capacity == (size_t)count * SIDE * 3);
    PresendBuffer file;
    OK(presend_test_picture(0, &file));
    for (uint32_t y = first; y < first + count; y++)
        for (uint32_t x = 0; x < SIDE; x++) {
            const uint8_t *bgr = file.data + 54 + ((SIDE - 1 - y) * SIDE + x) * 3;
            uint8_t *to = buffer + ((y - first) * SIDE + x) * 3;
            to[0] = bgr[2], to[1] = bgr[1], to[2] = bgr[0];
        }
    presend_buffer_free(&file);
    return 0;
}

static void close_still(void *user, void *picture) {
    struct decoder *decoder = (struct decoder *)user;
    CHECK(picture == &decoder->opened);
    decoder->closed++;
}

static void gone(void *user) {
    ((struct decoder *)user)->gone++;
}

static struct decoder new_decoder(void) {
    struct decoder decoder;
    memset(&decoder, 0, sizeof decoder);
    decoder.width = decoder.height = SIDE;
    decoder.format = PRESEND_PIXEL_FORMAT_RGB8;
    decoder.exif_orientation = 1;
    return decoder;
}

static PresendDecoder callbacks_of_decoder(struct decoder *decoder) {
    PresendDecoder callbacks = {decoder, PRESEND_STILL_KIND_HEIC, open_still, rows_of, close_still, gone};
    return callbacks;
}

static PresendScanner *lent(struct decoder *decoder) {
    PresendDecoder callbacks = callbacks_of_decoder(decoder);
    PresendBuilder *builder = demo_builder();
    OK(presend_builder_decoder(builder, &callbacks));
    return built(builder);
}

/* Scans the file with this decoder: what is undecided, if anything. */
static PresendReason reason_with(struct decoder *decoder) {
    PresendScanner *scanner = lent(decoder);
    PresendChecked *checked = scan(scanner, heic, sizeof heic);
    PresendFacts facts = facts_of(checked);
    CHECK(facts.outcome == PRESEND_OUTCOME_UNDECIDED);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    CHECK(decoder->gone == 1 && decoder->closed == decoder->opened);
    return (PresendReason)facts.reason;
}

static void its_picture_is_found_in_the_scan_of_the_file(void) {
    const char *variants[] = {"upright", "mirror", "rotate180"};
    for (uint32_t tag = 1; tag <= 3; tag++) {
        struct decoder decoder = new_decoder();
        decoder.exif_orientation = tag;
        PresendScanner *scanner = lent(&decoder);
        PresendChecked *checked = scan(scanner, heic, sizeof heic);
        PresendFinding finding;
        OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
        CHECK(finding.evidence == PRESEND_EVIDENCE_PERCEPTUAL && same(finding.variant, variants[tag - 1]));
        CHECK(decoder.opened == 1 && decoder.closed == 1 && decoder.next_row == SIDE);
        presend_checked_free(checked);
        presend_scanner_free(scanner);
        CHECK(decoder.gone == 1);
    }
}

static void what_it_cannot_read_or_fails_at_has_a_name(void) {
    struct decoder decoder = new_decoder();
    decoder.opens_with = 1;
    CHECK(reason_with(&decoder) == PRESEND_REASON_UNSUPPORTED_FORMAT);
    decoder = new_decoder(), decoder.opens_with = -1;
    CHECK(reason_with(&decoder) == PRESEND_REASON_DECODER_FAILED);
    decoder = new_decoder(), decoder.rows_with = 5;
    CHECK(reason_with(&decoder) == PRESEND_REASON_DECODER_FAILED);
    decoder = new_decoder(), decoder.format = 99;
    CHECK(reason_with(&decoder) == PRESEND_REASON_DECODER_FAILED);
    decoder = new_decoder(), decoder.width = 0;
    CHECK(reason_with(&decoder) == PRESEND_REASON_CORRUPT);
}

static void a_picture_over_the_limits_is_never_asked_for(void) {
    struct decoder decoder = new_decoder();
    decoder.width = decoder.height = 65535;
    CHECK(reason_with(&decoder) == PRESEND_REASON_OVER_LIMIT && decoder.next_row == 0);
}

static void one_that_cannot_be_lent_is_let_go_of(void) {
    struct decoder decoder = new_decoder();
    PresendBuilder *builder = demo_builder();
    PresendDecoder callbacks = callbacks_of_decoder(&decoder);
    CHECK(presend_builder_decoder(builder, NULL) == PRESEND_STATUS_NULL_POINTER && decoder.gone == 0);
    callbacks.kind = 77;
    CHECK(presend_builder_decoder(builder, &callbacks) == PRESEND_STATUS_BAD_ARGUMENT && decoder.gone == 1);
    callbacks = callbacks_of_decoder(&decoder), callbacks.open = NULL;
    CHECK(presend_builder_decoder(builder, &callbacks) == PRESEND_STATUS_NULL_POINTER && decoder.gone == 2);
    callbacks = callbacks_of_decoder(&decoder), callbacks.rows = NULL;
    CHECK(presend_builder_decoder(builder, &callbacks) == PRESEND_STATUS_NULL_POINTER && decoder.gone == 3);
    presend_builder_free(builder);
}

void test_decoders(void) {
    test("its picture is found in the scan of the file", its_picture_is_found_in_the_scan_of_the_file);
    test("what it cannot read or fails at has a name", what_it_cannot_read_or_fails_at_has_a_name);
    test("a picture over the limits is never asked for", a_picture_over_the_limits_is_never_asked_for);
    test("a decoder that cannot be lent is let go of", one_that_cannot_be_lent_is_let_go_of);
}
