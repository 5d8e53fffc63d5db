/* What the tests of presend_advice.h share: drawn pictures, and short ways to a verdict. */
#ifndef LOOKS_H
#define LOOKS_H

#include "count.h"
#include "presend_advice.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OK(call) CHECK((call) == PRESEND_ADVICE_STATUS_OK)
#define IS(status, call) CHECK((call) == PRESEND_ADVICE_STATUS_##status)

#define SENDING PRESEND_ADVICE_MOMENT_BEFORE_SENDING
#define SHOWING PRESEND_ADVICE_MOMENT_BEFORE_SHOWING
#define USER PRESEND_ADVICE_SET_BY_USER
#define GUARDIAN PRESEND_ADVICE_SET_BY_GUARDIAN
#define ADULT PRESEND_ADVICE_AUDIENCE_ADULT
#define TEEN PRESEND_ADVICE_AUDIENCE_TEEN
#define CHILD PRESEND_ADVICE_AUDIENCE_CHILD

void test_model(void);
void test_files(void);
void test_advisor(void);
void test_switch(void);
void test_misuse(void);
void test_handles(void);

/* From the command line: advice/testdata, a photograph. */
extern const char *testdata_folder, *photograph;

/* Drawn pictures, as advice/testdata/train.py draws them. */
enum drawn { STRIPES, UPRIGHT, RAMP, DRAWN };
#define WIDTH 96
#define HEIGHT 80
PresendAdvicePixels draw(enum drawn what, uint8_t rgb[WIDTH * HEIGHT * 3]);

/* A file of advice/testdata. Its data is freed with free. */
struct bytes testdata(const char *name);
/* The lines of stripes.pin with one value changed, until the next call. */
PresendAdviceText pin_with(const char *from, const char *to);
/* The committed test model. */
PresendAdviceCheck *stripes_check(void);
/* A switch that is on. */
PresendAdviceSwitch *switched(uint32_t by, uint32_t audience);
/* An advisor that says so of the test class, at every picture. */
PresendAdviceCheck *says(const uint32_t *band);

PresendAdviceVerdict look(const PresendAdviceCheck *check, enum drawn what, const PresendAdviceSwitch *setting);
bool same(PresendAdviceText text, const char *other);
/* The last message begins so. */
bool message_begins(const char *words);

#ifdef __cplusplus
}
#endif
#endif
