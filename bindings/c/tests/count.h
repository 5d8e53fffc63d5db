/* What each test program does: checks that say where they failed, and a count of the claims that hold. */
#ifndef COUNT_H
#define COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Says where, and fails the test that runs, if it does not hold. */
#define CHECK(what) check_that((what), #what, __FILE__, __LINE__)

bool check_that(bool holds, const char *what, const char *file, int line);

/* Runs a test and counts it. Its name is the claim that it proves. */
void test(const char *claim, void (*run)(void));

/* Prints the last line, `N passed, N failed`, and gives what main returns. */
int counted(void);

/* The last message of the library that is tested: each program has its own. */
size_t last_message(char *buffer, size_t capacity);

struct bytes {
    uint8_t *data;
    size_t length;
};

/* A file, whose data is freed with free. */
struct bytes read_path(const char *path);

double seconds(void);

#ifdef __cplusplus
}
#endif
#endif
