/* Callbacks that use every handle, and free every handle, while a call is in them: run under
 * AddressSanitizer and valgrind, which see what is used after it was freed. */
#include "sets.h"

#include <stdio.h>
#include <stdlib.h>

enum kind { DECIDE, POLICY_GONE, NOW_US, CLOCK_GONE, LENGTH, READ_AT, LOAD, SAVE, VAULT_GONE, OPEN, ROWS, CLOSE, DECODER_GONE, KINDS };
enum act { FREE, USE_AND_FREE, ACTS };

static const char *const content = "plain words";
/* So much of a HEIC file that it is known for one. */
static const uint8_t heic[] = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c',
                               0, 0, 0, 0, 'm', 'i', 'f', '1', 'h', 'e', 'i', 'c'};

struct world {
    enum kind acts_in;
    enum act act;
    bool waits;
    int given[4], gone[4];
    char name[40];
    struct vault vault;
    PresendSet *set;
    PresendBuilder *builder;
    PresendScanner *scanner;
    PresendFrames *frames;
    PresendStore *store;
    PresendJournal *journal;
    PresendCancel *cancel;
    PresendChecked *checked;
    PresendOrigin *origin;
};

/* The handle, which is not there any more. */
#define TAKE(type, place) type *taken_##place = world->place; world->place = NULL

static void free_all(struct world *world) {
    TAKE(PresendOrigin, origin);
    presend_origin_free(taken_origin);
    TAKE(PresendChecked, checked);
    presend_checked_free(taken_checked);
    TAKE(PresendFrames, frames);
    presend_frames_free(taken_frames);
    TAKE(PresendScanner, scanner);
    presend_scanner_free(taken_scanner);
    TAKE(PresendBuilder, builder);
    presend_builder_free(taken_builder);
    TAKE(PresendStore, store);
    presend_store_free(taken_store);
    TAKE(PresendJournal, journal);
    presend_journal_free(taken_journal);
    TAKE(PresendCancel, cancel);
    presend_cancel_free(taken_cancel);
    TAKE(PresendSet, set);
    presend_set_free(taken_set);
}

/* What would change the store waits for itself in its vault, and says so. */
static void use_store(const struct world *world) {
    bool in_vault = world->acts_in == LOAD || world->acts_in == SAVE;
    PresendStatus wanted = in_vault ? PRESEND_STATUS_REENTERED : PRESEND_STATUS_OK;
    struct vault other = new_vault();
    PresendStore *same_folder = NULL;
    PresendSet *set = NULL;
    CHECK(status_at(world->store, SET_NOW).version == 1);
    OK(presend_store_snapshot(world->store, set_name(), &set));
    presend_set_free(set);
    CHECK(presend_store_pin(world->store, set_name(), 0) == wanted);
    CHECK(presend_store_forget_pending(world->store, set_name()) == wanted);
    CHECK((install(world->store, "1.khs") == PRESEND_STATUS_REENTERED) == in_vault);
    CHECK(open_in(world->name, &other, SET_NOW, &same_folder) == wanted);
    presend_store_free(same_folder);
}

