/* Checks of the app's own: what they say stays apart from what was found, and none holds up a scan. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <stdlib.h>

/* A check that answers this, and what it saw. */
struct own {
    int32_t answers;
    uint32_t input;
    char data[64];
    PresendPixels pixels;
    int asked, released;
    PresendScanner *frees;
};

static int32_t looks(void *user, const PresendOwnSeen *seen) {
    struct own *own = (struct own *)user;
    own->asked++;
    own->input = seen->input;
    if (seen->length < sizeof own->data) memcpy(own->data, seen->data, seen->length);
    own->pixels = seen->pixels;
    presend_scanner_free(own->frees);
    own->frees = NULL;
    return own->answers;
}

static void gone(void *user) {
    ((struct own *)user)->released++;
}

static struct own answering(int32_t answers) {
    struct own own;
    memset(&own, 0, sizeof own);
    own.answers = answers;
    return own;
}

/* A long deadline: longer than any answer takes that comes at all. */
static PresendOwnCheck callbacks_of(struct own *own, uint32_t looks_at) {
    PresendOwnCheck lent = {own, presend_text("spelling"), looks_at, 10000, looks, gone};
    return lent;
}

static PresendScanner *scanner_with(struct own *own, uint32_t looks_at) {
    PresendBuilder *builder = demo_builder();
    PresendOwnCheck lent = callbacks_of(own, looks_at);
    OK(presend_builder_own_check(builder, &lent));
    return built(builder);
}

static PresendChecked *scan_words(const PresendScanner *scanner, const char *words) {
    PresendChecked *checked = NULL;
    OK(presend_scan_text(scanner, presend_text(words), NOW, NULL, &checked));
    return checked;
}

static PresendOwnResult result_of(const PresendChecked *checked) {
    PresendOwnResult result;
    CHECK(facts_of(checked).own_checks == 1);
    OK(presend_report_own_check(presend_checked_report(checked), 0, &result));
    CHECK(same(result.check, "spelling"));
    return result;
}

static void a_remark_is_in_the_report_and_the_decision_and_is_no_finding(void) {
    struct own own = answering(1);
    PresendScanner *scanner = scanner_with(&own, PRESEND_OWN_INPUT_TEXT);
    PresendChecked *checked = scan_words(scanner, "recieve");
    CHECK(own.asked == 1 && own.input == PRESEND_OWN_INPUT_TEXT && strcmp(own.data, "recieve") == 0);
    CHECK(own.pixels.data == NULL && own.pixels.width == 0);
    PresendOwnResult result = result_of(checked);
    CHECK(result.said == PRESEND_OWN_SAID_REMARK && same(result.said_name, "remark"));
    CHECK(facts_of(checked).findings == 0 && presend_checked_action(checked) == PRESEND_ACTION_WARN);
    PresendOwnResult none;
    CHECK(presend_report_own_check(presend_checked_report(checked), 1, &none) == PRESEND_STATUS_BAD_ARGUMENT);
    CHECK(none.said == PRESEND_OWN_SAID_NOT_ASKED && none.check.length == 0);
    PresendBuffer words;
    OK(presend_checked_json(checked, &words));
    CHECK(has(&words, "\"own_checks\":[{\"check\":\"spelling\",\"said\":\"remark\"}]"));
    presend_buffer_free(&words);
    presend_checked_free(checked);
    /* A listed picture stays one, whatever the check says of it. */
    checked = scan_test_picture(scanner);
    CHECK(own.asked == 1 && result_of(checked).said == PRESEND_OWN_SAID_NOT_ASKED);
    CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_MATCH);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    CHECK(own.released == 1);
}

static void what_a_check_answers_is_said_and_anything_unknown_is_failed(void) {
    const int32_t answers[] = {0, 1, 2, -1, 99};
    const PresendOwnSaid said[] = {PRESEND_OWN_SAID_NOTHING, PRESEND_OWN_SAID_REMARK, PRESEND_OWN_SAID_FAILED,
                                   PRESEND_OWN_SAID_FAILED, PRESEND_OWN_SAID_FAILED};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct own own = answering(answers[i]);
        PresendScanner *scanner = scanner_with(&own, PRESEND_OWN_INPUT_BYTES);
        PresendChecked *checked = scan(scanner, (const uint8_t *)"plain words", 11);
        CHECK(strcmp(own.data, "plain words") == 0 && result_of(checked).said == said[i]);
        CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_CLEAN);
        presend_checked_free(checked);
        /* Nor does it clear a match. */
        checked = scan_test_picture(scanner);
        CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_MATCH);
        presend_checked_free(checked);
        presend_scanner_free(scanner);
    }
}

