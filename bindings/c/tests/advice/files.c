/* Whole files: what is opened, and what could not be looked at. */
#include "looks.h"

#include <stdlib.h>

static PresendAdviceVerdict look_at(const PresendAdviceCheck *check, struct bytes file) {
    PresendAdviceSwitch *setting = switched(USER, CHILD);
    PresendAdviceVerdict verdict;
    OK(presend_advice_of_file(check, SHOWING, file.data, file.length, setting, NULL, &verdict));
    presend_advice_switch_free(setting);
    return verdict;
}

static void files_are_opened(void) {
    PresendAdviceCheck *check = stripes_check();
    struct bytes stripes = testdata("stripes.png"), photo = read_path(photograph);
    const PresendAdviceVerdict asked = look_at(check, stripes);
    CHECK(asked.kind == PRESEND_ADVICE_KIND_ASK && asked.shows == PRESEND_ADVICE_CLASS_TEST);
    CHECK(look_at(check, photo).kind == PRESEND_ADVICE_KIND_NOTHING);
    free(photo.data);
    free(stripes.data);
    presend_advice_check_free(check);
}

static void not_looked(struct bytes file, const char *reason) {
    const uint32_t likely = PRESEND_ADVICE_BAND_LIKELY;
    PresendAdviceCheck *check = says(&likely);
    const PresendAdviceVerdict verdict = look_at(check, file);
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && same(verdict.kind_name, "not_looked"));
    CHECK(same(verdict.reason, reason) && verdict.shows == PRESEND_ADVICE_CLASS_NONE);
    CHECK(verdict.english.length == 0 && verdict.dutch.length == 0);
    presend_advice_check_free(check);
}

static void what_is_no_whole_picture_is_not_looked_at(void) {
    struct bytes photo = read_path(photograph);
    struct bytes empty = {NULL, 0};
    uint8_t word[] = "no picture at all";
    struct bytes text = {word, sizeof word - 1};
    photo.length /= 2;
    not_looked(photo, "truncated");
    not_looked(empty, "empty");
    not_looked(text, "unsupported_format");
    free(photo.data);
}

static void a_picture_that_is_too_large_names_the_limit(void) {
    const uint32_t likely = PRESEND_ADVICE_BAND_LIKELY;
    PresendAdviceCheck *check = says(&likely);
    PresendAdviceSwitch *setting = switched(USER, ADULT);
    const uint8_t byte = 0;
    const PresendAdvicePixels huge = {&byte, 1, 4000000, 1000000, 1000000, PRESEND_ADVICE_PIXEL_FORMAT_RGBA8, 1};
    PresendAdviceVerdict verdict;
    OK(presend_advice_of_pixels(check, SENDING, &huge, setting, NULL, &verdict));
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && same(verdict.reason, "over_limit"));
    CHECK(verdict.limit.length > 0);
    const PresendAdvicePixels cut = {&byte, 1, 1, 1, 2, PRESEND_ADVICE_PIXEL_FORMAT_GRAY8, 1};
    OK(presend_advice_of_pixels(check, SENDING, &cut, setting, NULL, &verdict));
    CHECK(verdict.kind == PRESEND_ADVICE_KIND_NOT_LOOKED && same(verdict.reason, "truncated"));
    CHECK(verdict.limit.length == 0);
    presend_advice_switch_free(setting);
    presend_advice_check_free(check);
}

void test_files(void) {
    test("whole files are opened", files_are_opened);
    test("what is no whole picture is not looked at, with a reason", what_is_no_whole_picture_is_not_looked_at);
    test("a picture that is too large names the limit", a_picture_that_is_too_large_names_the_limit);
}
