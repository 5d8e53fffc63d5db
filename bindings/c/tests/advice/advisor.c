/* An advisor of the app's own. */
#include "looks.h"

#include <stdlib.h>

struct own {
    PresendAdviceAnswer answer;
    int32_t returns;
    int asked, released;
    PresendAdvicePixels seen;
    PresendAdviceCancel *cancels;
    bool was_cancelled;
};

static int32_t answers(void *user, const PresendAdvicePixels *pixels, const PresendAdviceLook *look,
                       PresendAdviceAnswer *answer) {
    struct own *own = (struct own *)user;
    CHECK(answer->nudity == 0 && answer->violence == 0 && answer->test == 0);
    CHECK(!presend_advice_look_cancelled(look));
    if (own->cancels != NULL) OK(presend_advice_cancel(own->cancels));
    own->was_cancelled = presend_advice_look_cancelled(look);
    own->asked++;
    own->seen = *pixels;
    *answer = own->answer;
    return own->returns;
}

static void released(void *user) {
    ((struct own *)user)->released++;
}

static PresendAdviceCheck *lent(struct own *own, uint32_t looks_for) {
    const PresendAdviceAdvisor advisor = {own, looks_for, answers, released};
    PresendAdviceCheck *check = NULL;
    OK(presend_advice_check_of_advisor(&advisor, &check));
    return check;
}

#define NUDITY (1u << PRESEND_ADVICE_CLASS_NUDITY)
#define VIOLENCE (1u << PRESEND_ADVICE_CLASS_VIOLENCE)
#define UNLIKELY PRESEND_ADVICE_BAND_UNLIKELY
#define POSSIBLE PRESEND_ADVICE_BAND_POSSIBLE
#define LIKELY PRESEND_ADVICE_BAND_LIKELY

static void it_sees_the_pixels_and_its_answer_is_asked(void) {
    struct own own = {{LIKELY, UNLIKELY, 0}, 0, 0, 0, {NULL, 0, 0, 0, 0, 0, 0}, NULL, false};
    PresendAdviceCheck *check = lent(&own, NUDITY | VIOLENCE);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    const PresendAdviceVerdict verdict = look(check, RAMP, setting);
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_ASK && verdict.shows == PRESEND_ADVICE_CLASS_NUDITY);
    CHECK(same(verdict.english, "This picture may show nudity. Do you want to send it?"));
    CHECK(own.asked == 1 && own.seen.width == WIDTH && own.seen.height == HEIGHT && own.seen.data != NULL);
    CHECK(own.seen.format == PRESEND_ADVICE_PIXEL_FORMAT_RGB8 && own.seen.exif_orientation == 1);
    presend_advice_switch_free(setting);
    CHECK(own.released == 0);
    presend_advice_check_free(check);
    CHECK(own.released == 1);
}

static void the_younger_the_more_is_asked(void) {
    uint32_t band = POSSIBLE;
    PresendAdviceCheck *check = says(&band);
    PresendAdviceVerdict verdicts[4];
    for (uint32_t audience = ADULT; audience <= CHILD; audience++) {
        PresendAdviceSwitch *setting = switched(USER, audience);
        band = POSSIBLE;
        const bool asks = look(check, RAMP, setting).kind == PRESEND_ADVICE_KIND_ASK;
        CHECK(asks == (audience != ADULT));
        band = LIKELY;
        verdicts[audience] = look(check, RAMP, setting);
        CHECK(verdicts[audience].kind == PRESEND_ADVICE_KIND_ASK);
        band = UNLIKELY;
        CHECK(look(check, RAMP, setting).kind == PRESEND_ADVICE_KIND_NOTHING);
        presend_advice_switch_free(setting);
    }
    CHECK(verdicts[ADULT].pause_seconds < verdicts[TEEN].pause_seconds);
    CHECK(verdicts[TEEN].pause_seconds < verdicts[CHILD].pause_seconds);
    CHECK(verdicts[CHILD].confirmations == 2);
    presend_advice_check_free(check);
}

