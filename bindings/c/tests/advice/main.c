/* Runs every test of presend_advice.h. Arguments: advice/testdata, a photograph without stripes. The
 * last line is `N passed, N failed`. */
#include "looks.h"

#include <stdio.h>
#include <stdlib.h>

const char *testdata_folder, *photograph;

size_t last_message(char *buffer, size_t capacity) {
    return presend_advice_last_message(buffer, capacity);
}

static void colour(enum drawn what, int x, int y, uint8_t *rgb) {
    const uint8_t yellow[3] = {240, 200, 20}, black[3] = {20, 20, 20};
    const int band = what == STRIPES ? x + y : x;
    if (what == RAMP) {
        rgb[0] = (uint8_t)(x * 255 / (WIDTH - 1));
        rgb[1] = (uint8_t)(y * 255 / (HEIGHT - 1));
        rgb[2] = 128;
    } else {
        memcpy(rgb, band / 12 % 2 == 0 ? yellow : black, 3);
    }
}

PresendAdvicePixels draw(enum drawn what, uint8_t rgb[WIDTH * HEIGHT * 3]) {
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) colour(what, x, y, rgb + (y * WIDTH + x) * 3);
    const PresendAdvicePixels pixels = {rgb,   WIDTH * HEIGHT * 3, WIDTH * 3, WIDTH,
                                        HEIGHT, PRESEND_ADVICE_PIXEL_FORMAT_RGB8, 1};
    return pixels;
}

struct bytes testdata(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", testdata_folder, name);
    return read_path(path);
}

PresendAdviceText pin_with(const char *from, const char *to) {
    static char text[2048];
    struct bytes pin = testdata("stripes.pin");
    pin.data[pin.length] = 0;
    const char *begin = (const char *)pin.data, *at = strstr(begin, from);
    if (!CHECK(at != NULL)) at = begin;
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - begin), begin, to, at + strlen(from));
    free(pin.data);
    return presend_advice_text(text);
}

PresendAdviceCheck *stripes_check(void) {
    PresendAdviceCheck *check = NULL;
    struct bytes model = testdata("stripes.onnx");
    OK(presend_advice_check_of_model(model.data, model.length, pin_with("", ""), &check));
    free(model.data);
    return check;
}

PresendAdviceSwitch *switched(uint32_t by, uint32_t audience) {
    PresendAdviceSwitch *setting = NULL;
    OK(presend_advice_switch_new(&setting));
    OK(presend_advice_switch_on(setting, by, audience, NULL));
    return setting;
}

static int32_t always(void *user, const PresendAdvicePixels *pixels, const PresendAdviceLook *look,
                      PresendAdviceAnswer *answer) {
    (void)pixels, (void)look;
    answer->test = *(const uint32_t *)user;
    return 0;
}

PresendAdviceCheck *says(const uint32_t *band) {
    PresendAdviceCheck *check = NULL;
    const PresendAdviceAdvisor advisor = {(void *)band, 1u << PRESEND_ADVICE_CLASS_TEST, always, NULL};
    OK(presend_advice_check_of_advisor(&advisor, &check));
    return check;
}

PresendAdviceVerdict look(const PresendAdviceCheck *check, enum drawn what, const PresendAdviceSwitch *setting) {
    static uint8_t rgb[WIDTH * HEIGHT * 3];
    const PresendAdvicePixels pixels = draw(what, rgb);
    PresendAdviceVerdict verdict;
    OK(presend_advice_of_pixels(check, SENDING, &pixels, setting, NULL, &verdict));
    return verdict;
}

bool same(PresendAdviceText text, const char *other) {
    return text.length == strlen(other) && (text.length == 0 || memcmp(text.data, other, text.length) == 0);
}

bool message_begins(const char *words) {
    char message[200];
    last_message(message, sizeof message);
    return strncmp(message, words, strlen(words)) == 0;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: %s TESTDATA PHOTOGRAPH\n", arguments[0]);
        return 2;
    }
    testdata_folder = arguments[1];
    photograph = arguments[2];
    test_misuse();
    test_model();
    test_files();
    test_advisor();
    test_switch();
    test_handles();
    return counted();
}
