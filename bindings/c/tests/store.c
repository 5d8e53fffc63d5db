/* Verified sets in a store: update, refusal, rollback, and updates while threads scan. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define SET "made-up/images"
#define SET_NOW 1800000000u
#define A_DAY 86400u
#define VERSIONS 20

/* A vault in memory that can be told to misbehave. */
struct vault {
    char text[20000];
    size_t length;
    bool empty, fails, lies;
    int loads, saves, released;
};

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

static struct vault new_vault(void) {
    struct vault vault = {{0}, 0, true, false, false, 0, 0, 0};
    return vault;
}

static PresendText set_name(void) {
    return presend_text(SET);
}

static struct bytes set_file(const char *name) {
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", sets_folder, name);
    return read_path(path);
}

static PresendStatus open_in(const char *name, struct vault *vault, uint64_t now, PresendStore **store) {
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/%s", scratch_folder, name);
    struct bytes pins = set_file("pins.txt");
    PresendText text = {(const char *)pins.data, pins.length};
    PresendVault callbacks = {vault, load, save, release};
    PresendStoreOptions options = {presend_text(folder), &text, 1, &callbacks, {NULL, 0}, NULL, now};
    PresendStatus status = presend_store_open(&options, store);
    free(pins.data);
    return status;
}

static PresendStore *open_store(const char *name, struct vault *vault) {
    PresendStore *store = NULL;
    OK(open_in(name, vault, SET_NOW, &store));
    return store;
}

static PresendStatus install(PresendStore *store, const char *name) {
    struct bytes file = set_file(name);
    PresendStatus status = presend_store_install(store, set_name(), file.data, file.length, SET_NOW);
    free(file.data);
    return status;
}

static PresendSetStatus status_at(const PresendStore *store, uint64_t now) {
    PresendSetStatus status;
    OK(presend_store_status(store, set_name(), now, &status));
    return status;
}

static PresendScanner *snapshot_scanner(const PresendStore *store) {
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    OK(presend_store_snapshot(store, set_name(), &set));
    OK(presend_scanner_new(set, &scanner));
    presend_set_free(set);
    return scanner;
}

static PresendChecked *scan_picture_at(const PresendScanner *scanner, uint64_t now) {
    PresendBuffer picture;
    PresendChecked *checked = NULL;
    OK(presend_test_picture(0, &picture));
    OK(presend_scan_bytes(scanner, picture.data, picture.length, now, NULL, &checked));
    presend_buffer_free(&picture);
    return checked;
}

static bool message_begins(const char *name) {
    char message[200];
    presend_last_message(message, sizeof message);
    return strncmp(message, name, strlen(name)) == 0;
}

static void a_set_that_passes_every_check_finds_the_test_picture(void) {
    struct vault vault = new_vault();
    PresendStore *store = open_store("store-install", &vault);
    PresendSet *set = NULL;
    CHECK(status_at(store, SET_NOW).freshness == PRESEND_FRESHNESS_MISSING);
    CHECK(presend_store_snapshot(store, set_name(), &set) == PRESEND_STATUS_SET_REFUSED && set == NULL);
    CHECK(message_begins("NoVersion"));
    OK(install(store, "1.khs"));
    PresendScanner *scanner = snapshot_scanner(store);
    presend_store_free(store);
    PresendChecked *checked = scan_picture_at(scanner, SET_NOW);
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    CHECK(finding.test && finding.set.verified && finding.set.version == 1 && same(finding.set.name, SET));
    CHECK(finding.evidence == PRESEND_EVIDENCE_EXACT);
    presend_checked_free(checked);
    /* The window is checked again at every scan. */
    checked = scan_picture_at(scanner, SET_NOW + 31 * A_DAY);
    CHECK(facts_of(checked).reason == PRESEND_REASON_NO_USABLE_SET);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    CHECK(vault.saves > 0 && vault.released == 1);
}

static void an_update_arrives_and_a_forged_one_is_refused_by_name(void) {
    struct vault vault = new_vault();
    PresendStore *store = open_store("store-update", &vault);
    OK(install(store, "1.khs"));
    CHECK(install(store, "2.forged") == PRESEND_STATUS_SET_REFUSED && message_begins("SectionDigest"));
    CHECK(status_at(store, SET_NOW).version == 1);
    struct bytes delta = set_file("2.delta");
    CHECK(presend_store_apply(store, set_name(), delta.data, delta.length - 1, SET_NOW) == PRESEND_STATUS_SET_REFUSED);
    CHECK(message_begins("DeltaLength"));
    OK(presend_store_apply(store, set_name(), delta.data, delta.length, SET_NOW));
    CHECK(status_at(store, SET_NOW).version == 2);
    CHECK(presend_store_apply(store, set_name(), delta.data, delta.length, SET_NOW) == PRESEND_STATUS_SET_REFUSED);
    CHECK(message_begins("WrongBase"));
    free(delta.data);
    CHECK(install(store, "1.khs") == PRESEND_STATUS_SET_REFUSED && message_begins("RolledBack"));
    presend_store_free(store);
    /* What was installed is there when the store opens again; the vault knows. */
    store = open_store("store-update", &vault);
    PresendSetStatus status = status_at(store, SET_NOW);
    CHECK(status.version == 2 && status.freshness == PRESEND_FRESHNESS_FRESH && same(status.freshness_name, "fresh"));
    CHECK(status.expires_unix_seconds == SET_NOW + 30 * A_DAY && status.refused_by.length == 0);
    CHECK(status_at(store, SET_NOW + 20 * A_DAY).freshness == PRESEND_FRESHNESS_STALE);
    CHECK(status_at(store, SET_NOW + 30 * A_DAY).freshness == PRESEND_FRESHNESS_EXPIRED);
    presend_store_free(store);
}

