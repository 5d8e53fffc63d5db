/* Memory stays flat over many scans. */
#define _DEFAULT_SOURCE
#include "check.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

static long resident_kib(void) {
    long pages = 0, resident = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm != NULL) {
        if (fscanf(statm, "%ld %ld", &pages, &resident) != 2) resident = 0;
        fclose(statm);
    }
    return resident * sysconf(_SC_PAGESIZE) / 1024;
}

/* Everything that gives something to free, round and round. Every tenth is a picture: one takes milliseconds. */
static void scans(const PresendScanner *scanner, const PresendBuffer *picture, long count) {
    for (long i = 0; i < count; i++) {
        PresendChecked *checked = NULL;
        PresendCancel *cancel = NULL;
        PresendBuffer words;
        presend_cancel_new(&cancel);
        const uint8_t *data = i % 10 == 0 ? picture->data : (const uint8_t *)"plain text";
        presend_scan_bytes(scanner, data, i % 10 == 0 ? picture->length : 10, NOW, cancel, &checked);
        presend_checked_explain(checked, PRESEND_LEVEL_ENGINEER, PRESEND_LANGUAGE_ENGLISH, &words);
        presend_buffer_free(&words);
        presend_checked_free(checked);
        presend_cancel_free(cancel);
    }
}

static void memory_is_flat(void) {
    PresendScanner *scanner = demo_scanner();
    PresendBuffer picture;
    OK(presend_test_picture(0, &picture));
    scans(scanner, &picture, 100);
    size_t held_before = mallinfo2().uordblks;
    long resident_before = resident_kib();
    double began = seconds();
    scans(scanner, &picture, memory_scans);
    long held = (long)(mallinfo2().uordblks - held_before);
    long resident = resident_kib() - resident_before;
    printf("       %ld scans in %.1f s: %ld bytes more allocated, %ld KiB more resident\n", memory_scans,
           seconds() - began, held, resident);
    CHECK(!measures || held < 16 * 1024);
    CHECK(!measures || resident < 4 * 1024);
    presend_buffer_free(&picture);
    presend_scanner_free(scanner);
}

void test_memory(void) {
    test("memory is flat over many scans", memory_is_flat);
}