static void use_all(struct world *world) {
    PresendSetRef reference;
    PresendBuffer words = {NULL, 0};
    PresendReason reason;
    PresendPixels pixels = {NULL, 0, 0, 0, 0, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    PresendChecked *checked = NULL;
    presend_set_reference(world->set, &reference);
    presend_builder_add_set(world->builder, world->set);
    presend_builder_built_in_policy(world->builder, presend_text("block_match"));
    if (world->scanner != NULL) presend_checked_free(scan_test_picture(world->scanner));
    presend_frames_push(world->frames, &pixels, 0, &reason);
    presend_frames_finish(world->frames, &checked);
    presend_checked_free(checked);
    if (world->store != NULL) use_store(world);
    presend_journal_verify(world->journal, NULL);
    presend_checked_explain(world->checked, PRESEND_LEVEL_AUDITOR, PRESEND_LANGUAGE_ENGLISH, &words);
    presend_buffer_free(&words);
    presend_origin_manifest(world->origin, &words);
    presend_buffer_free(&words);
    presend_cancel(world->cancel);
}

static void called(void *user, enum kind kind) {
    struct world *world = (struct world *)user;
    if (kind == POLICY_GONE) world->gone[0]++;
    if (kind == CLOCK_GONE) world->gone[1]++;
    if (kind == VAULT_GONE) world->gone[2]++;
    if (kind == DECODER_GONE) world->gone[3]++;
    if (kind != world->acts_in || !world->waits) return;
    world->waits = false;
    if (world->act == USE_AND_FREE) use_all(world);
    free_all(world);
}

static int32_t decide(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    (void)allowed;
    called(user, DECIDE);
    CHECK(presend_report_outcome(report) <= PRESEND_OUTCOME_MATCH);
    answer->action = PRESEND_ACTION_ALLOW;
    return 0;
}

static uint64_t now_us(void *user) {
    called(user, NOW_US);
    return 7;
}

static int32_t length(void *user, uint64_t *length) {
    called(user, LENGTH);
    *length = strlen(content);
    return 0;
}

static int32_t read_at(void *user, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *count) {
    called(user, READ_AT);
    size_t left = strlen(content) - (size_t)offset;
    *count = left < capacity ? left : capacity;
    memcpy(buffer, content + offset, *count);
    return 0;
}

static int32_t load(void *user, PresendText set, uint8_t *buffer, size_t capacity, size_t *length) {
    struct vault *vault = &((struct world *)user)->vault;
    called(user, LOAD);
    return callbacks_of(vault).load(vault, set, buffer, capacity, length);
}

static int32_t save(void *user, PresendText set, PresendText text) {
    struct vault *vault = &((struct world *)user)->vault;
    called(user, SAVE);
    return callbacks_of(vault).save(vault, set, text);
}

static void policy_gone(void *user) {
    called(user, POLICY_GONE);
}

static void clock_gone(void *user) {
    called(user, CLOCK_GONE);
}

static void vault_gone(void *user) {
    called(user, VAULT_GONE);
}

static PresendPolicy policy_of(struct world *world) {
    PresendPolicy policy = {world, decide, {NULL, 0}, policy_gone};
    world->given[0]++;
    return policy;
}

static PresendMonotonic clock_of(struct world *world) {
    PresendMonotonic clock = {world, now_us, clock_gone};
    world->given[1]++;
    return clock;
}

static int32_t open_still(void *user, const uint8_t *data, size_t length, PresendStill *still) {
    called(user, OPEN);
    CHECK(length == sizeof heic && memcmp(data, heic, length) == 0);
    PresendStill described = {NULL, 64, 64, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    *still = described;
    return 0;
}

static int32_t rows_of(void *user, void *picture, uint32_t first, uint32_t count, uint8_t *buffer, size_t capacity) {
    called(user, ROWS);
    CHECK(picture == NULL && first == 0 && count == 64 && capacity == 64 * 64);
    memset(buffer, 99, capacity);
    return 0;
}

static void close_still(void *user, void *picture) {
    CHECK(picture == NULL);
    called(user, CLOSE);
}

static void decoder_gone(void *user) {
    called(user, DECODER_GONE);
}

static PresendDecoder decoder_of(struct world *world) {
    PresendDecoder decoder = {world, PRESEND_STILL_KIND_HEIC, open_still, rows_of, close_still, decoder_gone};
    world->given[3]++;
    return decoder;
}

static PresendStatus opened(struct world *world, PresendStore **store) {
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/%s", scratch_folder, world->name);
    struct bytes pins = set_file("pins.txt");
    PresendText text = {(const char *)pins.data, pins.length};
    PresendVault vault = {world, load, save, vault_gone};
    PresendStoreOptions options = {presend_text(folder), &text, 1, &vault, {NULL, 0}, world->journal, SET_NOW};
    world->given[2]++;
    PresendStatus status = presend_store_open(&options, store);
    free(pins.data);
    return status;
}

static PresendBuilder *full_builder(struct world *world) {
    PresendBuilder *builder = NULL;
    PresendPolicy policy = policy_of(world);
    PresendMonotonic clock = clock_of(world);
    PresendDecoder decoder = decoder_of(world);
    OK(presend_builder_new(&builder));
    OK(presend_builder_add_set(builder, world->set));
    OK(presend_builder_policy(builder, &policy));
    OK(presend_builder_monotonic(builder, &clock));
    OK(presend_builder_decoder(builder, &decoder));
    OK(presend_builder_journal(builder, world->journal));
    OK(presend_builder_count_findings_in(builder, world->store));
    return builder;
}

static PresendStatus finish(struct world *world, PresendChecked **checked) {
    return presend_frames_finish(world->frames, checked);
}

static void fill(struct world *world) {
    static int worlds = 0;
    char folder[4200];
    snprintf(world->name, sizeof world->name, "reentry-%d", worlds++);
    snprintf(folder, sizeof folder, "%s/reentry-journal", scratch_folder);
    world->vault = new_vault();
    OK(presend_journal_open(presend_text(folder), &world->journal));
    OK(opened(world, &world->store));
    OK(install(world->store, "1.khs"));
    OK(presend_store_snapshot(world->store, set_name(), &world->set));
    OK(presend_store_origin(world->store, set_name(), &world->origin));
    OK(presend_cancel_new(&world->cancel));
    world->builder = full_builder(world);
    world->scanner = built(full_builder(world));
    OK(presend_frames_new(world->scanner, SET_NOW, world->cancel, &world->frames));
    OK(finish(world, &world->checked));
    presend_frames_free(world->frames);
    OK(presend_frames_new(world->scanner, SET_NOW, world->cancel, &world->frames));
}

/* What a call gives is there, whatever was freed meanwhile. */
static void gave(PresendStatus status, PresendChecked *checked) {
    CHECK(status == PRESEND_STATUS_OK && checked != NULL);
    CHECK(same(decision_of(checked).by, "policy"));
    presend_checked_free(checked);
}

static void scans_bytes(struct world *world) {
    PresendBuffer picture = {NULL, 0};
    PresendChecked *checked = NULL;
    OK(presend_test_picture(0, &picture));
    PresendStatus status =
        presend_scan_bytes(world->scanner, picture.data, picture.length, SET_NOW, world->cancel, &checked);
    gave(status, checked);
    presend_buffer_free(&picture);
}

static void scans_source(struct world *world) {
    PresendSource source = {world, length, read_at};
    PresendChecked *checked = NULL;
    PresendStatus status = presend_scan_source(world->scanner, &source, SET_NOW, world->cancel, &checked);
    gave(status, checked);
}

static void scans_pixels(struct world *world) {
    static const uint8_t grey[64 * 64] = {0};
    PresendPixels pixels = {grey, sizeof grey, 64, 64, 64, PRESEND_PIXEL_FORMAT_GRAY8, 1};
    PresendChecked *checked = NULL;
    PresendStatus status = presend_scan_pixels(world->scanner, &pixels, SET_NOW, world->cancel, &checked);
    gave(status, checked);
}

static void scans_heic(struct world *world) {
    PresendChecked *checked = NULL;
    PresendStatus status =
        presend_scan_bytes(world->scanner, heic, sizeof heic, SET_NOW, world->cancel, &checked);
    gave(status, checked);
}

static void is_refused_a_decoder(struct world *world) {
    PresendDecoder decoder = decoder_of(world);
    decoder.rows = NULL;
    CHECK(presend_builder_decoder(world->builder, &decoder) == PRESEND_STATUS_NULL_POINTER);
}

static void scans_on_a_thread_of_its_own(struct world *world) {
    PresendScanner *old = world->scanner;
    bool waits = world->waits;
    world->waits = false;
    OK(presend_builder_hook_terms(world->builder, PRESEND_FAIL_MODE_ASK, 600000));
    OK(presend_builder_policy_on_its_own_thread(world->builder));
    OK(presend_builder_build(world->builder, &world->scanner));
    presend_scanner_free(old);
    world->waits = waits;
    scans_bytes(world);
}

static void begins_a_video(struct world *world) {
    PresendFrames *frames = NULL;
    PresendChecked *checked = NULL;
    OK(presend_frames_new(world->scanner, SET_NOW, world->cancel, &frames));
    PresendStatus status = presend_frames_finish(frames, &checked);
    gave(status, checked);
    presend_frames_free(frames);
}

static void finishes_a_video(struct world *world) {
    PresendChecked *checked = NULL;
    PresendStatus status = finish(world, &checked);
    gave(status, checked);
}

static void finishes_a_video_without_its_scanner(struct world *world) {
    presend_scanner_free(world->scanner);
    world->scanner = NULL;
    finishes_a_video(world);
}

static void replaces_the_policy(struct world *world) {
    PresendPolicy policy = policy_of(world);
    OK(presend_builder_policy(world->builder, &policy));
}

static void is_refused_a_policy(struct world *world) {
    PresendPolicy policy = policy_of(world);
    policy.decide = NULL;
    CHECK(presend_builder_policy(world->builder, &policy) == PRESEND_STATUS_NULL_POINTER);
}

static void takes_a_built_in_policy(struct world *world) {
    OK(presend_builder_built_in_policy(world->builder, presend_text("warn_only")));
}

static void replaces_the_clock(struct world *world) {
    PresendMonotonic clock = clock_of(world);
    OK(presend_builder_monotonic(world->builder, &clock));
}

static void frees_the_builder(struct world *world) {
    TAKE(PresendBuilder, builder);
    presend_builder_free(taken_builder);
}

static void frees_the_scanner(struct world *world) {
    TAKE(PresendFrames, frames);
    presend_frames_free(taken_frames);
    TAKE(PresendScanner, scanner);
    presend_scanner_free(taken_scanner);
}

static void frees_the_store(struct world *world) {
    frees_the_builder(world);
    frees_the_scanner(world);
    TAKE(PresendStore, store);
    presend_store_free(taken_store);
}

static void changes_the_store(struct world *world) {
    OK(presend_store_pin(world->store, set_name(), 1));
}

static void installs(struct world *world) {
    OK(install(world->store, "2.khs"));
}

static void opens_a_store(struct world *world) {
    PresendStore *store = NULL;
    OK(opened(world, &store));
    CHECK(status_at(store, SET_NOW).version == 1);
    presend_store_free(store);
}

#define BIT(kind) (1u << (kind))
#define GONE (BIT(POLICY_GONE) | BIT(CLOCK_GONE) | BIT(DECODER_GONE))

static const struct {
    void (*call)(struct world *world);
    uint32_t makes;
} calls[] = {
    {scans_bytes, BIT(DECIDE) | BIT(NOW_US)},
    {scans_source, BIT(DECIDE) | BIT(NOW_US) | BIT(LENGTH) | BIT(READ_AT)},
    {scans_pixels, BIT(DECIDE) | BIT(NOW_US)},
    {scans_heic, BIT(DECIDE) | BIT(NOW_US) | BIT(OPEN) | BIT(ROWS) | BIT(CLOSE)},
    {scans_on_a_thread_of_its_own, BIT(DECIDE)},
    {begins_a_video, BIT(NOW_US)},
    {finishes_a_video, BIT(DECIDE) | BIT(NOW_US)},
    {finishes_a_video_without_its_scanner, GONE},
    {replaces_the_policy, BIT(POLICY_GONE)},
    {is_refused_a_policy, BIT(POLICY_GONE)},
    {is_refused_a_decoder, BIT(DECODER_GONE)},
    {takes_a_built_in_policy, BIT(POLICY_GONE)},
    {replaces_the_clock, BIT(CLOCK_GONE)},
    {frees_the_builder, GONE},
    {frees_the_scanner, GONE},
    {frees_the_store, BIT(VAULT_GONE)},
    {changes_the_store, BIT(LOAD) | BIT(SAVE)},
    {installs, BIT(LOAD) | BIT(SAVE)},
    {opens_a_store, BIT(LOAD)},
};

static void in_every_callback(enum act act) {
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            if ((calls[i].makes & BIT(kind)) == 0) continue;
            struct world world;
            memset(&world, 0, sizeof world);
            fill(&world);
            world.acts_in = (enum kind)kind;
            world.act = act;
            world.waits = true;
            calls[i].call(&world);
            if (!CHECK(!world.waits)) printf("call %zu makes no callback %d\n", i, kind);
            free_all(&world);
            CHECK(memcmp(world.given, world.gone, sizeof world.given) == 0);
        }
}

static void every_callback_may_free_every_handle(void) {
    in_every_callback(FREE);
}

static void every_callback_may_use_every_handle_and_then_free_it(void) {
    in_every_callback(USE_AND_FREE);
}

void test_reentry(void) {
    test("every callback may free every handle", every_callback_may_free_every_handle);
    test("every callback may use every handle, and then free it", every_callback_may_use_every_handle_and_then_free_it);
}
