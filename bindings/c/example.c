/* Scans a file, or a built-in test picture, against the demo set, and prints what its user reads. */
#include "presend.h"

#include <stdio.h>
#include <time.h>

/* Says what went wrong, if anything did. */
static int ok(PresendStatus status) {
    char why[200];
    if (status == PRESEND_STATUS_OK) return 1;
    presend_last_message(why, sizeof why);
    fprintf(stderr, "%s: %s\n", presend_status_name(status).data, why);
    return 0;
}

int main(int count, char **arguments) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    PresendBuffer picture = {NULL, 0}, words = {NULL, 0};
    PresendChecked *checked = NULL;
    const uint64_t now = (uint64_t)time(NULL);
    int done = ok(presend_set_demo(&set)) && ok(presend_scanner_new(set, &scanner));
    if (count > 1) {
        done = done && ok(presend_scan_file(scanner, presend_text(arguments[1]), now, NULL, &checked));
    } else {
        done = done && ok(presend_test_picture(0, &picture)) &&
               ok(presend_scan_bytes(scanner, picture.data, picture.length, now, NULL, &checked));
    }
    done = done && ok(presend_checked_explain(checked, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_ENGLISH, &words));
    puts(done ? (const char *)words.data : "not checked");
    presend_buffer_free(&words);
    presend_checked_free(checked);
    presend_buffer_free(&picture);
    presend_scanner_free(scanner);
    presend_set_free(set);
    return done ? 0 : 1;
}
