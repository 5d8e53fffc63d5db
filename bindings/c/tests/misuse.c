/* NULL, nothing, and what is not a value: a status each, and never a crash. */
#include "check.h"

#include <stdlib.h>

#define IS(status, call) CHECK((call) == PRESEND_STATUS_##status)

static const PresendText none = {NULL, 0};

static void frees_take_null(void) {
    presend_buffer_free(NULL);
    presend_set_free(NULL);
    presend_builder_free(NULL);
    presend_scanner_free(NULL);
    presend_checked_free(NULL);
    presend_frames_free(NULL);
    presend_cancel_free(NULL);
    presend_journal_free(NULL);
    PresendBuffer twice = {NULL, 0};
    OK(presend_test_picture(0, &twice));
    presend_buffer_free(&twice);
    CHECK(twice.data == NULL && twice.length == 0);
    presend_buffer_free(&twice);
}

static void null_handles_are_a_status(void) {
    PresendSetRef reference;
    PresendBuffer buffer;
    PresendScanner *scanner = NULL;
    PresendJournalFacts facts;
    PresendDayCounts counts;
    IS(NULL_POINTER, presend_set_reference(NULL, &reference));
    IS(NULL_POINTER, presend_scanner_new(NULL, &scanner));
    CHECK(scanner == NULL);
    IS(NULL_POINTER, presend_scanner_describe_policy(NULL, &buffer));
    IS(NULL_POINTER, presend_cancel(NULL));
    IS(NULL_POINTER, presend_journal_text(NULL, &buffer));
    IS(NULL_POINTER, presend_journal_verify(NULL, &facts));
    IS(NULL_POINTER, presend_journal_open_day(NULL, &counts));
    IS(NULL_POINTER, presend_journal_delete_all(NULL, NOW));
    IS(NULL_POINTER, presend_checked_explain(NULL, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_DUTCH, &buffer));
    IS(NULL_POINTER, presend_checked_json(NULL, &buffer));
    CHECK(buffer.data == NULL);
}

static void null_builders_are_a_status(void) {
    PresendScanner *scanner = NULL;
    PresendBuilder *builder = NULL;
    IS(NULL_POINTER, presend_builder_add_set(NULL, NULL));
    IS(NULL_POINTER, presend_builder_lacks_a_set(NULL));
    IS(NULL_POINTER, presend_builder_built_in_policy(NULL, presend_text("warn_only")));
    IS(NULL_POINTER, presend_builder_edits(NULL, presend_text("small")));
    IS(NULL_POINTER, presend_builder_hook_terms(NULL, PRESEND_FAIL_MODE_ASK, 1));
    IS(NULL_POINTER, presend_builder_policy_on_its_own_thread(NULL));
    IS(NULL_POINTER, presend_builder_build(NULL, &scanner));
    OK(presend_builder_new(&builder));
    IS(NULL_POINTER, presend_builder_add_set(builder, NULL));
    IS(NULL_POINTER, presend_builder_policy(builder, NULL));
    IS(NULL_POINTER, presend_builder_journal(builder, NULL));
    IS(NULL_POINTER, presend_builder_limits(builder, NULL));
    IS(NULL_POINTER, presend_builder_monotonic(builder, NULL));
    IS(NULL_POINTER, presend_builder_build(builder, NULL));
    presend_builder_free(builder);
}

static void null_scans_are_a_status(void) {
    const PresendSource no_source = {NULL, NULL, NULL};
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = NULL;
    PresendFrames *frames = NULL;
    const uint8_t byte = 0;
    IS(NULL_POINTER, presend_scan_bytes(NULL, &byte, 1, NOW, NULL, &checked));
    IS(NULL_POINTER, presend_scan_bytes(scanner, NULL, 1, NOW, NULL, &checked));
    IS(NULL_POINTER, presend_scan_bytes(scanner, &byte, 1, NOW, NULL, NULL));
    IS(NULL_POINTER, presend_scan_source(scanner, NULL, NOW, NULL, &checked));
    IS(NULL_POINTER, presend_scan_source(scanner, &no_source, NOW, NULL, &checked));
    IS(NULL_POINTER, presend_scan_pixels(scanner, NULL, NOW, NULL, &checked));
    IS(NULL_POINTER, presend_frames_new(NULL, NOW, NULL, &frames));
    IS(NULL_POINTER, presend_frames_push(NULL, NULL, 0, NULL));
    IS(NULL_POINTER, presend_frames_finish(NULL, &checked));
    CHECK(checked == NULL && frames == NULL);
    presend_scanner_free(scanner);
}

