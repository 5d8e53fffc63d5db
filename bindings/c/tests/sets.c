/* What the tests of the store share: the sets that ffi/c/examples/sets_for_c.rs wrote, and a vault. */
#include "sets.h"

#include <stdio.h>
#include <stdlib.h>

static int32_t load(void *user, PresendText set, uint8_t *buffer, size_t capacity, size_t *length) {
    struct vault *vault = (struct vault *)user;
    vault->loads++;
    if (vault->fails || !same(set, SET)) return -1;
    if (vault->empty) return 1;
    *length = vault->lies ? (size_t)-1 : vault->length;
    memcpy(buffer, vault->text, vault->length < capacity ? vault->length : capacity);
    return 0;
}

static int32_t save(void *user, PresendText set, PresendText text) {
    struct vault *vault = (struct vault *)user;
    if (vault->fails || !same(set, SET) || text.length > sizeof vault->text) return -1;
    memcpy(vault->text, text.data, text.length);
    vault->length = text.length;
    vault->empty = false;
    vault->saves++;
    return 0;
}

static void release(void *user) {
    ((struct vault *)user)->released++;
}

struct vault new_vault(void) {
    struct vault vault = {{0}, 0, true, false, false, 0, 0, 0};
    return vault;
}

PresendText set_name(void) {
    return presend_text(SET);
}

struct bytes set_file(const char *name) {
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", sets_folder, name);
    return read_path(path);
}

PresendVault callbacks_of(struct vault *vault) {
    PresendVault callbacks = {vault, load, save, release};
    return callbacks;
}

PresendStatus open_in(const char *name, struct vault *vault, uint64_t now, PresendStore **store) {
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/%s", scratch_folder, name);
    struct bytes pins = set_file("pins.txt");
    PresendText text = {(const char *)pins.data, pins.length};
    PresendVault callbacks = callbacks_of(vault);
    PresendStoreOptions options = {presend_text(folder), &text, 1, &callbacks, {NULL, 0}, NULL, now};
    PresendStatus status = presend_store_open(&options, store);
    free(pins.data);
    return status;
}

PresendStore *open_store(const char *name, struct vault *vault) {
    PresendStore *store = NULL;
    OK(open_in(name, vault, SET_NOW, &store));
    return store;
}

PresendStatus install(PresendStore *store, const char *name) {
    struct bytes file = set_file(name);
    PresendStatus status = presend_store_install(store, set_name(), file.data, file.length, SET_NOW);
    free(file.data);
    return status;
}

PresendSetStatus status_at(const PresendStore *store, uint64_t now) {
    PresendSetStatus status;
    OK(presend_store_status(store, set_name(), now, &status));
    return status;
}

PresendScanner *snapshot_scanner(const PresendStore *store) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    OK(presend_store_snapshot(store, set_name(), &set));
    OK(presend_scanner_new(set, &scanner));
    presend_set_free(set);
    return scanner;
}
