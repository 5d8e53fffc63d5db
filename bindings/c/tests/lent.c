/* A hash that an app lends, made up: a thumbnail of 12 by 12 pixels, or the first 144 bytes of a file. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

#define VALUE 144u

/* The app's code: what it answers, and what it was asked. */
struct code {
    int32_t answers;
    uint8_t seen[VALUE];
    size_t asked_with;
    int asked, gone;
    /* Freed by the code, if it is there. */
    PresendScanner *frees;
    /* Held by a test that wants it to hang. */
    pthread_mutex_t lock;
};

static int32_t hash_picture(void *user, const uint8_t *data, size_t length, uint8_t *value, size_t capacity) {
    struct code *code = (struct code *)user;
    pthread_mutex_lock(&code->lock);
    code->asked++;
    code->asked_with = length;
    int32_t answers = code->answers;
    if (CHECK(length >= VALUE && capacity == VALUE)) {
        memcpy(code->seen, data, VALUE);
        memcpy(value, data, VALUE);
    }
    pthread_mutex_unlock(&code->lock);
    presend_scanner_free(code->frees);
    return answers;
}

static void gone(void *user) {
    struct code *code = (struct code *)user;
    pthread_mutex_lock(&code->lock);
    code->gone++;
    pthread_mutex_unlock(&code->lock);
}

static int times_gone(struct code *code) {
    pthread_mutex_lock(&code->lock);
    int times = code->gone;
    pthread_mutex_unlock(&code->lock);
    return times;
}

static struct code new_code(void) {
    struct code code;
    memset(&code, 0, sizeof code);
    return code;
}

static PresendLentHash terms_of(struct code *code) {
    PresendLentHash hash = {code, presend_text("made-up"), VALUE, PRESEND_LENT_INPUT_GREY_THUMBNAIL, 12, 12,
                            PRESEND_LENT_DISTANCE_L1, 300, 60000, hash_picture, gone};
    return hash;
}

/* A builder with a list of this value, and of an MD5 of nothing in particular. */
static PresendBuilder *builder_of(const uint8_t *value) {
    char list[2 * VALUE + 100] = "md5:0123456789abcdef0123456789abcdef lent:made-up:";
    for (size_t at = 0; at < VALUE; at++) {
        char digits[3];
        snprintf(digits, sizeof digits, "%02x", (unsigned)value[at]);
        memcpy(list + strlen(list), digits, 3);
    }
    PresendSet *set = NULL;
    PresendBuilder *builder = NULL;
    OK(presend_set_from_list_unverified(presend_text("lent"), presend_text(list), &set));
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, set));
    presend_set_free(set);
    return builder;
}

static PresendScanner *lent(const PresendLentHash *hash, const uint8_t *value) {
    PresendBuilder *builder = builder_of(value);
    OK(presend_builder_lend_hash(builder, hash));
    return built(builder);
}

/* The reason why the made-up hash was not compared; empty if it was. */
static bool not_compared(const PresendChecked *checked, const char *reason) {
    PresendNotCompared left;
    size_t wanted = reason[0] != '\0';
    const PresendReport *report = presend_checked_report(checked);
    CHECK(presend_report_not_compared(report, wanted, &left) == PRESEND_STATUS_BAD_ARGUMENT);
    if (facts_of(checked).not_compared != wanted) return false;
    if (wanted == 0) return true;
    OK(presend_report_not_compared(report, 0, &left));
    return same(left.hash, "made-up") && same(left.part, "") && same(left.reason_name, reason);
}

static const uint8_t none[VALUE] = {1};

static void a_listed_picture_is_found_and_told_in_the_unit_of_its_hash(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendLentHash hash = terms_of(&code);
    PresendScanner *scanner = lent(&hash, none);
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_CLEAN && not_compared(checked, ""));
    CHECK(code.asked == 1 && code.asked_with == VALUE);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    CHECK(code.gone == 1);

    uint8_t near[VALUE];
    memcpy(near, code.seen, VALUE);
    near[7] ^= 1;
    scanner = lent(&hash, near);
    checked = scan_test_picture(scanner);
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    CHECK(finding.evidence == PRESEND_EVIDENCE_PERCEPTUAL && same(finding.lent_hash, "made-up"));
    CHECK(same(finding.lent_measure, "l1") && finding.lent_distance == 1 && finding.lent_threshold == 300);
    CHECK(finding.distance_bits == -1 && finding.quality == -1 && same(finding.variant, ""));
    PresendBuffer policy = {NULL, 0};
    OK(presend_scanner_describe_policy(scanner, &policy));
    CHECK(has(&policy, "\nlent made-up 144 bytes of grey 12x12 l1 300 deadline_ms 60000\n"));
    presend_buffer_free(&policy);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_hash_of_the_file_is_given_the_file(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendBuffer picture = {NULL, 0};
    OK(presend_test_picture(0, &picture));
    PresendLentHash hash = terms_of(&code);
    hash.input = PRESEND_LENT_INPUT_BYTES, hash.width = hash.height = 0;
    PresendScanner *scanner = lent(&hash, picture.data);
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_MATCH && code.asked_with == picture.length);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_buffer_free(&picture);
}

