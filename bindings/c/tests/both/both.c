/* Both headers and both libraries go into one program: what advice says is text to the other, and the switch
 * goes into the description of its policy. */
#include <presend.h>
#include <presend_advice.h>

#include <stdio.h>

static int32_t ask(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    (void)user, (void)report, (void)allowed;
    answer->action = PRESEND_ACTION_ASK;
    return 0;
}

int main(void) {
    PresendAdviceSwitch *setting = NULL;
    PresendBuilder *builder = NULL;
    PresendScanner *scanner = NULL;
    PresendBuffer words = {NULL, 0};
    presend_advice_switch_from_text(presend_advice_text("advice on by guardian for child"), &setting);
    const PresendAdviceText text = presend_advice_switch_text(setting);
    const PresendPolicy policy = {NULL, ask, {text.data, text.length}, NULL};
    presend_builder_new(&builder);
    presend_builder_policy(builder, &policy);
    presend_builder_build(builder, &scanner);
    presend_scanner_describe_policy(scanner, &words);
    const bool told = words.data != NULL && strstr((const char *)words.data, "advice on by guardian for child") != NULL;
    puts(told ? "the policy's description has the switch" : "not so");
    presend_buffer_free(&words);
    presend_scanner_free(scanner);
    presend_builder_free(builder);
    presend_advice_switch_free(setting);
    return told ? 0 : 1;
}
