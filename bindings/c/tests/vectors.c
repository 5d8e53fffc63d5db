/* The vectors that every language passes: core/testdata/vectors.json, as tables that
 * ffi/c/examples/vectors_for_c.rs writes. No hash comes out of a scan, so each is put on a list. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

struct vector_frame {
    int frame, quality;
    const char *pdq, *pdq512;
};

struct vector_file {
    const char *file, *kind, *sha256, *md5, *undecided;
    int frame_count;
    struct vector_frame frames[8];
};

struct vector_finding {
    const char *evidence;
    int distance_bits;
    const char *variant;
};

struct vector_scan {
    const char *name, *list, *file, *outcome, *decision;
    int finding_count;
    struct vector_finding findings[4];
};

struct vector_hash {
    const char *name, *hash;
    int quality;
};

struct vector_picture {
    const char *name;
    uint32_t width, height;
    int wave_count;
    int64_t waves[3][4];
    int turned_count;
    struct vector_hash turned[8];
    struct vector_hash pdq512;
};

#include "vectors_table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Under this quality a plain list compares nothing. */
#define MIN_QUALITY 50

static PresendFinding first_finding(const PresendChecked *checked) {
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    return finding;
}

static PresendChecked *scan_with(const char *prefix, const char *value, const struct bytes *bytes) {
    char list[200];
    snprintf(list, sizeof list, "%s:%s\n", prefix, value);
    PresendScanner *scanner = scanner_of(list);
    PresendChecked *checked = scan(scanner, bytes->data, bytes->length);
    presend_scanner_free(scanner);
    return checked;
}

static void digest_is_found(const char *prefix, const char *value, PresendEvidence evidence,
                            const struct vector_file *file, const struct bytes *bytes) {
    PresendChecked *checked = scan_with(prefix, value, bytes);
    CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_MATCH);
    PresendFinding finding = first_finding(checked);
    CHECK(finding.evidence == evidence && finding.distance_bits == -1 && finding.frame == -1);
    CHECK(!finding.set.verified && same(finding.set.name, "vectors"));
    CHECK(same(facts_of(checked).kind, file->kind));
    presend_checked_free(checked);
}

static void hash_is_found(const char *prefix, const char *hash, const struct vector_frame *frame,
                          const struct vector_file *file, const struct bytes *bytes) {
    PresendChecked *checked = scan_with(prefix, hash, bytes);
    PresendFinding finding = first_finding(checked);
    CHECK(finding.distance_bits == 0 && finding.frame == frame->frame);
    CHECK(same(finding.variant, "upright") && finding.evidence == PRESEND_EVIDENCE_PERCEPTUAL);
    if (strcmp(prefix, "pdq") == 0) {
        CHECK(finding.quality == frame->quality);
    }
    CHECK(facts_of(checked).parts_seen == (uint32_t)file->frame_count);
    presend_checked_free(checked);
}

static void file_is_undecided(const struct vector_file *file, const struct bytes *bytes) {
    char zeros[65];
    memset(zeros, '1', 64);
    zeros[64] = 0;
    PresendChecked *checked = scan_with("pdq", zeros, bytes);
    PresendFacts facts = facts_of(checked);
    CHECK(same(facts.reason_name, file->undecided));
    PresendSkipped skipped;
    OK(presend_report_skipped(presend_checked_report(checked), 0, &skipped));
    CHECK(same(skipped.reason_name, file->undecided) && skipped.part.length == 0);
    presend_checked_free(checked);
}

static void files(void) {
    CHECK(COUNT(vector_files) >= 19);
    for (size_t i = 0; i < COUNT(vector_files); i++) {
        const struct vector_file *file = &vector_files[i];
        struct bytes bytes = read_file(file->file);
        digest_is_found("sha256", file->sha256, PRESEND_EVIDENCE_EXACT, file, &bytes);
        digest_is_found("md5", file->md5, PRESEND_EVIDENCE_EXACT_WEAK, file, &bytes);
        for (int f = 0; f < file->frame_count; f++) {
            const struct vector_frame *frame = &file->frames[f];
            if (frame->pdq[0] != 0) hash_is_found("pdq", frame->pdq, frame, file, &bytes);
            if (frame->pdq512[0] != 0) hash_is_found("pdq512", frame->pdq512, frame, file, &bytes);
        }
        if (file->undecided[0] != 0) file_is_undecided(file, &bytes);
        free(bytes.data);
    }
}

