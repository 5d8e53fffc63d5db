/* Runs every test. Arguments: core/testdata, a folder to write to, the folder that
 * ffi/c/examples/sets_for_c.rs wrote, how often the memory test scans (under 1000 times it measures
 * nothing). The last line is `N passed, N failed`. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

const char *testdata_folder, *scratch_folder, *sets_folder;
long memory_scans;
bool measures;

size_t last_message(char *buffer, size_t capacity) {
    return presend_last_message(buffer, capacity);
}

struct bytes read_file(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", testdata_folder, name);
    return read_path(path);
}

PresendScanner *scanner_of(const char *list) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    OK(presend_set_from_list_unverified(presend_text("vectors"), presend_text(list), &set));
    OK(presend_scanner_new(set, &scanner));
    presend_set_free(set);
    return scanner;
}

static PresendSet *demo_set(void) {
    PresendSet *set = NULL;
    OK(presend_set_demo(&set));
    return set;
}

PresendBuilder *demo_builder(void) {
    PresendBuilder *builder = NULL;
    PresendSet *set = demo_set();
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, set));
    presend_set_free(set);
    return builder;
}

PresendScanner *built(PresendBuilder *builder) {
    PresendScanner *scanner = NULL;
    OK(presend_builder_build(builder, &scanner));
    presend_builder_free(builder);
    return scanner;
}

PresendScanner *demo_scanner(void) {
    return built(demo_builder());
}

PresendChecked *scan(const PresendScanner *scanner, const uint8_t *data, size_t length) {
    PresendChecked *checked = NULL;
    OK(presend_scan_bytes(scanner, data, length, NOW, NULL, &checked));
    return checked;
}

PresendChecked *scan_test_picture(const PresendScanner *scanner) {
    PresendBuffer picture = {NULL, 0};
    OK(presend_test_picture(0, &picture));
    PresendChecked *checked = scan(scanner, picture.data, picture.length);
    presend_buffer_free(&picture);
    return checked;
}

bool same(PresendText text, const char *other) {
    return text.length == strlen(other) && (text.length == 0 || memcmp(text.data, other, text.length) == 0);
}

bool has(const PresendBuffer *buffer, const char *part) {
    return buffer->data != NULL && strstr((const char *)buffer->data, part) != NULL;
}

PresendFacts facts_of(const PresendChecked *checked) {
    PresendFacts facts;
    OK(presend_report_facts(presend_checked_report(checked), &facts));
    return facts;
}

PresendDecision decision_of(const PresendChecked *checked) {
    PresendDecision decision;
    OK(presend_checked_decision(checked, &decision));
    return decision;
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: %s TESTDATA SCRATCH SETS SCANS\n", arguments[0]);
        return 2;
    }
    testdata_folder = arguments[1];
    scratch_folder = arguments[2];
    sets_folder = arguments[3];
    memory_scans = atol(arguments[4]);
    measures = memory_scans >= 1000;
    test_misuse();
    test_vectors();
    test_reports();
    test_pixels();
    test_decoders();
    test_lent();
    test_links();
    test_videos();
    test_hooks();
    test_own();
    test_journal();
    test_store();
    test_sealed();
    test_reentry();
    test_update();
    test_threads();
    test_large();
    test_memory();
    return counted();
}
