// A C++ exception that leaves a callback of presend_advice.h, and the end of its thread in one, end the process
// with a line that says why. Each callback is tried.
#include "ends.hpp"
#include "presend_advice.h"

static int32_t looks(void *, const PresendAdvicePixels *, const PresendAdviceLook *, PresendAdviceAnswer *) { leave(); }
static int32_t holds(void *) { leave(); }
static void release(void *) { leave(); }

static const uint32_t nudity = 1u << PRESEND_ADVICE_CLASS_NUDITY;

static PresendAdviceSwitch *switched(uint32_t by) {
    PresendAdviceSwitch *setting = nullptr;
    presend_advice_switch_new(&setting);
    presend_advice_switch_on(setting, by, PRESEND_ADVICE_AUDIENCE_CHILD, nullptr);
    return setting;
}

static void advisor_looks() {
    const PresendAdviceAdvisor advisor = {nullptr, nudity, looks, nullptr};
    const uint8_t byte = 0;
    const PresendAdvicePixels one = {&byte, 1, 1, 1, 1, PRESEND_ADVICE_PIXEL_FORMAT_GRAY8, 1};
    PresendAdviceCheck *check = nullptr;
    PresendAdviceVerdict verdict;
    presend_advice_check_of_advisor(&advisor, &check);
    presend_advice_of_pixels(check, PRESEND_ADVICE_MOMENT_BEFORE_SENDING, &one, switched(PRESEND_ADVICE_SET_BY_USER),
                             nullptr, &verdict);
}
static void advisor_is_released() {
    const PresendAdviceAdvisor advisor = {nullptr, nudity, looks, release};
    PresendAdviceCheck *check = nullptr;
    presend_advice_check_of_advisor(&advisor, &check);
    presend_advice_check_free(check);
}
static void proof_holds() {
    const PresendAdviceProof proof = {nullptr, holds};
    presend_advice_switch_off(switched(PRESEND_ADVICE_SET_BY_GUARDIAN), &proof);
}

int main() {
    void (*const calls[])() = {advisor_looks, advisor_is_released, proof_holds};
    return all_end(calls);
}
