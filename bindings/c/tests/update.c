/* A store that is updated while threads scan. */
#define _POSIX_C_SOURCE 200809L
#include "sets.h"

#include <pthread.h>
#include <stdio.h>

#define SCANNING_THREADS 3

struct shared {
    pthread_mutex_t lock;
    bool done;
    PresendStore *store;
    PresendScanner *old;
    int right, wrong, newest;
};

/* Scans with the first version and with what is active now, until the updates are done. */
static void *scan_meanwhile(void *argument) {
    struct shared *shared = (struct shared *)argument;
    PresendBuffer picture;
    uint64_t newest = 0;
    int right = 0, wrong = 0;
    bool done = presend_test_picture(1, &picture) != PRESEND_STATUS_OK;
    while (!done) {
        PresendSet *set = NULL;
        PresendScanner *now = NULL;
        PresendChecked *old_checked = NULL, *now_checked = NULL;
        PresendFinding finding;
        pthread_mutex_lock(&shared->lock);
        done = shared->done;
        pthread_mutex_unlock(&shared->lock);
        presend_store_snapshot(shared->store, set_name(), &set);
        presend_scanner_new(set, &now);
        presend_set_free(set);
        presend_scan_bytes(shared->old, picture.data, picture.length, SET_NOW, NULL, &old_checked);
        presend_report_finding(presend_checked_report(old_checked), 0, &finding);
        bool holds = finding.set.version == 1 && finding.test;
        presend_scan_bytes(now, picture.data, picture.length, SET_NOW, NULL, &now_checked);
        presend_report_finding(presend_checked_report(now_checked), 0, &finding);
        holds = holds && finding.set.version >= newest && finding.set.version > 0 && finding.test;
        newest = finding.set.version;
        right += holds, wrong += !holds;
        presend_checked_free(old_checked);
        presend_checked_free(now_checked);
        presend_scanner_free(now);
    }
    presend_buffer_free(&picture);
    pthread_mutex_lock(&shared->lock);
    shared->right += right, shared->wrong += wrong;
    if ((int)newest > shared->newest) shared->newest = (int)newest;
    pthread_mutex_unlock(&shared->lock);
    return NULL;
}

static void the_store_updates_while_threads_scan(void) {
    struct vault vault = new_vault();
    struct shared shared = {PTHREAD_MUTEX_INITIALIZER, false, open_store("store-threads", &vault), NULL, 0, 0, 0};
    OK(install(shared.store, "1.khs"));
    shared.old = snapshot_scanner(shared.store);
    pthread_t threads[SCANNING_THREADS];
    for (int i = 0; i < SCANNING_THREADS; i++) CHECK(pthread_create(&threads[i], NULL, scan_meanwhile, &shared) == 0);
    for (int version = 2; version <= VERSIONS; version++) {
        char name[20];
        snprintf(name, sizeof name, "%d.khs", version);
        OK(install(shared.store, name));
    }
    pthread_mutex_lock(&shared.lock);
    shared.done = true;
    pthread_mutex_unlock(&shared.lock);
    for (int i = 0; i < SCANNING_THREADS; i++) pthread_join(threads[i], NULL);
    printf("       %d rounds during %d updates\n", shared.right, VERSIONS - 1);
    CHECK(shared.right > 0 && shared.wrong == 0 && shared.newest == VERSIONS);
    presend_scanner_free(shared.old);
    presend_store_free(shared.store);
}

void test_update(void) {
    test("the store updates while threads scan", the_store_updates_while_threads_scan);
}
