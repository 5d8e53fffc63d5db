/* Handles that threads share, and callbacks that free the handles of the call they are in: run under
 * AddressSanitizer and valgrind, which see what is used after it was freed. */
#include "looks.h"

#include <pthread.h>

struct shared {
    const PresendAdviceCheck *check;
    const PresendAdviceSwitch *setting;
};

/* Counts what came out as it should; checks are for the main thread. */
static void *look_often(void *argument) {
    const struct shared *shared = (const struct shared *)argument;
    static const uint8_t byte = 0;
    const PresendAdvicePixels one = {&byte, 1, 1, 1, 1, PRESEND_ADVICE_PIXEL_FORMAT_GRAY8, 1};
    intptr_t right = 0;
    for (int i = 0; i < 50; i++) {
        PresendAdviceVerdict verdict;
        const uint32_t status = presend_advice_of_pixels(shared->check, SENDING, &one, shared->setting, NULL, &verdict);
        const bool told = verdict.kind == PRESEND_ADVICE_KIND_ASK || verdict.kind == PRESEND_ADVICE_KIND_OFF;
        right += status == PRESEND_ADVICE_STATUS_OK && told;
    }
    return (void *)right;
}

static void threads_share_handles(void) {
    enum { THREADS = 4 };
    const uint32_t likely = PRESEND_ADVICE_BAND_LIKELY;
    PresendAdviceCheck *check = says(&likely);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    struct shared shared = {check, setting};
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, look_often, &shared) == 0);
    for (int i = 0; i < 100; i++) {
        OK(presend_advice_switch_off(setting, NULL));
        OK(presend_advice_switch_on(setting, USER, CHILD, NULL));
    }
    for (int i = 0; i < THREADS; i++) {
        void *right = NULL;
        CHECK(pthread_join(threads[i], &right) == 0 && (intptr_t)right == 50);
    }
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

struct world {
    PresendAdviceCheck *check;
    PresendAdviceSwitch *setting;
    PresendAdviceCancel *cancel;
    int gone;
};

static void free_all(struct world *world) {
    presend_advice_check_free(world->check);
    presend_advice_switch_free(world->setting);
    presend_advice_cancel_free(world->cancel);
    world->check = NULL;
    world->setting = NULL;
    world->cancel = NULL;
}

static int32_t frees(void *user, const PresendAdvicePixels *pixels, const PresendAdviceLook *look,
                     PresendAdviceAnswer *answer) {
    struct world *world = (struct world *)user;
    PresendAdviceVerdict inner;
    free_all(world);
    CHECK(world->gone == 0 && !presend_advice_look_cancelled(look));
    IS(NULL_POINTER, presend_advice_of_pixels(world->check, SENDING, pixels, world->setting, NULL, &inner));
    answer->test = PRESEND_ADVICE_BAND_LIKELY;
    return 0;
}

static void gone(void *user) {
    ((struct world *)user)->gone++;
}

static void an_advisor_may_free_the_handles_of_its_look(void) {
    struct world world = {NULL, NULL, NULL, 0};
    const PresendAdviceAdvisor advisor = {&world, 1u << PRESEND_ADVICE_CLASS_TEST, frees, gone};
    const uint8_t byte = 0;
    const PresendAdvicePixels one = {&byte, 1, 1, 1, 1, PRESEND_ADVICE_PIXEL_FORMAT_GRAY8, 1};
    PresendAdviceVerdict verdict;
    OK(presend_advice_check_of_advisor(&advisor, &world.check));
    OK(presend_advice_cancel_new(&world.cancel));
    world.setting = switched(USER, CHILD);
    OK(presend_advice_of_pixels(world.check, SENDING, &one, world.setting, world.cancel, &verdict));
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_ASK && world.gone == 1);
}

static int32_t frees_and_holds(void *user) {
    free_all((struct world *)user);
    return 1;
}

static int32_t changes_and_holds(void *user) {
    struct world *world = (struct world *)user;
    IS(GUARDIAN_NEEDED, presend_advice_switch_off(world->setting, NULL));
    CHECK(same(presend_advice_switch_text(world->setting), "advice on by guardian for child"));
    return 1;
}

static void a_proof_may_use_and_free_its_switch(void) {
    struct world world = {NULL, switched(GUARDIAN, CHILD), NULL, 0};
    const PresendAdviceProof uses = {&world, changes_and_holds}, ends = {&world, frees_and_holds};
    OK(presend_advice_switch_on(world.setting, GUARDIAN, CHILD, &uses));
    OK(presend_advice_switch_off(world.setting, &ends));
    CHECK(world.setting == NULL);
}

void test_handles(void) {
    test("threads share a check and a switch", threads_share_handles);
    test("an advisor may free the handles of its own look", an_advisor_may_free_the_handles_of_its_look);
    test("a proof may use and free its own switch", a_proof_may_use_and_free_its_switch);
}