static void without_the_code_the_report_names_what_was_not_compared(void) {
    PresendScanner *scanner = built(builder_of(none));
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_CLEAN && not_compared(checked, "no_code_lent"));
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

/* The reason why a scanner says that the hash will not be compared; empty if it says nothing. */
static bool will_not_compare(PresendScanner *scanner, const char *reason) {
    PresendNotCompared left;
    size_t wanted = reason[0] != '\0';
    bool holds = presend_scanner_not_compared(scanner, wanted, &left) == PRESEND_STATUS_BAD_ARGUMENT;
    if (wanted == 1) {
        OK(presend_scanner_not_compared(scanner, 0, &left));
        holds = holds && same(left.hash, "made-up") && same(left.part, "") && same(left.reason_name, reason);
    }
    presend_scanner_free(scanner);
    return holds;
}

static void before_the_first_scan_it_is_known_what_will_not_be_compared(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendLentHash hash = terms_of(&code);
    CHECK(will_not_compare(built(builder_of(none)), "no_code_lent"));
    CHECK(will_not_compare(lent(&hash, none), ""));
    hash.value_bytes = VALUE + 1;
    CHECK(will_not_compare(lent(&hash, none), "other_length"));
    PresendNotCompared left;
    CHECK(presend_scanner_not_compared(NULL, 0, &left) == PRESEND_STATUS_NULL_POINTER && left.hash.length == 0);
}

static void code_that_fails_or_is_too_late_has_a_name(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendLentHash hash = terms_of(&code);
    const char *reasons[] = {"too_flat", "failed", "late"};
    for (int way = 0; way < 3; way++) {
        code.answers = way == 0 ? 1 : way == 1 ? -1 : 0;
        hash.deadline_ms = way == 2 ? 20 : 60000;
        if (way == 2) pthread_mutex_lock(&code.lock);
        PresendScanner *scanner = lent(&hash, none);
        PresendChecked *checked = scan_test_picture(scanner);
        PresendFacts facts = facts_of(checked);
        CHECK(facts.reason == (way == 0 ? PRESEND_REASON_NONE : PRESEND_REASON_LENT_HASH_FAILED));
        CHECK(way == 0 || same(facts.reason_name, "lent_hash_failed"));
        CHECK(not_compared(checked, reasons[way]));
        presend_checked_free(checked);
        presend_scanner_free(scanner);
        if (way == 2) pthread_mutex_unlock(&code.lock);
    }
    /* The late one is let go of when it has returned. */
    struct timespec a_moment = {0, 1000000};
    while (times_gone(&code) < 3) nanosleep(&a_moment, NULL);
    CHECK(code.asked == 3 && times_gone(&code) == 3);
}

static void code_may_free_the_scanner_that_asks_it(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendLentHash hash = terms_of(&code);
    code.frees = lent(&hash, none);
    PresendChecked *checked = scan_test_picture(code.frees);
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_CLEAN && times_gone(&code) == 1);
    presend_checked_free(checked);
}

static void one_that_cannot_be_lent_is_let_go_of(void) {
    struct code code = new_code();
    pthread_mutex_init(&code.lock, NULL);
    PresendBuilder *builder = demo_builder();
    CHECK(presend_builder_lend_hash(builder, NULL) == PRESEND_STATUS_NULL_POINTER && code.gone == 0);
    for (int wrong = 0; wrong < 8; wrong++) {
        PresendLentHash hash = terms_of(&code);
        PresendStatus wanted = wrong == 0 ? PRESEND_STATUS_NULL_POINTER : PRESEND_STATUS_BAD_ARGUMENT;
        if (wrong == 0) hash.hash = NULL;
        if (wrong == 1) hash.name = presend_text("pdq");
        if (wrong == 2) hash.value_bytes = 65536 + VALUE;
        if (wrong == 3) hash.input = 3;
        if (wrong == 4) hash.width = 65536 + 12;
        if (wrong == 5) hash.distance = 0;
        if (wrong == 6) hash.threshold = 0;
        if (wrong == 7) hash.deadline_ms = 60001;
        CHECK(presend_builder_lend_hash(builder, &hash) == wanted && code.gone == wrong + 1);
    }
    presend_builder_free(builder);
}

void test_lent(void) {
    test("a listed picture is found, and told in the unit of its hash",
         a_listed_picture_is_found_and_told_in_the_unit_of_its_hash);
    test("a hash of the file is given the file", a_hash_of_the_file_is_given_the_file);
    test("without the code the report names what was not compared",
         without_the_code_the_report_names_what_was_not_compared);
    test("before the first scan it is known what will not be compared",
         before_the_first_scan_it_is_known_what_will_not_be_compared);
    test("code that fails or is too late has a name", code_that_fails_or_is_too_late_has_a_name);
    test("code may free the scanner that asks it", code_may_free_the_scanner_that_asks_it);
    test("a hash that cannot be lent is let go of", one_that_cannot_be_lent_is_let_go_of);
}