static void the_user_rolls_back_and_pins(void) {
    struct vault vault = new_vault();
    PresendStore *store = open_store("store-rollback", &vault);
    OK(install(store, "1.khs"));
    CHECK(presend_store_rollback(store, set_name(), SET_NOW) == PRESEND_STATUS_SET_REFUSED);
    OK(install(store, "2.khs"));
    OK(presend_store_rollback(store, set_name(), SET_NOW));
    PresendSetStatus status = status_at(store, SET_NOW);
    CHECK(status.version == 1 && status.held == 2);
    CHECK(install(store, "2.khs") == PRESEND_STATUS_SET_REFUSED && message_begins("RolledBack"));
    CHECK(presend_store_pin(store, set_name(), 7) == PRESEND_STATUS_SET_REFUSED);
    OK(presend_store_pin(store, set_name(), 1));
    CHECK(status_at(store, SET_NOW).pinned == 1);
    CHECK(install(store, "3.khs") == PRESEND_STATUS_SET_REFUSED && message_begins("Pinned"));
    OK(presend_store_pin(store, set_name(), 0));
    OK(install(store, "3.khs"));
    CHECK(status_at(store, SET_NOW).version == 3 && status_at(store, SET_NOW).pinned == 0);
    presend_store_free(store);
}

static void the_origin_names_who_signed_and_who_saw_it(void) {
    struct vault vault = new_vault();
    PresendStore *store = open_store("store-origin", &vault);
    PresendOrigin *origin = NULL;
    CHECK(presend_store_origin(store, set_name(), &origin) == PRESEND_STATUS_SET_REFUSED && origin == NULL);
    OK(install(store, "1.khs"));
    OK(presend_store_origin(store, set_name(), &origin));
    presend_store_free(store);
    PresendOriginFacts facts;
    OK(presend_origin_facts(origin, &facts));
    CHECK(facts.version == 1 && same(facts.set, SET) && same(facts.purpose, "known-images"));
    CHECK(facts.signers == 3 && facts.witnesses == 2 && same(facts.log, "log.example/sets"));
    CHECK(facts.not_after == SET_NOW + 30 * A_DAY && facts.log_index == 5);
    PresendSigner signer;
    int german = 0;
    for (size_t i = 0; i < facts.signers; i++) {
        OK(presend_origin_signer(origin, i, &signer));
        german += same(signer.name, "three.example") && same(signer.jurisdiction, "de");
    }
    CHECK(german == 1);
    CHECK(presend_origin_signer(origin, 3, &signer) == PRESEND_STATUS_BAD_ARGUMENT && signer.name.data == NULL);
    PresendWitness witness;
    OK(presend_origin_witness(origin, 0, &witness));
    CHECK(witness.unix_seconds == SET_NOW - 60);
    PresendBuffer text;
    OK(presend_origin_manifest(origin, &text));
    CHECK(has(&text, "presend/manifest/v1\nset made-up/images\nversion 1\n"));
    presend_buffer_free(&text);
    presend_origin_free(origin);
}

static void a_vault_that_fails_or_lies_is_a_status_and_released_once(void) {
    struct vault vault = new_vault();
    PresendStore *store = NULL;
    vault.fails = true;
    CHECK(open_in("store-vault", &vault, SET_NOW, &store) == PRESEND_STATUS_UNAVAILABLE && store == NULL);
    CHECK(vault.released == 1);
    vault = new_vault();
    vault.lies = true, vault.empty = false;
    CHECK(open_in("store-vault", &vault, SET_NOW, &store) == PRESEND_STATUS_UNAVAILABLE && vault.released == 1);
    vault = new_vault();
    store = open_store("store-vault", &vault);
    vault.fails = true;
    CHECK(install(store, "1.khs") == PRESEND_STATUS_UNAVAILABLE && message_begins("Vault"));
    vault.fails = false;
    CHECK(status_at(store, SET_NOW).version == 0);
    OK(install(store, "1.khs"));
    presend_store_free(store);
    CHECK(vault.released == 1);
    /* A state that is longer than the first room for it is asked for again. This one is damaged, so a
     * new one begins with the file that is there. */
    memset(vault.text, 'x', sizeof vault.text);
    vault.length = sizeof vault.text, vault.loads = 0;
    store = open_store("store-vault", &vault);
    CHECK(vault.loads >= 2 && vault.length < sizeof vault.text);
    CHECK(status_at(store, SET_NOW).version == 1);
    presend_store_free(store);
}

