/* The journal in a folder. */
#include "check.h"

#include <stdio.h>

static PresendText folder(void) {
    static char path[4096];
    snprintf(path, sizeof path, "%s/journal", scratch_folder);
    return presend_text(path);
}

static PresendScanner *scanner_with(const PresendJournal *journal) {
    PresendBuilder *builder = demo_builder();
    OK(presend_builder_journal(builder, journal));
    return built(builder);
}

static void a_warning_is_recorded_and_the_rest_is_counted(void) {
    PresendJournal *journal = NULL;
    OK(presend_journal_open(folder(), &journal));
    PresendScanner *scanner = scanner_with(journal);
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(presend_checked_recorded(checked) == PRESEND_RECORDED_YES);
    presend_checked_free(checked);
    checked = scan(scanner, (const uint8_t *)"plain text", 10);
    CHECK(facts_of(checked).not_applicable);
    CHECK(presend_checked_recorded(checked) == PRESEND_RECORDED_NOT_NEEDED);
    presend_checked_free(checked);
    PresendJournalFacts facts;
    OK(presend_journal_verify(journal, &facts));
    OK(presend_journal_verify(journal, NULL));
    CHECK(facts.records == 1 && facts.repairs == 0 && facts.deleted == 0);
    PresendDayCounts counts;
    OK(presend_journal_open_day(journal, &counts));
    CHECK(counts.day == NOW / 86400 && counts.matched == 1 && counts.clean == 1 && counts.fallback == 0);
    PresendBuffer text;
    OK(presend_journal_text(journal, &text));
    CHECK(has(&text, " warn match exact ") && has(&text, " demo 0 unverified "));
    presend_buffer_free(&text);
    presend_scanner_free(scanner);
    presend_journal_free(journal);
}

static void a_changed_record_is_named(void) {
    char path[4200];
    snprintf(path, sizeof path, "%s/journal", folder().data);
    FILE *chain = fopen(path, "r+b");
    if (CHECK(chain != NULL)) {
        fseek(chain, 2, SEEK_SET);
        fputc('9', chain);
        fclose(chain);
    }
    PresendJournal *journal = NULL;
    OK(presend_journal_open(folder(), &journal));
    CHECK(presend_journal_verify(journal, NULL) == PRESEND_STATUS_ALTERED);
    char message[100];
    presend_last_message(message, sizeof message);
    CHECK(strncmp(message, "record 0 ", 9) == 0);
    presend_journal_free(journal);
}

static void the_user_may_delete_it_also_when_damaged(void) {
    PresendJournal *journal = NULL;
    OK(presend_journal_open(folder(), &journal));
    OK(presend_journal_delete_all(journal, NOW));
    PresendJournalFacts facts;
    OK(presend_journal_verify(journal, &facts));
    CHECK(facts.records == 1 && facts.deleted == 1);
    PresendScanner *scanner = scanner_with(journal);
    /* The scanner goes on writing. */
    presend_journal_free(journal);
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(presend_checked_recorded(checked) == PRESEND_RECORDED_YES);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_journal_that_cannot_be_is_a_status(void) {
    PresendJournal *journal = NULL;
    CHECK(presend_journal_open(presend_text("/dev/null/journal"), &journal) == PRESEND_STATUS_UNAVAILABLE);
    CHECK(journal == NULL);
}

void test_journal(void) {
    test("a warning is recorded, and the rest is counted", a_warning_is_recorded_and_the_rest_is_counted);
    test("a changed record is named", a_changed_record_is_named);
    test("the user may delete the journal, also when it is damaged", the_user_may_delete_it_also_when_damaged);
    test("a journal that cannot be is a status", a_journal_that_cannot_be_is_a_status);
}
