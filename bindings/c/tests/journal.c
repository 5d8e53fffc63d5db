/* The journal in a folder. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

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

#define WRITERS 3
#define SCANS_EACH 5

/* Counts what was recorded; checks are for the main thread. */
static void *write_records(void *argument) {
    const PresendScanner *scanner = (const PresendScanner *)argument;
    intptr_t recorded = 0;
    PresendBuffer picture;
    if (presend_test_picture(1, &picture) != PRESEND_STATUS_OK) return NULL;
    for (int i = 0; i < SCANS_EACH; i++) {
        PresendChecked *checked = NULL;
        presend_scan_bytes(scanner, picture.data, picture.length, NOW, NULL, &checked);
        recorded += presend_checked_recorded(checked) == PRESEND_RECORDED_YES;
        presend_checked_free(checked);
    }
    presend_buffer_free(&picture);
    return (void *)recorded;
}

static void threads_and_a_process_share_a_folder_and_lose_nothing(void) {
    char path[4200];
    snprintf(path, sizeof path, "%s/shared-journal", scratch_folder);
    /* Each has a journal of its own; the last is for another process. */
    PresendScanner *scanners[WRITERS + 1];
    for (int i = 0; i <= WRITERS; i++) {
        PresendJournal *journal = NULL;
        OK(presend_journal_open(presend_text(path), &journal));
        scanners[i] = scanner_with(journal);
        presend_journal_free(journal);
    }
    pid_t child = fork();
    if (child == 0) _exit((intptr_t)write_records(scanners[WRITERS]) == SCANS_EACH ? 0 : 1);
    CHECK(child > 0);
    pthread_t threads[WRITERS];
    for (int i = 0; i < WRITERS; i++) CHECK(pthread_create(&threads[i], NULL, write_records, scanners[i]) == 0);
    for (int i = 0; i < WRITERS; i++) {
        void *recorded = NULL;
        CHECK(pthread_join(threads[i], &recorded) == 0);
        CHECK((intptr_t)recorded == SCANS_EACH);
    }
    int status = 1;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    for (int i = 0; i <= WRITERS; i++) presend_scanner_free(scanners[i]);
    PresendJournal *journal = NULL;
    PresendJournalFacts facts;
    PresendDayCounts counts;
    OK(presend_journal_open(presend_text(path), &journal));
    OK(presend_journal_verify(journal, &facts));
    CHECK(facts.records == (WRITERS + 1) * SCANS_EACH && facts.repairs == 0);
    OK(presend_journal_open_day(journal, &counts));
    CHECK(counts.matched == (WRITERS + 1) * SCANS_EACH);
    presend_journal_free(journal);
}

void test_journal(void) {
    test("a warning is recorded, and the rest is counted", a_warning_is_recorded_and_the_rest_is_counted);
    test("a changed record is named", a_changed_record_is_named);
    test("the user may delete the journal, also when it is damaged", the_user_may_delete_it_also_when_damaged);
    test("threads and a process share a folder, and lose nothing",
         threads_and_a_process_share_a_folder_and_lose_nothing);
    test("a journal that cannot be is a status", a_journal_that_cannot_be_is_a_status);
}