static void fails(struct own own, uint32_t looks_for) {
    PresendAdviceCheck *check = lent(&own, looks_for);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    const PresendAdviceVerdict verdict = look(check, RAMP, setting);
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && same(verdict.reason, "advisor_failed"));
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
    CHECK(own.asked == 1 && own.released == 1);
}

static void a_failure_and_a_wrong_answer_are_no_advice(void) {
    struct own own = {{UNLIKELY, 0, 0}, 1, 0, 0, {NULL, 0, 0, 0, 0, 0, 0}, NULL, false};
    fails(own, NUDITY);
    own.returns = 0;
    /* A class that is left out, one that nobody asked for, and a band that is none. */
    fails(own, NUDITY | VIOLENCE);
    fails(own, VIOLENCE);
    own.answer.violence = UNLIKELY;
    fails(own, NUDITY);
    own.answer.violence = 4;
    fails(own, NUDITY | VIOLENCE);
    own.answer.violence = UINT32_MAX;
    fails(own, NUDITY | VIOLENCE);
}

static void nobody_is_asked_while_it_is_off(void) {
    struct own own = {{LIKELY, 0, 0}, 0, 0, 0, {NULL, 0, 0, 0, 0, 0, 0}, NULL, false};
    PresendAdviceCheck *check = lent(&own, NUDITY);
    PresendAdviceSwitch *setting = NULL;
    OK(presend_advice_switch_new(&setting));
    const PresendAdviceVerdict verdict = look(check, RAMP, setting);
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_OFF && same(verdict.kind_name, "off") && own.asked == 0);
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

static void a_cancelled_look_is_no_answer(void) {
    struct own own = {{LIKELY, 0, 0}, 0, 0, 0, {NULL, 0, 0, 0, 0, 0, 0}, NULL, false};
    PresendAdviceCheck *check = lent(&own, NUDITY);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    uint8_t rgb[WIDTH * HEIGHT * 3];
    const PresendAdvicePixels pixels = draw(RAMP, rgb);
    OK(presend_advice_cancel_new(&own.cancels));
    PresendAdviceVerdict verdict;
    /* Once while it looks, and once before. */
    for (int asked = 0; asked < 2; asked++) {
        OK(presend_advice_of_pixels(check, SENDING, &pixels, setting, own.cancels, &verdict));
        CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && same(verdict.reason, "cancelled"));
        CHECK(own.asked == 1 && own.was_cancelled);
    }
    presend_advice_cancel_free(own.cancels);
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

static void what_cannot_be_lent_is_released_once(void) {
    struct own own = {{0, 0, 0}, 0, 0, 0, {NULL, 0, 0, 0, 0, 0, 0}, NULL, false};
    PresendAdviceCheck *check = NULL;
    const uint32_t wrong[] = {0, 1, NUDITY | 1, 1u << 4, UINT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const PresendAdviceAdvisor advisor = {&own, wrong[i], answers, released};
        IS(BAD_ARGUMENT, presend_advice_check_of_advisor(&advisor, &check));
        CHECK(check == NULL && own.released == (int)i + 1);
    }
    own.released = 0;
    const PresendAdviceAdvisor mute = {&own, NUDITY, NULL, released};
    IS(NULL_POINTER, presend_advice_check_of_advisor(&mute, &check));
    CHECK(own.released == 1);
    const PresendAdviceAdvisor advisor = {&own, NUDITY, answers, released};
    IS(NULL_POINTER, presend_advice_check_of_advisor(&advisor, NULL));
    CHECK(own.released == 2 && own.asked == 0);
}

void test_advisor(void) {
    test("a lent advisor sees the pixels, and its answer is asked about", it_sees_the_pixels_and_its_answer_is_asked);
    test("the younger, the more is asked", the_younger_the_more_is_asked);
    test("a failure and a wrong answer are no advice", a_failure_and_a_wrong_answer_are_no_advice);
    test("nobody looks while the switch is off", nobody_is_asked_while_it_is_off);
    test("a cancelled look is no answer", a_cancelled_look_is_no_answer);
    test("what cannot be lent is released, once", what_cannot_be_lent_is_released_once);
}
