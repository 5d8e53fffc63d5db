/* Checks and counts, of the program for presend.h and of the one for presend_advice.h. */
#define _POSIX_C_SOURCE 200809L
#include "count.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int passed, failed;
static bool holding;

bool check_that(bool holds, const char *what, const char *file, int line) {
    if (!holds) {
        char message[200];
        last_message(message, sizeof message);
        fprintf(stderr, "%s:%d: not so: %s (last message: %s)\n", file, line, what, message);
        holding = false;
    }
    return holds;
}

void test(const char *claim, void (*run)(void)) {
    holding = true;
    run();
    passed += holding;
    failed += !holding;
    printf("%s %s\n", holding ? "ok    " : "FAILED", claim);
    fflush(stdout);
}

struct bytes read_path(const char *path) {
    struct bytes read = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (CHECK(file != NULL)) {
        fseek(file, 0, SEEK_END);
        read.length = (size_t)ftell(file);
        rewind(file);
        read.data = (uint8_t *)malloc(read.length + 1);
        CHECK(fread(read.data, 1, read.length, file) == read.length);
        fclose(file);
    }
    return read;
}

double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int counted(void) {
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0 || passed == 0;
}
