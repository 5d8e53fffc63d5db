/* What a report, a decision and an explanation say. */
#include "check.h"

#include <stdio.h>

static void the_test_picture_is_found_and_called_a_test(void) {
    PresendScanner *scanner = demo_scanner();
    for (size_t i = 0; i < presend_test_pictures(); i++) {
        PresendBuffer picture;
        OK(presend_test_picture(i, &picture));
        PresendChecked *checked = scan(scanner, picture.data, picture.length);
        PresendFacts facts = facts_of(checked);
        CHECK(facts.outcome == PRESEND_OUTCOME_MATCH && facts.parts_seen == 1 && !facts.not_applicable);
        CHECK(same(facts.kind, "image/bmp") && facts.sets == 1 && facts.cleared == 0);
        PresendFinding finding;
        OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
        CHECK(finding.test && finding.evidence == PRESEND_EVIDENCE_EXACT && same(finding.set.name, "demo"));
        PresendSetRef set;
        OK(presend_report_set(presend_checked_report(checked), 0, &set));
        CHECK(same(set.name, "demo") && set.version == 0 && !set.verified);
        presend_checked_free(checked);
        presend_buffer_free(&picture);
    }
    presend_scanner_free(scanner);
}

static void the_decision_says_what_and_why(void) {
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = scan_test_picture(scanner);
    PresendDecision decision = decision_of(checked);
    CHECK(presend_checked_action(checked) == PRESEND_ACTION_WARN && decision.action == PRESEND_ACTION_WARN);
    CHECK(same(decision.action_name, "warn") && same(decision.by, "policy"));
    CHECK(same(decision.message_key, "test_material") && decision.reason == PRESEND_REASON_NONE);
    CHECK(presend_checked_recorded(checked) == PRESEND_RECORDED_NO_JOURNAL);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_scan_explains_itself_for_two_readers_in_two_languages(void) {
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = scan_test_picture(scanner);
    PresendBuffer words[4];
    OK(presend_checked_explain(checked, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_ENGLISH, &words[0]));
    OK(presend_checked_explain(checked, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_DUTCH, &words[1]));
    OK(presend_checked_explain(checked, PRESEND_LEVEL_ENGINEER, PRESEND_LANGUAGE_ENGLISH, &words[2]));
    OK(presend_checked_explain(checked, PRESEND_LEVEL_ENGINEER, PRESEND_LANGUAGE_DUTCH, &words[3]));
    for (int i = 0; i < 4; i++) {
        CHECK(words[i].length == strlen((const char *)words[i].data) && words[i].length > 20);
        for (int j = 0; j < i; j++) {
            CHECK(strcmp((const char *)words[i].data, (const char *)words[j].data) != 0);
        }
    }
    CHECK(has(&words[2], "exact") && !has(&words[2], "25b29240b3073cce"));
    for (int i = 0; i < 4; i++) presend_buffer_free(&words[i]);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_scan_is_one_json_object_on_one_line(void) {
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = scan_test_picture(scanner);
    PresendBuffer json = {NULL, 0};
    OK(presend_checked_json(checked, &json));
    CHECK(json.data[0] == '{' && json.data[json.length - 1] == '}' && strchr((const char *)json.data, '\n') == NULL);
    CHECK(has(&json, "\"v\":1") && has(&json, "\"outcome\":\"match\"") && has(&json, "\"decision\":\"warn\""));
    CHECK(has(&json, "\"evidence\":\"exact\"") && has(&json, "\"test\":true"));
    presend_buffer_free(&json);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_set_may_be_freed_once_it_is_added(void) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    OK(presend_set_from_list_unverified(presend_text("s"), presend_text("md5:00112233445566778899aabbccddeeff"), &set));
    PresendSetRef reference;
    OK(presend_set_reference(set, &reference));
    CHECK(same(reference.name, "s"));
    OK(presend_scanner_new(set, &scanner));
    presend_set_free(set);
    PresendChecked *checked = scan_test_picture(scanner);
    presend_scanner_free(scanner);
    /* What was checked outlives the scanner. */
    CHECK(presend_report_outcome(presend_checked_report(checked)) == PRESEND_OUTCOME_CLEAN);
    CHECK(presend_checked_action(checked) == PRESEND_ACTION_ALLOW);
    presend_checked_free(checked);
}

static void without_a_set_nothing_is_clean(void) {
    PresendBuilder *builder = NULL;
    OK(presend_builder_new(&builder));
    PresendScanner *scanner = built(builder);
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(facts_of(checked).reason == PRESEND_REASON_NO_USABLE_SET);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    builder = NULL;
    PresendSet *set = NULL;
    OK(presend_set_from_list_unverified(presend_text("s"), presend_text("md5:00112233445566778899aabbccddeeff"), &set));
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, set));
    OK(presend_builder_lacks_a_set(builder));
    presend_set_free(set);
    scanner = built(builder);
    checked = scan_test_picture(scanner);
    CHECK(facts_of(checked).reason == PRESEND_REASON_NO_USABLE_SET);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void limits_hold_and_are_named(void) {
    PresendLimits limits, small;
    OK(presend_limits_default(&limits));
    OK(presend_limits_share_extension(&small));
    CHECK(small.max_decode_bytes < limits.max_decode_bytes);
    PresendBuilder *builder = demo_builder();
    PresendBuffer picture;
    OK(presend_test_picture(1, &picture));
    limits.max_pixels = 128 * 128 - 1;
    OK(presend_builder_limits(builder, &limits));
    PresendScanner *scanner = built(builder);
    picture.data[picture.length - 1] ^= 1; /* No longer exactly the listed file. */
    PresendChecked *checked = scan(scanner, picture.data, picture.length);
    PresendFacts facts = facts_of(checked);
    CHECK(facts.reason == PRESEND_REASON_OVER_LIMIT && same(facts.limit_name, "max_pixels"));
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_buffer_free(&picture);
}

static PresendFacts facts_of_file(const PresendScanner *scanner, const char *path) {
    PresendChecked *checked = NULL;
    OK(presend_scan_file(scanner, presend_text(path), NOW, NULL, &checked));
    PresendFacts facts = facts_of(checked);
    presend_checked_free(checked);
    return facts;
}

static void a_file_is_checked_as_its_bytes_are(void) {
    char list[4200], picture[4200];
    snprintf(list, sizeof list, "%s/cats.txt", scratch_folder);
    snprintf(picture, sizeof picture, "%s/photos/cat.jpg", testdata_folder);
    FILE *file = fopen(list, "w");
    if (!CHECK(file != NULL)) return;
    fputs("pdq:5feb5321f01da156898e2bf629a5d3438412cdbd23f48942464526315db33ffd\n", file);
    fclose(file);
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    OK(presend_set_from_list_file_unverified(presend_text("cats"), presend_text(list), &set));
    OK(presend_scanner_new(set, &scanner));
    presend_set_free(set);
    PresendFacts facts = facts_of_file(scanner, picture);
    CHECK(facts.outcome == PRESEND_OUTCOME_MATCH && same(facts.kind, "image/jpeg") && facts.findings == 1);
    for (int i = 0; i < 2; i++) {
        /* One that is not there, and a folder. */
        facts = facts_of_file(scanner, i == 0 ? "/nowhere" : testdata_folder);
        CHECK(facts.outcome == PRESEND_OUTCOME_UNDECIDED && facts.reason == PRESEND_REASON_UNREADABLE);
    }
    presend_scanner_free(scanner);
}

static void the_systems_clock_times_a_scan(void) {
    for (int i = 0; i < 2; i++) {
        PresendTiming timing = {0, 0, 0, 0, 0};
        PresendBuilder *builder = demo_builder();
        if (i == 1) OK(presend_builder_system_clock(builder));
        PresendScanner *scanner = built(builder);
        PresendChecked *checked = scan_test_picture(scanner);
        PresendStatus status = presend_report_timing(presend_checked_report(checked), &timing);
        CHECK(status == (i == 1 ? PRESEND_STATUS_OK : PRESEND_STATUS_BAD_ARGUMENT));
        CHECK((timing.total_us > 0) == (i == 1));
        presend_checked_free(checked);
        presend_scanner_free(scanner);
    }
}

void test_reports(void) {
    test("the test pictures are found, and called a test", the_test_picture_is_found_and_called_a_test);
    test("the decision says what and why", the_decision_says_what_and_why);
    test("a scan explains itself for two readers in two languages",
         a_scan_explains_itself_for_two_readers_in_two_languages);
    test("a scan is one JSON object on one line", a_scan_is_one_json_object_on_one_line);
    test("a set may be freed once it is added", a_set_may_be_freed_once_it_is_added);
    test("without a usable set nothing is clean", without_a_set_nothing_is_clean);
    test("limits hold and are named", limits_hold_and_are_named);
    test("a file is checked as its bytes are", a_file_is_checked_as_its_bytes_are);
    test("the system's clock times a scan", the_systems_clock_times_a_scan);
}
