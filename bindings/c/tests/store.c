/* Verified sets in a store: update, refusal, rollback, origin, and vaults that misbehave. */
#include "sets.h"

#include <stdio.h>
#include <stdlib.h>

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
    char message[200];
    presend_last_message(message, sizeof message);
    CHECK(same(presend_refusal_words(presend_text(message), PRESEND_LANGUAGE_ENGLISH),
               "it is older than what was here, or you went back from it"));
    CHECK(same(presend_refusal_words(presend_text("Expired"), PRESEND_LANGUAGE_DUTCH), "hij is niet meer geldig"));
    CHECK(same(presend_refusal_words(presend_text("Newer"), PRESEND_LANGUAGE_ENGLISH), "it did not pass a check"));
    CHECK(presend_refusal_words(presend_text("Expired"), 99).length == 0);
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

static void the_built_in_set_is_installed_updated_and_refused(void) {
    PresendTestSet kit;
    OK(presend_test_set(&kit));
    CHECK(presend_test_set(NULL) == PRESEND_STATUS_NULL_POINTER);
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/test-set", scratch_folder);
    PresendStore *store = NULL;
    PresendSet *set = NULL;
    PresendScanner *scanner = NULL;
    PresendSetStatus status;
    const PresendText state = presend_text(folder);
    PresendStoreOptions options = {presend_text(folder), &kit.pins, 1, NULL, state, NULL, SET_NOW};
    OK(presend_store_open(&options, &store));
    uint8_t *changed = (uint8_t *)malloc(kit.first_length);
    memcpy(changed, kit.first, kit.first_length);
    changed[kit.first_length / 2] ^= 1;
    CHECK(presend_store_install(store, kit.name, changed, kit.first_length, SET_NOW) == PRESEND_STATUS_SET_REFUSED);
    free(changed);
    OK(presend_store_install(store, kit.name, kit.first, kit.first_length, SET_NOW));
    OK(presend_store_snapshot(store, kit.name, &set));
    OK(presend_scanner_new(set, &scanner));
    PresendChecked *checked = scan_picture_at(scanner, SET_NOW);
    PresendFinding finding;
    OK(presend_report_finding(presend_checked_report(checked), 0, &finding));
    CHECK(finding.test && finding.set.verified);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    presend_set_free(set);
    OK(presend_store_apply(store, kit.name, kit.delta, kit.delta_length, SET_NOW));
    OK(presend_store_status(store, kit.name, SET_NOW, &status));
    CHECK(status.version == 2);
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
    CHECK(facts.not_after == SET_NOW + 30 * A_DAY && facts.log_index == 5 && same(facts.basis, "urn:example:law"));
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

static void what_counts_towards_a_report_is_shown_and_forgotten(void) {
    struct vault vault = new_vault();
    PresendStore *store = open_store("store-pending", &vault);
    OK(install(store, "1.khs"));
    presend_store_free(store);
    /* The key of the device and the entries that were found under it, in base64: here made up. */
    static const char no_key[] = "key none\n";
    vault.length -= sizeof no_key - 1;
    CHECK(memcmp(vault.text + vault.length, no_key, sizeof no_key - 1) == 0);
    vault.length += (size_t)snprintf(vault.text + vault.length, sizeof vault.text - vault.length,
        "key AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    for (int entry = 5; entry < 7; entry++)
        vault.length += (size_t)snprintf(vault.text + vault.length, sizeof vault.text - vault.length,
            "pending %u 1 3 30 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%dA= exact 0\n", SET_NOW / A_DAY, entry);
    store = open_store("store-pending", &vault);
    PresendPendingFinding findings[PRESEND_MAX_PENDING];
    size_t count = 9;
    OK(presend_store_pending(store, set_name(), NULL, 0, &count));
    CHECK(count == 2);
    findings[1].day = 7;
    OK(presend_store_pending(store, set_name(), findings, 1, &count));
    CHECK(count == 2 && findings[0].version == 1 && findings[0].evidence == PRESEND_EVIDENCE_EXACT);
    CHECK(findings[0].day == SET_NOW / A_DAY && findings[1].day == 7);
    CHECK(presend_store_pending(store, set_name(), NULL, 1, &count) == PRESEND_STATUS_NULL_POINTER && count == 0);
    CHECK(presend_store_pending(store, presend_text("other"), findings, 1, &count) == PRESEND_STATUS_BAD_ARGUMENT);
    CHECK(presend_store_forget_pending(NULL, set_name()) == PRESEND_STATUS_NULL_POINTER);
    OK(presend_store_forget_pending(store, set_name()));
    OK(presend_store_pending(store, set_name(), findings, 1, &count));
    CHECK(count == 0);
    presend_store_free(store);
    store = open_store("store-pending", &vault);
    OK(presend_store_pending(store, set_name(), findings, 1, &count));
    CHECK(count == 0);
    presend_store_free(store);
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
    PresendVault callbacks = callbacks_of(&vault);
    callbacks.load = NULL;
    PresendText bad = presend_text("no pins\n");
    PresendStoreOptions options = {presend_text("/dev/null/x"), &bad, 1, &callbacks, {NULL, 0}, NULL, SET_NOW};
    PresendStore *store = NULL;
    CHECK(presend_store_open(NULL, &store) == PRESEND_STATUS_NULL_POINTER);
    CHECK(presend_store_open(&options, &store) == PRESEND_STATUS_NULL_POINTER && vault.released == 1);
    callbacks = callbacks_of(&vault);
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
    CHECK(presend_store_install_file(store, set_name(), presend_text("/nowhere"), SET_NOW) == PRESEND_STATUS_UNAVAILABLE);
    CHECK(presend_store_install_file(NULL, set_name(), presend_text("/nowhere"), SET_NOW) == PRESEND_STATUS_NULL_POINTER);
    char path[4200];
    snprintf(path, sizeof path, "%s/1.khs", sets_folder);
    OK(presend_store_install_file(store, set_name(), presend_text(path), SET_NOW));
    CHECK(status_at(store, SET_NOW).version == 1);
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

void test_store(void) {
    test("a set that passes every check finds the test picture", a_set_that_passes_every_check_finds_the_test_picture);
    test("an update arrives, and a forged one is refused by name", an_update_arrives_and_a_forged_one_is_refused_by_name);
    test("the built-in set is installed, updated and refused", the_built_in_set_is_installed_updated_and_refused);
    test("the user rolls back and pins", the_user_rolls_back_and_pins);
    test("what counts towards a report is shown and forgotten", what_counts_towards_a_report_is_shown_and_forgotten);
    test("the origin names who signed and who saw it", the_origin_names_who_signed_and_who_saw_it);
    test("a vault that fails or lies is a status, and released once",
         a_vault_that_fails_or_lies_is_a_status_and_released_once);
    test("what a store is opened with is checked", what_a_store_is_opened_with_is_checked);
    test("a folder can keep the state, and a journal is told", a_folder_can_keep_the_state_and_a_journal_is_told);
}