static void pixels_are_seen_as_they_are_handed_over(void) {
    struct own own = answering(0);
    PresendScanner *scanner = scanner_with(&own, PRESEND_OWN_INPUT_PIXELS);
    const uint8_t rows[] = "abcdefg";
    PresendPixels pixels = {rows, 7, 4, 3, 2, PRESEND_PIXEL_FORMAT_GRAY8, 6};
    PresendChecked *checked = NULL;
    OK(presend_scan_pixels(scanner, &pixels, NOW, NULL, &checked));
    CHECK(result_of(checked).said == PRESEND_OWN_SAID_NOTHING && strcmp(own.data, "abcdefg") == 0);
    CHECK(own.pixels.length == 7 && own.pixels.stride_bytes == 4 && own.pixels.exif_orientation == 6);
    CHECK(own.pixels.width == 3 && own.pixels.height == 2);
    CHECK(own.pixels.format == PRESEND_PIXEL_FORMAT_GRAY8);
    presend_checked_free(checked);
    pixels.height = 3;
    OK(presend_scan_pixels(scanner, &pixels, NOW, NULL, &checked));
    CHECK(own.asked == 1 && result_of(checked).said == PRESEND_OWN_SAID_UNREAD);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static int32_t never_returns(void *user, const PresendOwnSeen *seen) {
    (void)seen;
    /* Until the test lets go of it, long after the scan. */
    pthread_mutex_lock((pthread_mutex_t *)user);
    pthread_mutex_unlock((pthread_mutex_t *)user);
    return 1;
}

static void a_check_that_never_returns_holds_up_no_scan(void) {
    /* It outlives this function, as the check does. */
    static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
    PresendOwnCheck lent = {&held, presend_text("spelling"), PRESEND_OWN_INPUT_TEXT, 5, never_returns, NULL};
    PresendBuilder *builder = demo_builder();
    OK(presend_builder_own_check(builder, &lent));
    PresendScanner *scanner = built(builder);
    pthread_mutex_lock(&held);
    PresendChecked *checked = scan_words(scanner, "hello");
    CHECK(result_of(checked).said == PRESEND_OWN_SAID_LATE);
    pthread_mutex_unlock(&held);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_check_may_free_the_scanner_that_asks_it(void) {
    struct own own = answering(1);
    PresendScanner *scanner = scanner_with(&own, PRESEND_OWN_INPUT_TEXT);
    own.frees = scanner;
    PresendChecked *checked = scan_words(scanner, "hello");
    CHECK(result_of(checked).said == PRESEND_OWN_SAID_REMARK && own.released == 1);
    presend_checked_free(checked);
}

static void what_is_wrong_is_refused_and_the_pointer_released_once(void) {
    struct own own = answering(0);
    PresendBuilder *builder = demo_builder();
    PresendOwnCheck lent = callbacks_of(&own, 4);
    CHECK(presend_builder_own_check(builder, &lent) == PRESEND_STATUS_BAD_ARGUMENT && own.released == 1);
    lent = callbacks_of(&own, PRESEND_OWN_INPUT_TEXT);
    lent.looks = NULL;
    CHECK(presend_builder_own_check(builder, &lent) == PRESEND_STATUS_NULL_POINTER && own.released == 2);
    lent = callbacks_of(&own, PRESEND_OWN_INPUT_TEXT);
    lent.name = presend_text("My spelling");
    CHECK(presend_builder_own_check(builder, &lent) == PRESEND_STATUS_BAD_ARGUMENT && own.released == 3);
    lent = callbacks_of(&own, PRESEND_OWN_INPUT_TEXT);
    CHECK(presend_builder_own_check(NULL, &lent) == PRESEND_STATUS_NULL_POINTER && own.released == 4);
    OK(presend_builder_own_check(builder, &lent));
    CHECK(presend_builder_own_check(builder, &lent) == PRESEND_STATUS_BAD_ARGUMENT && own.released == 5);
    const char *more[] = {"b", "c", "d"};
    for (int i = 0; i < 3; i++) {
        lent.name = presend_text(more[i]);
        OK(presend_builder_own_check(builder, &lent));
    }
    lent.name = presend_text("e");
    CHECK(presend_builder_own_check(builder, &lent) == PRESEND_STATUS_BAD_ARGUMENT && own.released == 6);
    PresendScanner *scanner = built(builder);
    PresendBuffer text;
    OK(presend_scanner_describe_policy(scanner, &text));
    CHECK(has(&text, "\nown_check spelling looks_at text deadline_ms 10000 at most ask\n"));
    CHECK(has(&text, "\nown_check d looks_at text") && !has(&text, "\nown_check e "));
    presend_buffer_free(&text);
    presend_scanner_free(scanner);
    CHECK(own.released == 10);
}

void test_own(void) {
    test("a remark is in the report and the decision, and is no finding",
         a_remark_is_in_the_report_and_the_decision_and_is_no_finding);
    test("what an own check answers is said, and anything unknown is failed",
         what_a_check_answers_is_said_and_anything_unknown_is_failed);
    test("pixels are seen by an own check as they are handed over", pixels_are_seen_as_they_are_handed_over);
    test("an own check that never returns holds up no scan", a_check_that_never_returns_holds_up_no_scan);
    test("an own check may free the scanner that asks it", a_check_may_free_the_scanner_that_asks_it);
    test("what is wrong with an own check is refused, and its pointer released once",
         what_is_wrong_is_refused_and_the_pointer_released_once);
}