static void null_videos_are_a_status(void) {
    size_t count = 1;
    uint8_t byte = 0;
    const PresendPixels pixels = {&byte, 1, 1, 1, 1, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    CHECK(presend_video_length(NULL) == 0 && !presend_video_takes(NULL, 0, 0));
    IS(NULL_POINTER, presend_video_read(NULL, 0, &byte, 1, &count));
    CHECK(count == 0);
    IS(NULL_POINTER, presend_video_begin(NULL, 1, 1, 1, 1));
    IS(NULL_POINTER, presend_video_push(NULL, 0, 0, &pixels));
    IS(NULL_POINTER, presend_video_picture(NULL, &byte, 1));
}

static void null_places_are_a_status(void) {
    IS(NULL_POINTER, presend_set_from_list_unverified(none, none, NULL));
    IS(NULL_POINTER, presend_builder_new(NULL));
    IS(NULL_POINTER, presend_cancel_new(NULL));
    IS(NULL_POINTER, presend_limits_default(NULL));
    IS(NULL_POINTER, presend_journal_open(none, NULL));
    IS(NULL_POINTER, presend_test_picture(0, NULL));
    IS(NULL_POINTER, presend_report_facts(NULL, NULL));
}

static void what_null_gives_is_never_clean_and_never_allow(void) {
    PresendFacts facts;
    PresendFinding finding;
    PresendDecision decision;
    CHECK(presend_checked_report(NULL) == NULL);
    CHECK(presend_report_outcome(NULL) == PRESEND_OUTCOME_UNDECIDED);
    CHECK(presend_checked_action(NULL) == PRESEND_ACTION_NONE);
    CHECK(presend_checked_recorded(NULL) == PRESEND_RECORDED_FAILED);
    IS(NULL_POINTER, presend_report_facts(NULL, &facts));
    CHECK(facts.outcome == PRESEND_OUTCOME_UNDECIDED && facts.findings == 0);
    IS(NULL_POINTER, presend_report_finding(NULL, 0, &finding));
    CHECK(finding.evidence == PRESEND_EVIDENCE_NONE && finding.part.data == NULL);
    IS(NULL_POINTER, presend_checked_decision(NULL, &decision));
    CHECK(decision.action == PRESEND_ACTION_NONE);
}

static void nothing_to_scan_is_undecided_as_empty(void) {
    PresendScanner *scanner = demo_scanner();
    const uint8_t byte = 0;
    for (int with_pointer = 0; with_pointer < 2; with_pointer++) {
        PresendChecked *checked = scan(scanner, with_pointer ? &byte : NULL, 0);
        PresendFacts facts = facts_of(checked);
        CHECK(facts.outcome == PRESEND_OUTCOME_UNDECIDED && facts.reason == PRESEND_REASON_EMPTY);
        CHECK(same(facts.outcome_name, "undecided") && same(facts.reason_name, "empty"));
        presend_checked_free(checked);
    }
    presend_scanner_free(scanner);
}

static void a_length_that_memory_cannot_have_is_a_status(void) {
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = NULL;
    const uint8_t byte = 0;
    IS(BAD_ARGUMENT, presend_scan_bytes(scanner, &byte, SIZE_MAX, NOW, NULL, &checked));
    CHECK(checked == NULL);
    presend_scanner_free(scanner);
}

static void text_that_is_not_utf8_is_a_status(void) {
    PresendSet *set = NULL;
    const PresendText bad = {"\xff", 1};
    const PresendText missing = {NULL, 1};
    IS(BAD_ARGUMENT, presend_set_from_list_unverified(bad, none, &set));
    IS(BAD_LIST, presend_set_from_list_unverified(none, bad, &set));
    IS(NULL_POINTER, presend_set_from_list_unverified(missing, none, &set));
    CHECK(set == NULL);
}

static void a_bad_list_names_its_line(void) {
    PresendSet *set = NULL;
    char message[200];
    IS(BAD_LIST, presend_set_from_list_unverified(none, presend_text("# x\n\nnothing\n"), &set));
    size_t length = presend_last_message(message, sizeof message);
    CHECK(strncmp(message, "line 3: ", 8) == 0 && length == strlen(message));
    CHECK(presend_last_message(message, 5) == length && strcmp(message, "line") == 0);
    CHECK(presend_last_message(NULL, 0) == length && presend_last_message(NULL, 9) == length);
    IS(UNAVAILABLE, presend_set_from_list_file_unverified(none, presend_text("/nowhere"), &set));
    presend_last_message(message, sizeof message);
    CHECK(strstr(message, "nowhere") == NULL);
}

static void unknown_numbers_are_a_status(void) {
    PresendBuilder *builder = demo_builder();
    IS(BAD_ARGUMENT, presend_builder_hook_terms(builder, 0, 250));
    IS(BAD_ARGUMENT, presend_builder_built_in_policy(builder, presend_text("allow_everything")));
    IS(BAD_ARGUMENT, presend_builder_edits(builder, presend_text("half")));
    PresendScanner *scanner = built(builder);
    PresendChecked *checked = scan_test_picture(scanner);
    PresendBuffer words;
    IS(BAD_ARGUMENT, presend_checked_explain(checked, 0, PRESEND_LANGUAGE_ENGLISH, &words));
    IS(BAD_ARGUMENT, presend_checked_explain(checked, PRESEND_LEVEL_USER, 99, &words));
    PresendFinding finding;
    PresendTiming timing;
    IS(BAD_ARGUMENT, presend_report_finding(presend_checked_report(checked), 99, &finding));
    IS(BAD_ARGUMENT, presend_report_timing(presend_checked_report(checked), &timing));
    IS(BAD_ARGUMENT, presend_test_picture(presend_test_pictures(), &words));
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void what_is_spent_says_so(void) {
    PresendBuilder *builder = demo_builder();
    PresendScanner *scanner = NULL, *again = NULL;
    OK(presend_builder_build(builder, &scanner));
    IS(BAD_ARGUMENT, presend_builder_build(builder, &again));
    IS(BAD_ARGUMENT, presend_builder_lacks_a_set(builder));
    CHECK(again == NULL);
    presend_builder_free(builder);
    PresendFrames *frames = NULL;
    PresendChecked *checked = NULL, *second = NULL;
    OK(presend_frames_new(scanner, NOW, NULL, &frames));
    OK(presend_frames_finish(frames, &checked));
    CHECK(facts_of(checked).reason == PRESEND_REASON_EMPTY);
    IS(BAD_ARGUMENT, presend_frames_finish(frames, &second));
    CHECK(second == NULL);
    presend_checked_free(checked);
    presend_frames_free(frames);
    presend_scanner_free(scanner);
}

static void every_status_has_a_name(void) {
    CHECK(same(presend_status_name(PRESEND_STATUS_OK), "ok"));
    CHECK(same(presend_status_name(PRESEND_STATUS_BAD_LIST), "bad_list"));
    for (uint32_t status = 0; status <= PRESEND_STATUS_NO_REPORT; status++)
        CHECK(!same(presend_status_name(status), "unknown"));
    CHECK(same(presend_status_name(PRESEND_STATUS_NO_REPORT + 1), "unknown"));
    CHECK(same(presend_status_name(UINT32_MAX), "unknown"));
}

static void the_loaded_library_is_the_one_of_the_header(void) {
    CHECK(presend_abi_version() == PRESEND_ABI_VERSION);
    CHECK(presend_version().length >= strlen("0.0.0"));
}

void test_misuse(void) {
    test("the loaded library is the one of the header", the_loaded_library_is_the_one_of_the_header);
    test("every status has a name", every_status_has_a_name);
    test("every free takes NULL, and a buffer is freed twice without harm", frees_take_null);
    test("a handle that is NULL is a status", null_handles_are_a_status);
    test("a builder that is NULL is a status", null_builders_are_a_status);
    test("NULL to scan with, or to scan, is a status", null_scans_are_a_status);
    test("a video that is NULL is a status", null_videos_are_a_status);
    test("no place for the result is a status", null_places_are_a_status);
    test("what NULL gives is never clean and never allow", what_null_gives_is_never_clean_and_never_allow);
    test("nothing to scan is undecided as empty", nothing_to_scan_is_undecided_as_empty);
    test("a length that memory cannot have is a status", a_length_that_memory_cannot_have_is_a_status);
    test("text that is not UTF-8 is a status", text_that_is_not_utf8_is_a_status);
    test("a bad list names its line, and no path", a_bad_list_names_its_line);
    test("unknown numbers are a status", unknown_numbers_are_a_status);
    test("what is spent says so", what_is_spent_says_so);
}
