/* A scanner shared by threads, and a scan cancelled from another. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define THREADS 8
#define SCANS_EACH 20

static int32_t warn(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    (void)user, (void)report, (void)allowed;
    answer->action = PRESEND_ACTION_WARN;
    return 0;
}

/* Counts what came out as it should; checks are for the main thread. */
static void *scan_many(void *argument) {
    const PresendScanner *scanner = (const PresendScanner *)argument;
    intptr_t right = 0;
    PresendBuffer picture;
    if (presend_test_picture(1, &picture) != PRESEND_STATUS_OK) return NULL;
    for (int i = 0; i < SCANS_EACH; i++) {
        PresendChecked *checked = NULL;
        PresendBuffer words = {NULL, 0};
        presend_scan_bytes(scanner, picture.data, picture.length, NOW, NULL, &checked);
        presend_checked_explain(checked, PRESEND_LEVEL_USER, PRESEND_LANGUAGE_ENGLISH, &words);
        right += presend_checked_action(checked) == PRESEND_ACTION_WARN && words.length > 0;
        /* A failure on this thread is not seen on the others. */
        char message[8];
        presend_scan_bytes(NULL, NULL, 0, NOW, NULL, NULL);
        right += presend_last_message(message, sizeof message) > 0;
        presend_buffer_free(&words);
        presend_checked_free(checked);
    }
    presend_buffer_free(&picture);
    return (void *)right;
}

static void eight_threads_share_a_scanner(void) {
    PresendBuilder *builder = demo_builder();
    PresendPolicy policy = {NULL, warn, {NULL, 0}, NULL};
    OK(presend_builder_policy(builder, &policy));
    PresendScanner *scanner = built(builder);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, scan_many, scanner) == 0);
    for (int i = 0; i < THREADS; i++) {
        void *right = NULL;
        CHECK(pthread_join(threads[i], &right) == 0);
        CHECK((intptr_t)right == 2 * SCANS_EACH);
    }
    presend_scanner_free(scanner);
}

/* A source that stops in the middle until another thread has cancelled. */
struct meeting {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool reading, cancelled;
    int reads_after;
    PresendCancel *cancel;
};

#define LARGE_BYTES (200u * 1024 * 1024)

static int32_t length_of(void *user, uint64_t *length) {
    (void)user;
    *length = LARGE_BYTES;
    return 0;
}

static int32_t read_slowly(void *user, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *count) {
    struct meeting *meeting = (struct meeting *)user;
    pthread_mutex_lock(&meeting->lock);
    if (offset > 0) {
        meeting->reading = true;
        pthread_cond_broadcast(&meeting->moved);
        while (!meeting->cancelled) pthread_cond_wait(&meeting->moved, &meeting->lock);
        meeting->reads_after++;
    }
    pthread_mutex_unlock(&meeting->lock);
    *count = offset + capacity > LARGE_BYTES ? (size_t)(LARGE_BYTES - offset) : capacity;
    memset(buffer, 0x5a, *count);
    return 0;
}

static void *cancel_in_the_middle(void *argument) {
    struct meeting *meeting = (struct meeting *)argument;
    pthread_mutex_lock(&meeting->lock);
    while (!meeting->reading) pthread_cond_wait(&meeting->moved, &meeting->lock);
    presend_cancel(meeting->cancel);
    meeting->cancelled = true;
    pthread_cond_broadcast(&meeting->moved);
    pthread_mutex_unlock(&meeting->lock);
    return NULL;
}

static void another_thread_cancels_while_a_source_is_read(void) {
    struct meeting meeting = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false, 0, NULL};
    PresendSource source = {&meeting, length_of, read_slowly};
    PresendScanner *scanner = demo_scanner();
    PresendChecked *checked = NULL;
    pthread_t thread;
    OK(presend_cancel_new(&meeting.cancel));
    CHECK(pthread_create(&thread, NULL, cancel_in_the_middle, &meeting) == 0);
    OK(presend_scan_source(scanner, &source, NOW, meeting.cancel, &checked));
    pthread_join(thread, NULL);
    CHECK(facts_of(checked).reason == PRESEND_REASON_CANCELLED && meeting.reads_after <= 2);
    presend_checked_free(checked);
    presend_cancel_free(meeting.cancel);
    presend_scanner_free(scanner);
}

static double cancelled_at;

static void *cancel_soon(void *cancel) {
    const struct timespec pause = {0, 10 * 1000 * 1000};
    nanosleep(&pause, NULL);
    cancelled_at = seconds();
    presend_cancel((const PresendCancel *)cancel);
    return NULL;
}

static void another_thread_cancels_while_a_picture_is_hashed(void) {
    const uint32_t width = 12000, height = 8000;
    uint8_t *grey = (uint8_t *)malloc((size_t)width * height);
    memset(grey, 0x77, (size_t)width * height);
    PresendPixels pixels = {grey, (size_t)width * height, width, width, height, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    PresendScanner *scanner = demo_scanner();
    PresendCancel *cancel = NULL;
    PresendChecked *checked = NULL;
    pthread_t thread;
    OK(presend_cancel_new(&cancel));
    CHECK(pthread_create(&thread, NULL, cancel_soon, cancel) == 0);
    OK(presend_scan_pixels(scanner, &pixels, NOW, cancel, &checked));
    double ended = seconds();
    pthread_join(thread, NULL);
    CHECK(facts_of(checked).reason == PRESEND_REASON_CANCELLED);
    CHECK(ended - cancelled_at < 1.0);
    presend_checked_free(checked);
    checked = NULL;
    /* A token stays cancelled, whatever it is given to. */
    OK(presend_scan_bytes(scanner, grey, 100, NOW, cancel, &checked));
    CHECK(facts_of(checked).reason == PRESEND_REASON_CANCELLED);
    presend_checked_free(checked);
    presend_cancel_free(cancel);
    presend_scanner_free(scanner);
    free(grey);
}

void test_threads(void) {
    test("eight threads share a scanner", eight_threads_share_a_scanner);
    test("another thread cancels while a source is read", another_thread_cancels_while_a_source_is_read);
    test("another thread cancels while a picture is hashed", another_thread_cancels_while_a_picture_is_hashed);
}
