/* Opens the demo list, scans a built-in test picture and prints the explanation. */
#include "presend.h"

#include <stdio.h>

int main(int count, char **arguments) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    PresendBuffer picture = {NULL, 0}, words = {NULL, 0};
    PresendChecked *checked = NULL;
    const char *list = count > 1 ? arguments[1] : "demo.list";
    presend_set_from_list_file_unverified(presend_text("demo"), presend_text(list), &set);
    presend_scanner_new(set, &scanner);
    presend_test_picture(0, &picture);
    presend_scan_bytes(scanner, picture.data, picture.length, 1767225600, NULL, &checked);
    PresendStatus status = presend_checked_explain(checked, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_ENGLISH, &words);
    puts(status == PRESEND_STATUS_OK ? (const char *)words.data : "not checked");
    return status; /* The system frees the rest. */
}
