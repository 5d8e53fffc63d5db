/* The test model on its pictures, and models that are refused by name. */
#include "looks.h"

#include <stdlib.h>

static void stripes_are_asked_about_and_nothing_else(void) {
    PresendAdviceCheck *check = stripes_check();
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    for (int what = 0; what < DRAWN; what++) {
        const PresendAdviceVerdict verdict = look(check, (enum drawn)what, setting);
        CHECK(verdict.kind == (what == STRIPES ? PRESEND_ADVICE_KIND_ASK : PRESEND_ADVICE_KIND_NOTHING));
        CHECK(same(verdict.kind_name, what == STRIPES ? "ask" : "nothing"));
        CHECK(verdict.shows == (what == STRIPES ? PRESEND_ADVICE_CLASS_TEST : PRESEND_ADVICE_CLASS_NONE));
        CHECK(verdict.reason.length == 0 && verdict.limit.length == 0);
    }
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

static void a_question_is_one_sentence_of_its_moment(void) {
    PresendAdviceCheck *check = stripes_check();
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    uint8_t rgb[WIDTH * HEIGHT * 3];
    const PresendAdvicePixels stripes = draw(STRIPES, rgb);
    PresendAdviceVerdict verdict;
    OK(presend_advice_of_pixels(check, SENDING, &stripes, setting, NULL, &verdict));
    CHECK(same(verdict.english, "This looks like a test picture. Do you want to send it?"));
    CHECK(same(verdict.dutch, "Dit lijkt een testplaatje. Wil je het versturen?"));
    OK(presend_advice_of_pixels(check, SHOWING, &stripes, setting, NULL, &verdict));
    CHECK(same(verdict.english, "This looks like a test picture. You do not have to look at it."));
    CHECK(same(verdict.dutch, "Dit lijkt een testplaatje. Je hoeft er niet naar te kijken."));
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

static void a_stride_and_the_order_of_channels_change_nothing(void) {
    enum { STRIDE = WIDTH * 4 + 7 };
    static uint8_t rgb[WIDTH * HEIGHT * 3], bgra[STRIDE * HEIGHT];
    PresendAdviceCheck *check = stripes_check();
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    PresendAdvicePixels pixels = draw(STRIPES, rgb);
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
        uint8_t *to = bgra + at / WIDTH * STRIDE + at % WIDTH * 4;
        for (int channel = 0; channel < 3; channel++) to[channel] = rgb[at * 3 + 2 - channel];
        to[3] = 255;
    }
    pixels.data = bgra;
    pixels.length = sizeof bgra;
    pixels.stride_bytes = STRIDE;
    pixels.format = PRESEND_ADVICE_PIXEL_FORMAT_BGRA8;
    PresendAdviceVerdict verdict;
    OK(presend_advice_of_pixels(check, SENDING, &pixels, setting, NULL, &verdict));
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_ASK);
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

/* refused NAME OF: a model of these bytes is refused by this name. */
static void refused(struct bytes model, PresendAdviceText pin, const char *name) {
    PresendAdviceCheck *check = NULL;
    IS(MODEL_REFUSED, presend_advice_check_of_model(model.data, model.length, pin, &check));
    CHECK(check == NULL && message_begins(name));
    presend_advice_check_free(check);
}

static void another_digest_is_refused(void) {
    struct bytes model = testdata("stripes.onnx");
    model.data[model.length / 2] ^= 1;
    refused(model, pin_with("", ""), "wrong_digest");
    model.data[model.length / 2] ^= 1;
    model.length--;
    refused(model, pin_with("", ""), "wrong_digest");
    model.length = 0;
    refused(model, pin_with("", ""), "wrong_digest");
    free(model.data);
}

static void another_shape_is_refused(void) {
    struct bytes model = testdata("stripes.onnx");
    refused(model, pin_with("input 64 64", "input 32 64"), "wrong_input");
    refused(model, pin_with("nchw", "nhwc"), "wrong_input");
    refused(model, pin_with("probabilities 1", "probabilities 2"), "wrong_output");
    free(model.data);
}

static void a_pin_that_is_none_names_its_line(void) {
    struct bytes model = testdata("stripes.onnx");
    PresendAdviceCheck *check = NULL;
    IS(PIN_REFUSED, presend_advice_check_of_model(model.data, model.length, presend_advice_text(""), &check));
    CHECK(message_begins("line 1 "));
    const PresendAdviceText pin = pin_with("scale 127.5 127.5 127.5", "scale 0 0 0");
    IS(PIN_REFUSED, presend_advice_check_of_model(model.data, model.length, pin, &check));
    CHECK(message_begins("line 8 ") && check == NULL);
    free(model.data);
}

static void ten_megabytes_of_noise_are_refused_at_once(void) {
    struct bytes noise = {NULL, 10u << 20};
    noise.data = (uint8_t *)malloc(noise.length);
    uint64_t state = 1;
    for (size_t i = 0; i < noise.length; i++) {
        state = state * UINT64_C(6364136223846793005) + 1;
        noise.data[i] = (uint8_t)(state >> 56);
    }
    const char *ours = "5f772ced123644f93a7ae195500ab4f42345d5230d1c791d39653d96bf953a5f";
    const char *of_noise = "5d696026838e0fd238e60de4bfbd5712980284a42c18bf22471499af29503853";
    const double began = seconds();
    refused(noise, pin_with("", ""), "wrong_digest");
    refused(noise, pin_with(ours, of_noise), "not_a_model");
    /* A fraction of a second; minutes are allowed to a busy machine that watches every access. */
    CHECK(seconds() - began < 60);
    free(noise.data);
}

void test_model(void) {
    test("the test model asks about stripes, and about no other picture", stripes_are_asked_about_and_nothing_else);
    test("a question is one sentence in two languages, of its moment", a_question_is_one_sentence_of_its_moment);
    test("a stride and the order of channels change nothing", a_stride_and_the_order_of_channels_change_nothing);
    test("a model of another digest is refused by name", another_digest_is_refused);
    test("a model of another shape is refused by name", another_shape_is_refused);
    test("a pin that is none names its line", a_pin_that_is_none_names_its_line);
    test("ten megabytes of noise are refused by name at once", ten_megabytes_of_noise_are_refused_at_once);
}
