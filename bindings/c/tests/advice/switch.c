/* The switch, and the guardian's proof. */
#include "looks.h"

static int32_t returns(void *user) {
    return *(const int32_t *)user;
}

static void the_user_switches_it_both_ways(void) {
    PresendAdviceSwitch *setting = NULL;
    OK(presend_advice_switch_new(&setting));
    CHECK(same(presend_advice_switch_text(setting), "advice off"));
    CHECK(presend_advice_switch_set_by(setting) == PRESEND_ADVICE_SET_BY_NOBODY);
    OK(presend_advice_switch_on(setting, USER, TEEN, NULL));
    CHECK(same(presend_advice_switch_text(setting), "advice on by user for teen"));
    CHECK(presend_advice_switch_set_by(setting) == USER && presend_advice_switch_audience(setting) == TEEN);
    OK(presend_advice_switch_off(setting, NULL));
    CHECK(same(presend_advice_switch_text(setting), "advice off"));
    presend_advice_switch_free(setting);
}

static void a_guardians_switch_needs_the_proof(void) {
    PresendAdviceSwitch *setting = switched(GUARDIAN, CHILD);
    int32_t answer = 0;
    const PresendAdviceProof proof = {&answer, returns}, none = {&answer, NULL};
    const PresendAdviceProof *const wrong[] = {NULL, &none, &proof};
    for (size_t i = 0; i < 3; i++) {
        IS(GUARDIAN_NEEDED, presend_advice_switch_off(setting, wrong[i]));
        IS(GUARDIAN_NEEDED, presend_advice_switch_on(setting, USER, ADULT, wrong[i]));
        IS(GUARDIAN_NEEDED, presend_advice_switch_on(setting, GUARDIAN, TEEN, wrong[i]));
    }
    /* Only 1 holds. */
    answer = -1;
    IS(GUARDIAN_NEEDED, presend_advice_switch_off(setting, &proof));
    CHECK(same(presend_advice_switch_text(setting), "advice on by guardian for child"));
    answer = 1;
    OK(presend_advice_switch_on(setting, GUARDIAN, TEEN, &proof));
    CHECK(presend_advice_switch_audience(setting) == TEEN);
    OK(presend_advice_switch_off(setting, &proof));
    CHECK(presend_advice_switch_set_by(setting) == PRESEND_ADVICE_SET_BY_NOBODY);
    presend_advice_switch_free(setting);
}

static void what_was_kept_is_what_was_set(void) {
    for (uint32_t by = USER; by <= GUARDIAN; by++)
        for (uint32_t audience = ADULT; audience <= CHILD; audience++) {
            PresendAdviceSwitch *setting = switched(by, audience), *again = NULL;
            OK(presend_advice_switch_from_text(presend_advice_switch_text(setting), &again));
            CHECK(presend_advice_switch_set_by(again) == by && presend_advice_switch_audience(again) == audience);
            presend_advice_switch_free(again);
            presend_advice_switch_free(setting);
        }
}

static void any_other_text_is_no_switch(void) {
    PresendAdviceSwitch *setting = NULL;
    const PresendAdviceText bad = {"\xff", 1}, missing = {NULL, 10};
    IS(BAD_ARGUMENT, presend_advice_switch_from_text(presend_advice_text("advice"), &setting));
    IS(BAD_ARGUMENT, presend_advice_switch_from_text(presend_advice_text(NULL), &setting));
    IS(BAD_ARGUMENT, presend_advice_switch_from_text(bad, &setting));
    IS(NULL_POINTER, presend_advice_switch_from_text(missing, &setting));
    CHECK(setting == NULL);
}

void test_switch(void) {
    test("the user switches advice on and off", the_user_switches_it_both_ways);
    test("a guardian's switch does not move without the proof", a_guardians_switch_needs_the_proof);
    test("what was kept of a switch is what was set", what_was_kept_is_what_was_set);
    test("any other text is no switch", any_other_text_is_no_switch);
}
