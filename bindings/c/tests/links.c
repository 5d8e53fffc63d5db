/* A set of pictures and a set of links on one scanner, each with pins of its own. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

static const PresendText *both[2];
static PresendTestSet pictures, links;

static PresendText test_link(size_t index) {
    PresendText link;
    OK(presend_test_link(index, &link));
    return link;
}

/* A store of these pins in a folder of its own. */
static PresendStore *store_of(const char *name, const PresendText *pins, size_t count) {
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/%s", scratch_folder, name);
    PresendStoreOptions options = {presend_text(folder), pins, count, NULL, presend_text(folder), NULL, NOW};
    PresendStore *store = NULL;
    OK(presend_test_set(&pictures));
    OK(presend_test_links(&links));
    OK(presend_store_open(&options, &store));
    return store;
}

static PresendStatus install(PresendStore *store, const PresendTestSet *named, const PresendTestSet *file) {
    return presend_store_install(store, named->name, file->first, file->first_length, NOW);
}

/* With these sets of the store as they are now; frees the store. */
static PresendScanner *scanner_with(PresendStore *store, const PresendText **names, size_t count) {
    PresendBuilder *builder = NULL;
    OK(presend_builder_new(&builder));
    for (size_t at = 0; at < count; at++) {
        PresendSet *set = NULL;
        OK(presend_store_snapshot(store, *names[at], &set));
        OK(presend_builder_add_set(builder, set));
        presend_set_free(set);
    }
    presend_store_free(store);
    return built(builder);
}

static PresendChecked *scan_text(const PresendScanner *scanner, PresendText text) {
    PresendChecked *checked = NULL;
    OK(presend_scan_text(scanner, text, NOW, NULL, &checked));
    return checked;
}

/* True if this was found, by this set alone. */
static bool found_by(PresendChecked *checked, const PresendTestSet *set) {
    PresendFacts facts = facts_of(checked);
    bool all = facts.outcome == PRESEND_OUTCOME_MATCH && facts.findings > 0;
    for (size_t at = 0; at < facts.findings; at++) {
        PresendFinding finding;
        OK(presend_report_finding(presend_checked_report(checked), at, &finding));
        all = all && finding.set.verified && finding.test && finding.set.name.length == set->name.length &&
              memcmp(finding.set.name.data, set->name.data, set->name.length) == 0;
    }
    presend_checked_free(checked);
    return all;
}

static void a_picture_is_found_by_one_set_and_a_link_by_the_other(void) {
    OK(presend_test_set(&pictures));
    OK(presend_test_links(&links));
    const PresendText pins[2] = {pictures.pins, links.pins};
    PresendStore *store = store_of("links-both", pins, 2);
    OK(install(store, &pictures, &pictures));
    OK(install(store, &links, &links));
    both[0] = &pictures.name, both[1] = &links.name;
    PresendScanner *scanner = scanner_with(store, both, 2);
    CHECK(found_by(scan_test_picture(scanner), &pictures));
    CHECK(found_by(scan_text(scanner, test_link(0)), &links));
    PresendChecked *clean = scan_text(scanner, test_link(1));
    CHECK(facts_of(clean).outcome == PRESEND_OUTCOME_CLEAN);
    presend_checked_free(clean);
    presend_scanner_free(scanner);
}

static void a_delta_brings_a_new_link(void) {
    OK(presend_test_links(&links));
    PresendStore *store = store_of("links-delta", &links.pins, 1);
    OK(install(store, &links, &links));
    OK(presend_store_apply(store, links.name, links.delta, links.delta_length, NOW));
    both[0] = &links.name;
    PresendScanner *scanner = scanner_with(store, both, 1);
    CHECK(found_by(scan_text(scanner, test_link(1)), &links));
    presend_scanner_free(scanner);
    PresendText none;
    CHECK(presend_test_link(2, &none) == PRESEND_STATUS_BAD_ARGUMENT && none.length == 0);
    CHECK(presend_test_links(NULL) == PRESEND_STATUS_NULL_POINTER);
}

static void a_set_is_refused_by_the_pins_of_the_other(void) {
    char message[200];
    OK(presend_test_set(&pictures));
    OK(presend_test_links(&links));
    const PresendText pins[2] = {pictures.pins, links.pins};
    PresendStore *store = store_of("links-refused", pins, 2);
    const PresendTestSet *swapped[2][2] = {{&pictures, &links}, {&links, &pictures}};
    for (int at = 0; at < 2; at++) {
        CHECK(install(store, swapped[at][0], swapped[at][1]) == PRESEND_STATUS_SET_REFUSED);
        presend_last_message(message, sizeof message);
        CHECK(strncmp(message, "AuthorityQuorum:", 16) == 0);
    }
    presend_store_free(store);
}

void test_links(void) {
    test("a picture is found by one set and a link by the other",
         a_picture_is_found_by_one_set_and_a_link_by_the_other);
    test("a delta brings a new link", a_delta_brings_a_new_link);
    test("a set is refused by the pins of the other", a_set_is_refused_by_the_pins_of_the_other);
}
