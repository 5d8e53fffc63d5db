/* The way to a sealed report, and every way that does not lead there. */
#include "sets.h"

#include <stdio.h>
#include <stdlib.h>

#define LATER (SET_NOW + 2 * A_DAY)
#define REPORT_BYTES 4208

struct phone {
    struct vault vault;
    PresendStore *store;
    PresendJournal *journal;
};

static bool message_begins(const char *name) {
    char message[200];
    presend_last_message(message, sizeof message);
    return strncmp(message, name, strlen(name)) == 0;
}

static struct bytes report_file(const char *name) {
    char path[300];
    snprintf(path, sizeof path, "reports/%s", name);
    return set_file(path);
}

/* A device with this set, under these pins. The vault is given back: its address stays. */
static void begin(struct phone *phone, const char *name, const char *set, const char *pins) {
    char folder[4200];
    phone->vault = new_vault();
    snprintf(folder, sizeof folder, "%s/%s", scratch_folder, name);
    struct bytes text = report_file(pins), file = report_file(set);
    PresendText pinned = {(const char *)text.data, text.length};
    PresendVault callbacks = callbacks_of(&phone->vault);
    PresendStoreOptions options = {presend_text(folder), &pinned, 1, &callbacks, {NULL, 0}, NULL, SET_NOW};
    OK(presend_store_open(&options, &phone->store));
    OK(presend_store_install(phone->store, set_name(), file.data, file.length, SET_NOW));
    snprintf(folder, sizeof folder, "%s/%s-journal", scratch_folder, name);
    OK(presend_journal_open(presend_text(folder), &phone->journal));
    free(text.data);
    free(file.data);
}

static void end(struct phone *phone) {
    presend_store_free(phone->store);
    presend_journal_free(phone->journal);
}

enum parts { POLICY = 1, COUNTS = 2, JOURNAL = 4, SWITCH = 8, ALL = 15 };

/* What a file leads to on this day, by a scanner with these parts: the first step, or NULL. */
static PresendThresholdReached *send_with(struct phone *phone, int parts, int file, uint64_t now) {
    PresendBuilder *builder = NULL;
    PresendScanner *scanner = NULL;
    PresendChecked *checked = NULL;
    PresendSet *set = NULL;
    PresendThresholdReached *reached = NULL;
    char name[20];
    OK(presend_store_snapshot(phone->store, set_name(), &set));
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, set));
    const char *policy = parts & POLICY ? "report_candidate" : "block_match";
    OK(presend_builder_built_in_policy(builder, presend_text(policy)));
    if (parts & COUNTS) OK(presend_builder_count_findings_in(builder, phone->store));
    if (parts & JOURNAL) OK(presend_builder_journal(builder, phone->journal));
    if (parts & SWITCH) OK(presend_builder_seal_reports(builder, presend_text("https://office.example/contest")));
    OK(presend_builder_build(builder, &scanner));
    snprintf(name, sizeof name, "file-%d", file);
    struct bytes bytes = report_file(name);
    OK(presend_scan_bytes(scanner, bytes.data, bytes.length, now, NULL, &checked));
    OK(presend_checked_threshold_reached(checked, &reached));
    free(bytes.data);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_builder_free(builder);
    presend_set_free(set);
    return reached;
}

static PresendThresholdReached *reach(struct phone *phone) {
    CHECK(send_with(phone, ALL, 1, SET_NOW) == NULL);
    CHECK(send_with(phone, ALL, 2, SET_NOW + A_DAY) == NULL);
    return send_with(phone, ALL, 3, LATER);
}

static PresendReportNotice *notice_of(PresendThresholdReached *reached) {
    PresendReportNotice *notice = NULL;
    OK(presend_threshold_reached_notice(reached, LATER, &notice));
    presend_threshold_reached_free(reached);
    return notice;
}

static PresendNoticeShown *shown_of(PresendReportNotice *notice) {
    PresendNoticeShown *shown = NULL;
    OK(presend_report_notice_shown(notice, LATER, &shown));
    presend_report_notice_free(notice);
    return shown;
}

static size_t pending(const struct phone *phone) {
    size_t count = 0;
    OK(presend_store_pending(phone->store, set_name(), NULL, 0, &count));
    return count;
}

static bool journal_says(const struct phone *phone, const char *words) {
    PresendBuffer text;
    OK(presend_journal_text(phone->journal, &text));
    bool says = strstr((const char *)text.data, words) != NULL;
    presend_buffer_free(&text);
    return says;
}

