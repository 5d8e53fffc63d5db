/* NULL, nothing, and what is not a value: a status each, and never advice. */
#include "looks.h"

static void frees_take_null(void) {
    presend_advice_check_free(NULL);
    presend_advice_switch_free(NULL);
    presend_advice_cancel_free(NULL);
}

static void null_is_a_status(void) {
    PresendAdviceCheck *check = NULL;
    const uint8_t byte = 0;
    const PresendAdviceText none = {NULL, 0}, missing = {NULL, 1};
    IS(NULL_POINTER, presend_advice_check_of_model(NULL, 1, none, &check));
    IS(NULL_POINTER, presend_advice_check_of_model(&byte, 1, missing, &check));
    IS(NULL_POINTER, presend_advice_check_of_model(&byte, 1, none, NULL));
    IS(BAD_ARGUMENT, presend_advice_check_of_model(&byte, SIZE_MAX, none, &check));
    IS(NULL_POINTER, presend_advice_check_of_advisor(NULL, &check));
    IS(NULL_POINTER, presend_advice_switch_new(NULL));
    IS(NULL_POINTER, presend_advice_switch_from_text(none, NULL));
    IS(NULL_POINTER, presend_advice_switch_on(NULL, USER, ADULT, NULL));
    IS(NULL_POINTER, presend_advice_switch_off(NULL, NULL));
    IS(NULL_POINTER, presend_advice_cancel_new(NULL));
    IS(NULL_POINTER, presend_advice_cancel(NULL));
    CHECK(check == NULL && message_begins("cancel is NULL"));
    CHECK(presend_advice_switch_text(NULL).length == 0);
    CHECK(presend_advice_switch_set_by(NULL) == PRESEND_ADVICE_SET_BY_NOBODY);
    CHECK(presend_advice_switch_audience(NULL) == ADULT);
    CHECK(presend_advice_look_cancelled(NULL));
}

/* A verdict that says otherwise, and must not after a call that failed. */
static const PresendAdviceVerdict left_over = {PRESEND_ADVICE_KIND_NOTHING, PRESEND_ADVICE_CLASS_TEST, {"x", 1},
                                               {"x", 1}, {"x", 1}, {"x", 1}, {"x", 1}, 9, 9};

#define LOOKS_NOT(status, call)                                                                     \
    do {                                                                                            \
        verdict = left_over;                                                                        \
        IS(status, call);                                                                           \
        CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && verdict.kind_name.length == 0);     \
        CHECK(verdict.shows == PRESEND_ADVICE_CLASS_NONE && verdict.english.length == 0);           \
    } while (0)

static void what_cannot_be_looked_at_is_never_nothing(void) {
    const uint32_t unlikely = PRESEND_ADVICE_BAND_UNLIKELY;
    PresendAdviceCheck *check = says(&unlikely);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    const uint8_t byte = 0;
    const PresendAdvicePixels one = {&byte, 1, 1, 1, 1, PRESEND_ADVICE_PIXEL_FORMAT_GRAY8, 1};
    PresendAdvicePixels odd = one, gone = one, huge = one;
    odd.format = 99;
    gone.data = NULL;
    huge.length = SIZE_MAX;
    PresendAdviceVerdict verdict;
    LOOKS_NOT(NULL_POINTER, presend_advice_of_pixels(NULL, SENDING, &one, setting, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_pixels(check, SENDING, NULL, setting, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_pixels(check, SENDING, &one, NULL, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_pixels(check, SENDING, &gone, setting, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_pixels(check, 0, &one, setting, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_pixels(check, 3, &one, setting, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_pixels(check, SENDING, &odd, setting, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_pixels(check, SENDING, &huge, setting, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_file(NULL, SENDING, &byte, 1, setting, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_file(check, SENDING, NULL, 1, setting, NULL, &verdict));
    LOOKS_NOT(NULL_POINTER, presend_advice_of_file(check, SENDING, &byte, 1, NULL, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_file(check, UINT32_MAX, &byte, 1, setting, NULL, &verdict));
    LOOKS_NOT(BAD_ARGUMENT, presend_advice_of_file(check, SENDING, &byte, SIZE_MAX, setting, NULL, &verdict));
    IS(NULL_POINTER, presend_advice_of_pixels(check, SENDING, &one, setting, NULL, NULL));
    IS(NULL_POINTER, presend_advice_of_file(check, SENDING, &byte, 1, setting, NULL, NULL));
    OK(presend_advice_of_pixels(check, SENDING, &one, setting, NULL, &verdict));
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOTHING);
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

static void unknown_numbers_are_a_status(void) {
    PresendAdviceSwitch *setting = NULL;
    OK(presend_advice_switch_new(&setting));
    const uint32_t unknown[] = {0, 9, UINT32_MAX};
    for (size_t i = 0; i < 3; i++) {
        IS(BAD_ARGUMENT, presend_advice_switch_on(setting, unknown[i], ADULT, NULL));
        IS(BAD_ARGUMENT, presend_advice_switch_on(setting, USER, unknown[i], NULL));
    }
    CHECK(same(presend_advice_switch_text(setting), "advice off"));
    presend_advice_switch_free(setting);
}

static void every_status_has_a_name(void) {
    CHECK(same(presend_advice_status_name(PRESEND_ADVICE_STATUS_OK), "ok"));
    CHECK(same(presend_advice_status_name(PRESEND_ADVICE_STATUS_MODEL_REFUSED), "model_refused"));
    for (uint32_t status = 0; status <= PRESEND_ADVICE_STATUS_INTERNAL; status++)
        CHECK(!same(presend_advice_status_name(status), "unknown"));
    CHECK(same(presend_advice_status_name(PRESEND_ADVICE_STATUS_INTERNAL + 1), "unknown"));
    CHECK(same(presend_advice_status_name(UINT32_MAX), "unknown"));
}

static void a_message_is_cut_to_its_place(void) {
    char message[200];
    IS(NULL_POINTER, presend_advice_cancel(NULL));
    const size_t length = presend_advice_last_message(message, sizeof message);
    CHECK(length == strlen("cancel is NULL") && strcmp(message, "cancel is NULL") == 0);
    CHECK(presend_advice_last_message(message, 7) == length && strcmp(message, "cancel") == 0);
    CHECK(presend_advice_last_message(NULL, 0) == length && presend_advice_last_message(NULL, 9) == length);
}

static void the_loaded_library_is_the_one_of_the_header(void) {
    CHECK(presend_advice_abi_version() == PRESEND_ADVICE_ABI_VERSION);
    CHECK(presend_advice_version().length >= strlen("0.0.0"));
}

void test_misuse(void) {
    test("the loaded library is the one of the header", the_loaded_library_is_the_one_of_the_header);
    test("every status has a name", every_status_has_a_name);
    test("every free takes NULL", frees_take_null);
    test("NULL is a status", null_is_a_status);
    test("what cannot be looked at is never \"nothing\"", what_cannot_be_looked_at_is_never_nothing);
    test("unknown numbers are a status, and change nothing", unknown_numbers_are_a_status);
    test("a message is cut to its place", a_message_is_cut_to_its_place);
}