static void scans(void) {
    CHECK(COUNT(vector_scans) >= 9);
    for (size_t i = 0; i < COUNT(vector_scans); i++) {
        const struct vector_scan *wanted = &vector_scans[i];
        PresendScanner *scanner = scanner_of(wanted->list);
        struct bytes bytes = read_file(wanted->file);
        PresendChecked *checked = scan(scanner, bytes.data, bytes.length);
        PresendFacts facts = facts_of(checked);
        CHECK(same(facts.outcome_name, wanted->outcome));
        CHECK(same(decision_of(checked).action_name, wanted->decision));
        if (CHECK(facts.findings == (size_t)wanted->finding_count) && facts.findings > 0) {
            PresendFinding finding = first_finding(checked);
            CHECK(same(finding.evidence_name, wanted->findings[0].evidence));
            CHECK(finding.distance_bits == wanted->findings[0].distance_bits);
            CHECK(same(finding.variant, wanted->findings[0].variant));
        }
        presend_checked_free(checked);
        presend_scanner_free(scanner);
        free(bytes.data);
    }
}

/* One sample, by the formula that the vectors state. */
static uint8_t sample(const int64_t *wave, int64_t x, int64_t y) {
    int64_t period = 2 * wave[3];
    int64_t at = (wave[0] * x + wave[1] * y + x * y / wave[2]) % period - wave[3];
    return (uint8_t)((at < 0 ? -at : at) * 255 / wave[3]);
}

static PresendPixels drawn(const struct vector_picture *picture) {
    size_t stride = (size_t)picture->width * (size_t)picture->wave_count;
    uint8_t *data = (uint8_t *)malloc(stride * picture->height);
    PresendPixels pixels = {data, stride * picture->height, stride, picture->width, picture->height,
                            PRESEND_PIXEL_FORMAT_GRAY8, 1};
    if (picture->wave_count == 3) pixels.format = PRESEND_PIXEL_FORMAT_RGB8;
    for (uint32_t y = 0; y < picture->height; y++) {
        for (uint32_t x = 0; x < picture->width; x++) {
            for (int wave = 0; wave < picture->wave_count; wave++) {
                *data++ = sample(picture->waves[wave], x, y);
            }
        }
    }
    return pixels;
}

/* Some orientations of a picture may have one hash; the first of them is named. */
static bool names_this_hash(const struct vector_picture *picture, PresendText variant, const char *hash) {
    for (int i = 0; i < picture->turned_count; i++) {
        const struct vector_hash *turned = &picture->turned[i];
        if (same(variant, turned->name) && strcmp(turned->hash, hash) == 0) return true;
    }
    return false;
}

static void picture_is_found(const struct vector_picture *picture, const PresendPixels *pixels,
                             const char *prefix, const struct vector_hash *hash) {
    char list[200];
    snprintf(list, sizeof list, "%s:%s\n", prefix, hash->hash);
    PresendScanner *scanner = scanner_of(list);
    PresendChecked *checked = NULL;
    OK(presend_scan_pixels(scanner, pixels, NOW, NULL, &checked));
    PresendFacts facts = facts_of(checked);
    CHECK(facts.kind.length == 0);
    if (hash->quality >= MIN_QUALITY) {
        PresendFinding finding = first_finding(checked);
        CHECK(finding.distance_bits == 0 && finding.quality == hash->quality && finding.frame == 0);
        bool named = strcmp(prefix, "pdq") == 0 ? names_this_hash(picture, finding.variant, hash->hash)
                                                : same(finding.variant, "upright");
        CHECK(named);
    } else {
        CHECK(facts.outcome == PRESEND_OUTCOME_CLEAN && facts.parts_skipped == 1);
        PresendSkipped skipped;
        OK(presend_report_skipped(presend_checked_report(checked), 0, &skipped));
        CHECK(skipped.reason == PRESEND_REASON_NONE && same(skipped.reason_name, "low_quality"));
    }
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void pictures(void) {
    CHECK(COUNT(vector_pictures) >= 11);
    for (size_t i = 0; i < COUNT(vector_pictures); i++) {
        const struct vector_picture *picture = &vector_pictures[i];
        PresendPixels pixels = drawn(picture);
        CHECK(picture->turned_count == 8);
        for (int turn = 0; turn < picture->turned_count; turn++) {
            const struct vector_hash *turned = &picture->turned[turn];
            /* A list refuses the hash of a flat picture: there is nothing to compare it with. */
            if (strspn(turned->hash, "0") == strlen(turned->hash)) continue;
            picture_is_found(picture, &pixels, "pdq", turned);
        }
        if (picture->pdq512.hash[0] != 0) picture_is_found(picture, &pixels, "pdq512", &picture->pdq512);
        free((void *)pixels.data);
    }
}

void test_vectors(void) {
    test("every file has the kind, digests and hashes of the vectors", files);
    test("every scan comes to the outcome, decision and findings of the vectors", scans);
    test("every drawn picture has the hashes of the vectors, in eight orientations", pictures);
}