static void threshold_notice_and_consent_make_one_report(void) {
    struct phone phone;
    begin(&phone, "sealed-way", "1.khs", "pins.txt");
    PresendReportNotice *notice = notice_of(reach(&phone));
    PresendBuffer english, dutch, report, again;
    PresendNoticeFacts facts;
    char code[25] = {0};
    OK(presend_report_notice_text(notice, PRESEND_LANGUAGE_ENGLISH, &english));
    OK(presend_report_notice_text(notice, PRESEND_LANGUAGE_DUTCH, &dutch));
    OK(presend_report_notice_facts(notice, &facts));
    CHECK(same(facts.set, SET) && facts.version == 1 && facts.findings == 3 && same(facts.recipient, "office.example"));
    CHECK(same(facts.basis, "urn:example:law") && facts.weighed_unix_seconds < facts.ends_unix_seconds);
    CHECK(same(facts.purpose, "known-images") && same(facts.appeal_desk, "https://office.example/contest"));
    CHECK(facts.window_days > 0 && facts.appeal.length == 24);
    memcpy(code, facts.appeal.data, 24);
    CHECK(strstr((char *)english.data, "office.example") && strstr((char *)english.data, code));
    CHECK(strstr((char *)dutch.data, "https://office.example/contest") != NULL);
    CHECK(presend_report_notice_text(notice, 7, &again) == PRESEND_STATUS_BAD_ARGUMENT);
    PresendNoticeShown *shown = shown_of(notice);
    CHECK(journal_says(&phone, " notice_shown " SET) && pending(&phone) == 3);
    OK(presend_notice_shown_seal(shown, LATER, &report));
    CHECK(report.length == REPORT_BYTES && memcmp(report.data, "PKRP\1\0\r\n", 8) == 0);
    CHECK(pending(&phone) == 0 && journal_says(&phone, code));
    CHECK(presend_notice_shown_seal(shown, LATER, &again) == PRESEND_STATUS_BAD_ARGUMENT && again.data == NULL);
    CHECK(presend_notice_shown_decline(shown, LATER) == PRESEND_STATUS_BAD_ARGUMENT);
    presend_notice_shown_free(shown);
    presend_buffer_free(&english);
    presend_buffer_free(&dutch);
    presend_buffer_free(&report);
    end(&phone);
}

static void a_step_is_taken_once(void) {
    struct phone phone;
    begin(&phone, "sealed-once", "1.khs", "pins.txt");
    PresendThresholdReached *reached = reach(&phone);
    PresendReportNotice *notice = NULL, *other = NULL;
    PresendNoticeShown *shown = NULL, *second = NULL;
    PresendBuffer text;
    OK(presend_threshold_reached_notice(reached, LATER, &notice));
    CHECK(presend_threshold_reached_notice(reached, LATER, &other) == PRESEND_STATUS_BAD_ARGUMENT && other == NULL);
    OK(presend_report_notice_shown(notice, LATER, &shown));
    CHECK(presend_report_notice_shown(notice, LATER, &second) == PRESEND_STATUS_BAD_ARGUMENT && second == NULL);
    CHECK(presend_report_notice_text(notice, PRESEND_LANGUAGE_DUTCH, &text) == PRESEND_STATUS_BAD_ARGUMENT);
    OK(presend_notice_shown_decline(shown, LATER));
    CHECK(pending(&phone) == 0 && journal_says(&phone, " report_declined " SET));
    CHECK(!journal_says(&phone, "report_sealed"));
    presend_threshold_reached_free(reached);
    presend_report_notice_free(notice);
    presend_notice_shown_free(shown);
    CHECK(send_with(&phone, ALL, 4, LATER) == NULL);
    end(&phone);
}

static void below_the_threshold_and_without_each_part_there_is_no_first_step(void) {
    struct phone phone;
    begin(&phone, "sealed-parts", "1.khs", "pins.txt");
    for (int times = 0; times < 5; times++) CHECK(send_with(&phone, ALL, 1 + times % 2, SET_NOW) == NULL);
    PresendThresholdReached *reached = send_with(&phone, ALL, 3, LATER);
    CHECK(reached != NULL);
    presend_threshold_reached_free(reached);
    for (int part = 1; part < ALL; part *= 2) CHECK(send_with(&phone, ALL & ~part, 3, LATER) == NULL);
    end(&phone);
}

static void after_the_sunset_there_is_no_step_at_all(void) {
    struct phone phone;
    PresendReportNotice *notice = NULL;
    PresendBuffer report;
    begin(&phone, "sealed-sunset-1", "sunset.khs", "pins.txt");
    PresendThresholdReached *reached = reach(&phone);
    CHECK(presend_threshold_reached_notice(reached, SET_NOW + 5 * A_DAY, &notice) == PRESEND_STATUS_NO_REPORT);
    CHECK(message_begins("Ended") && notice == NULL);
    presend_threshold_reached_free(reached);
    end(&phone);
    begin(&phone, "sealed-sunset-2", "sunset.khs", "pins.txt");
    PresendNoticeShown *shown = shown_of(notice_of(reach(&phone)));
    CHECK(presend_notice_shown_seal(shown, SET_NOW + 5 * A_DAY, &report) == PRESEND_STATUS_NO_REPORT);
    CHECK(message_begins("Ended") && report.data == NULL);
    presend_notice_shown_free(shown);
    CHECK(send_with(&phone, ALL, 3, LATER) == NULL);
    end(&phone);
}