static void what_a_store_is_opened_with_is_checked(void) {
    struct vault vault = new_vault();
    PresendVault callbacks = {&vault, NULL, save, release};
    PresendText bad = presend_text("no pins\n");
    PresendStoreOptions options = {presend_text("/dev/null/x"), &bad, 1, &callbacks, {NULL, 0}, NULL, SET_NOW};
    PresendStore *store = NULL;
    CHECK(presend_store_open(NULL, &store) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_store_open(&options, &store) == PRESEND_STATUS_NULL_POINTER && vault.released == 1);
    callbacks.load = load;
    CHECK(presend_store_open(&options, NULL) == PRESEND_STATUS_NULL_POINTER && vault.released == 2);
    CHECK(presend_store_open(&options, &store) == PRESEND_STATUS_BAD_ARGUMENT && vault.released == 3);
    options.pins = NULL;
    CHECK(presend_store_open(&options, &store) == PRESEND_STATUS_NULL_POINTER && vault.released == 4);
    options.vault = NULL;
    CHECK(presend_store_open(&options, &store) == PRESEND_STATUS_NULL_POINTER && store == NULL);
    PresendSet *set = NULL;
    PresendSetStatus status;
    CHECK(presend_store_snapshot(NULL, set_name(), &set) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_store_status(NULL, set_name(), 0, &status) == PRESEND_STATUS_NULL_POINTER && status.version == 0);
    store = open_store("store-options", &vault);
    CHECK(presend_store_status(store, presend_text("other"), 0, &status) == PRESEND_STATUS_BAD_ARGUMENT);
    CHECK(presend_store_install(store, set_name(), NULL, 5, 0) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_store_install(store, set_name(), NULL, 0, 0) == PRESEND_STATUS_SET_REFUSED);
    presend_store_free(store);
    presend_store_free(NULL);
    presend_origin_free(NULL);
}

static void a_folder_can_keep_the_state_and_a_journal_is_told(void) {
    char folder[3][4200];
    const char *names[] = {"store-folder", "store-folder-state", "store-journal"};
    for (int i = 0; i < 3; i++) snprintf(folder[i], sizeof folder[i], "%s/%s", scratch_folder, names[i]);
    struct bytes pins = set_file("pins.txt");
    PresendText text = {(const char *)pins.data, pins.length};
    PresendJournal *journal = NULL;
    OK(presend_journal_open(presend_text(folder[2]), &journal));
    PresendStoreOptions options = {presend_text(folder[0]), &text, 1, NULL, presend_text(folder[1]), journal, SET_NOW};
    PresendStore *store = NULL;
    OK(presend_store_open(&options, &store));
    OK(install(store, "1.khs"));
    CHECK(install(store, "2.forged") == PRESEND_STATUS_SET_REFUSED);
    presend_store_free(store);
    OK(presend_store_open(&options, &store));
    CHECK(status_at(store, SET_NOW).version == 1);
    PresendBuffer lines;
    OK(presend_journal_text(journal, &lines));
    CHECK(has(&lines, " set_change ") && has(&lines, " set_refused "));
    presend_buffer_free(&lines);
    /* Findings are counted where the store is known; a test picture counts nothing. */
    PresendBuilder *builder = NULL;
    PresendSet *set = NULL;
    OK(presend_store_snapshot(store, set_name(), &set));
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, set));
    OK(presend_builder_count_findings_in(builder, store));
    CHECK(presend_builder_count_findings_in(builder, NULL) == PRESEND_STATUS_NULL_POINTER);
    presend_set_free(set);
    presend_store_free(store);
    PresendScanner *scanner = built(builder);
    PresendChecked *checked = scan_picture_at(scanner, SET_NOW);
    CHECK(presend_checked_action(checked) == PRESEND_ACTION_WARN);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_journal_free(journal);
    free(pins.data);
}

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

void test_store(void) {
    test("a set that passes every check finds the test picture", a_set_that_passes_every_check_finds_the_test_picture);
    test("an update arrives, and a forged one is refused by name", an_update_arrives_and_a_forged_one_is_refused_by_name);
    test("the user rolls back and pins", the_user_rolls_back_and_pins);
    test("the origin names who signed and who saw it", the_origin_names_who_signed_and_who_saw_it);
    test("a vault that fails or lies is a status, and released once",
         a_vault_that_fails_or_lies_is_a_status_and_released_once);
    test("what a store is opened with is checked", what_a_store_is_opened_with_is_checked);
    test("a folder can keep the state, and a journal is told", a_folder_can_keep_the_state_and_a_journal_is_told);
    test("the store updates while threads scan", the_store_updates_while_threads_scan);
}