static void what_was_forgotten_or_replaced_is_not_sealed(void) {
    struct phone phone;
    PresendBuffer report;
    begin(&phone, "sealed-forgotten", "1.khs", "pins.txt");
    PresendNoticeShown *shown = shown_of(notice_of(reach(&phone)));
    OK(presend_store_forget_pending(phone.store, set_name()));
    CHECK(presend_notice_shown_seal(shown, LATER, &report) == PRESEND_STATUS_NO_REPORT);
    CHECK(message_begins("BelowThreshold"));
    presend_notice_shown_free(shown);
    end(&phone);
    begin(&phone, "sealed-replaced", "1.khs", "pins.txt");
    shown = shown_of(notice_of(reach(&phone)));
    struct bytes next = report_file("2.khs");
    OK(presend_store_install(phone.store, set_name(), next.data, next.length, LATER));
    CHECK(presend_notice_shown_seal(shown, LATER, &report) == PRESEND_STATUS_NO_REPORT);
    CHECK(message_begins("OtherVersion") && report.data == NULL);
    free(next.data);
    presend_notice_shown_free(shown);
    end(&phone);
}

static void test_sets_and_plain_lists_lead_nowhere(void) {
    struct phone phone;
    begin(&phone, "sealed-test", "test.khs", "test-pins.txt");
    for (int file = 1; file <= 4; file++) CHECK(send_with(&phone, ALL, file, SET_NOW) == NULL);
    CHECK(pending(&phone) == 0);
    PresendSet *list = NULL;
    PresendBuilder *builder = NULL;
    PresendScanner *scanner = NULL;
    PresendChecked *checked = NULL;
    PresendThresholdReached *reached = NULL;
    /* The SHA-256 of the file. */
    const char *lines = "sha256:54967be9a45f009fe61a9c8de80ec8a012700721b3d707ea4d5c7aa8a06ef3dd\n";
    struct bytes file = report_file("file-1");
    OK(presend_set_from_list_unverified(presend_text(SET), presend_text(lines), &list));
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, list));
    OK(presend_builder_built_in_policy(builder, presend_text("report_candidate")));
    OK(presend_builder_count_findings_in(builder, phone.store));
    OK(presend_builder_journal(builder, phone.journal));
    OK(presend_builder_seal_reports(builder, presend_text("office@example")));
    OK(presend_builder_build(builder, &scanner));
    OK(presend_scan_bytes(scanner, file.data, file.length, SET_NOW, NULL, &checked));
    OK(presend_checked_threshold_reached(checked, &reached));
    CHECK(reached == NULL && presend_checked_action(checked) == PRESEND_ACTION_BLOCK);
    free(file.data);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_builder_free(builder);
    presend_set_free(list);
    end(&phone);
}

static void what_is_passed_is_checked(void) {
    PresendBuilder *builder = NULL;
    PresendThresholdReached *reached = NULL;
    PresendReportNotice *notice = NULL;
    PresendNoticeShown *shown = NULL;
    PresendBuffer buffer;
    PresendNoticeFacts facts;
    OK(presend_builder_new(&builder));
    CHECK(presend_builder_seal_reports(builder, presend_text("two words")) == PRESEND_STATUS_BAD_ARGUMENT);
    CHECK(presend_builder_seal_reports(builder, presend_text("")) == PRESEND_STATUS_BAD_ARGUMENT);
    CHECK(presend_builder_seal_reports(NULL, presend_text("a")) == PRESEND_STATUS_NULL_POINTER);
    presend_builder_free(builder);
    CHECK(presend_checked_threshold_reached(NULL, &reached) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_threshold_reached_notice(NULL, 0, &notice) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_report_notice_text(NULL, 1, &buffer) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_report_notice_facts(NULL, &facts) == PRESEND_STATUS_NULL_POINTER && facts.set.length == 0);
    CHECK(presend_report_notice_shown(NULL, 0, &shown) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_notice_shown_seal(NULL, 0, &buffer) == PRESEND_STATUS_NULL_POINTER && buffer.data == NULL);
    CHECK(presend_notice_shown_decline(NULL, 0) == PRESEND_STATUS_NULL_POINTER);
    presend_threshold_reached_free(NULL);
    presend_report_notice_free(NULL);
    presend_notice_shown_free(NULL);
}

void test_sealed(void) {
    test("threshold, notice and consent make one report", threshold_notice_and_consent_make_one_report);
    test("a step is taken once, and a decline is a decline", a_step_is_taken_once);
    test("below the threshold and without each part there is no first step",
         below_the_threshold_and_without_each_part_there_is_no_first_step);
    test("after the sunset there is no step at all", after_the_sunset_there_is_no_step_at_all);
    test("what was forgotten or replaced is not sealed", what_was_forgotten_or_replaced_is_not_sealed);
    test("test sets and plain lists lead nowhere", test_sets_and_plain_lists_lead_nowhere);
    test("what is passed to the steps is checked", what_is_passed_is_checked);
}
