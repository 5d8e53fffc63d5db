/* The app's policy: it may fail, answer nonsense, scan itself, or take too long. */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <pthread.h>
#include <time.h>

struct hook {
    uint32_t action;
    int32_t returned;
    bool answers;
    const PresendScanner *scans_with;
    int calls, released;
    uint32_t allowed;
};

static int32_t decide(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    struct hook *hook = (struct hook *)user;
    hook->calls++;
    hook->allowed = allowed;
    CHECK(presend_report_outcome(report) != PRESEND_OUTCOME_CLEAN);
    if (hook->scans_with != NULL && hook->calls == 1) {
        PresendChecked *inner = scan_test_picture(hook->scans_with);
        CHECK(presend_checked_action(inner) == PRESEND_ACTION_BLOCK);
        presend_checked_free(inner);
    }
    if (hook->answers) {
        answer->action = hook->action;
        answer->pause_seconds = 7;
        answer->confirmations = 0;
    }
    return hook->returned;
}

static void release(void *user) {
    ((struct hook *)user)->released++;
}

static PresendPolicy policy_of(struct hook *hook) {
    PresendPolicy policy = {hook, decide, {NULL, 0}, release};
    policy.description = presend_text("name made_up\nmatch by test");
    return policy;
}

static PresendScanner *scanner_with(struct hook *hook) {
    PresendBuilder *builder = demo_builder();
    PresendPolicy policy = policy_of(hook);
    OK(presend_builder_policy(builder, &policy));
    return built(builder);
}

static PresendDecision asked(struct hook *hook) {
    PresendScanner *scanner = scanner_with(hook);
    PresendChecked *checked = scan_test_picture(scanner);
    PresendDecision decision = decision_of(checked);
    presend_checked_free(checked);
    CHECK(hook->released == 0);
    presend_scanner_free(scanner);
    CHECK(hook->calls == 1 && hook->released == 1);
    return decision;
}

static struct hook answering(uint32_t action) {
    struct hook hook = {action, 0, true, NULL, 0, 0, 0};
    return hook;
}

static void every_answer_counts_and_what_is_too_strong_is_lowered(void) {
    const uint32_t wanted[] = {PRESEND_ACTION_ALLOW, PRESEND_ACTION_WARN, PRESEND_ACTION_ASK, PRESEND_ACTION_BLOCK, PRESEND_ACTION_BLOCK};
    for (uint32_t action = PRESEND_ACTION_ALLOW; action <= PRESEND_ACTION_REPORT_CANDIDATE; action++) {
        struct hook hook = answering(action);
        PresendDecision decision = asked(&hook);
        CHECK(decision.action == wanted[action - 1] && decision.answered == action);
        CHECK(same(decision.by, "policy"));
        bool asks = action == PRESEND_ACTION_ASK;
        CHECK(decision.pause_seconds == (asks ? 7 : 0) && decision.confirmations == (asks ? 1 : 0));
        /* A plain list allows all but a report. */
        CHECK(hook.allowed == (1u << PRESEND_ACTION_ALLOW | 1u << PRESEND_ACTION_WARN |
                               1u << PRESEND_ACTION_ASK | 1u << PRESEND_ACTION_BLOCK));
    }
}

static void falls_back(struct hook hook) {
    PresendDecision decision = asked(&hook);
    CHECK(decision.action == PRESEND_ACTION_ASK && same(decision.by, "fallback_failed"));
}

static void a_hook_that_fails_falls_back(void) {
    struct hook hook = answering(PRESEND_ACTION_ALLOW);
    hook.returned = -1;
    falls_back(hook);
}

static void a_hook_that_does_not_answer_falls_back(void) {
    struct hook hook = answering(PRESEND_ACTION_ALLOW);
    hook.answers = false;
    falls_back(hook);
}

static void a_hook_that_answers_nonsense_falls_back(void) {
    falls_back(answering(6));
    falls_back(answering(UINT32_MAX));
    falls_back(answering(PRESEND_ACTION_NONE));
}

static void the_fallback_is_the_declared_one(void) {
    const uint32_t modes[] = {PRESEND_FAIL_MODE_ASK, PRESEND_FAIL_MODE_ALLOW, PRESEND_FAIL_MODE_BLOCK};
    const uint32_t wanted[] = {PRESEND_ACTION_ASK, PRESEND_ACTION_ALLOW, PRESEND_ACTION_BLOCK};
    for (int i = 0; i < 3; i++) {
        struct hook hook = answering(99);
        PresendBuilder *builder = demo_builder();
        PresendPolicy policy = policy_of(&hook);
        OK(presend_builder_policy(builder, &policy));
        OK(presend_builder_hook_terms(builder, modes[i], UINT32_MAX));
        PresendScanner *scanner = built(builder);
        PresendChecked *checked = scan_test_picture(scanner);
        CHECK(presend_checked_action(checked) == wanted[i]);
        presend_checked_free(checked);
        presend_scanner_free(scanner);
    }
}

static void a_hook_may_scan_with_the_same_scanner(void) {
    struct hook hook = answering(PRESEND_ACTION_BLOCK);
    PresendScanner *scanner = scanner_with(&hook);
    hook.scans_with = scanner;
    PresendChecked *checked = scan_test_picture(scanner);
    CHECK(hook.calls == 2 && presend_checked_action(checked) == PRESEND_ACTION_BLOCK);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static uint64_t now_us(void *user) {
    struct timespec now;
    (void)user;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static int32_t late(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    const struct timespec pause = {0, 30 * 1000 * 1000};
    nanosleep(&pause, NULL);
    return decide(user, report, allowed, answer);
}

static void a_late_answer_does_not_count(void) {
    struct hook hook = answering(PRESEND_ACTION_ALLOW);
    int clocks = 0;
    PresendBuilder *builder = demo_builder();
    PresendPolicy policy = policy_of(&hook);
    PresendMonotonic clock = {&clocks, now_us, NULL};
    policy.decide = late;
    OK(presend_builder_policy(builder, &policy));
    OK(presend_builder_monotonic(builder, &clock));
    OK(presend_builder_hook_terms(builder, PRESEND_FAIL_MODE_BLOCK, 5));
    PresendScanner *scanner = built(builder);
    PresendChecked *checked = scan_test_picture(scanner);
    PresendDecision decision = decision_of(checked);
    CHECK(decision.action == PRESEND_ACTION_BLOCK && same(decision.by, "fallback_late"));
    PresendTiming timing;
    OK(presend_report_timing(presend_checked_report(checked), &timing));
    CHECK(timing.total_us > 0 && timing.total_us >= timing.hash_us);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static int32_t never_returns(void *user, const PresendReport *report, uint32_t allowed, PresendAnswer *answer) {
    (void)report, (void)allowed, (void)answer;
    /* Until the test lets go of it, long after the scan. */
    pthread_mutex_lock((pthread_mutex_t *)user);
    pthread_mutex_unlock((pthread_mutex_t *)user);
    return 0;
}

static void a_hook_that_never_returns_holds_up_no_scan_on_a_thread_of_its_own(void) {
    /* It outlives this function, as the hook does. */
    static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
    PresendPolicy policy = {&held, never_returns, presend_text("never returns"), NULL};
    PresendBuilder *builder = demo_builder();
    OK(presend_builder_policy(builder, &policy));
    OK(presend_builder_hook_terms(builder, PRESEND_FAIL_MODE_BLOCK, 5));
    OK(presend_builder_policy_on_its_own_thread(builder));
    PresendScanner *scanner = built(builder);
    pthread_mutex_lock(&held);
    PresendChecked *checked = scan_test_picture(scanner);
    PresendDecision decision = decision_of(checked);
    CHECK(decision.action == PRESEND_ACTION_BLOCK && same(decision.by, "fallback_late"));
    pthread_mutex_unlock(&held);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

static void a_hook_that_answered_on_its_own_thread_is_released_with_its_scanner(void) {
    for (int i = 0; i < 5; i++) {
        struct hook hook = answering(PRESEND_ACTION_WARN);
        PresendBuilder *builder = demo_builder();
        PresendPolicy policy = policy_of(&hook);
        OK(presend_builder_policy(builder, &policy));
        OK(presend_builder_hook_terms(builder, PRESEND_FAIL_MODE_BLOCK, 60000));
        OK(presend_builder_policy_on_its_own_thread(builder));
        PresendScanner *scanner = built(builder);
        PresendChecked *checked = scan_test_picture(scanner);
        CHECK(presend_checked_action(checked) == PRESEND_ACTION_WARN && hook.released == 0);
        presend_checked_free(checked);
        presend_scanner_free(scanner);
        CHECK(hook.released == 1);
    }
}

static void the_pointer_is_released_once_whatever_happens(void) {
    struct hook hook = answering(PRESEND_ACTION_WARN);
    PresendPolicy policy = policy_of(&hook);
    policy.decide = NULL;
    PresendBuilder *builder = demo_builder();
    CHECK(presend_builder_policy(builder, &policy) == PRESEND_STATUS_NULL_POINTER && hook.released == 1);
    policy = policy_of(&hook);
    CHECK(presend_builder_policy(NULL, &policy) == PRESEND_STATUS_NULL_POINTER && hook.released == 2);
    policy.description.data = "\xc0";
    policy.description.length = 1;
    CHECK(presend_builder_policy(builder, &policy) == PRESEND_STATUS_BAD_ARGUMENT && hook.released == 3);
    policy = policy_of(&hook);
    OK(presend_builder_policy(builder, &policy));
    CHECK(hook.released == 3);
    presend_builder_free(builder);
    CHECK(hook.released == 4);
}

static void the_policy_is_described_in_full(void) {
    struct hook hook = answering(PRESEND_ACTION_WARN);
    PresendScanner *scanner = scanner_with(&hook);
    PresendBuffer text;
    OK(presend_scanner_describe_policy(scanner, &text));
    CHECK(has(&text, "\npolicy name made_up\npolicy match by test\n") && has(&text, "\nfallback ask\n"));
    CHECK(has(&text, "\nset demo version 0 unverified actions warn,ask,block\n"));
    presend_buffer_free(&text);
    presend_scanner_free(scanner);
}

static void built_in_policies_have_names(void) {
    const char *names[] = {"observe_only", "warn_only", "ask_before_send", "ask_before_send_teen", "ask_before_send_child", "block_match", "report_candidate"};
    const uint32_t wanted[] = {PRESEND_ACTION_ALLOW, PRESEND_ACTION_WARN, PRESEND_ACTION_ASK, PRESEND_ACTION_ASK, PRESEND_ACTION_ASK, PRESEND_ACTION_BLOCK, PRESEND_ACTION_BLOCK};
    for (int i = 0; i < 7; i++) {
        PresendBuilder *builder = demo_builder();
        OK(presend_builder_built_in_policy(builder, presend_text(names[i])));
        PresendScanner *scanner = built(builder);
        PresendChecked *checked = scan_test_picture(scanner);
        CHECK(presend_checked_action(checked) == wanted[i]);
        presend_checked_free(checked);
        presend_scanner_free(scanner);
    }
}

void test_hooks(void) {
    test("every answer counts, and what is too strong is lowered", every_answer_counts_and_what_is_too_strong_is_lowered);
    test("a hook that fails falls back", a_hook_that_fails_falls_back);
    test("a hook that does not answer falls back", a_hook_that_does_not_answer_falls_back);
    test("a hook that answers nonsense falls back", a_hook_that_answers_nonsense_falls_back);
    test("the fallback is the declared one", the_fallback_is_the_declared_one);
    test("a hook may scan with the same scanner", a_hook_may_scan_with_the_same_scanner);
    test("a late answer does not count", a_late_answer_does_not_count);
    test("a hook that never returns holds up no scan on a thread of its own",
         a_hook_that_never_returns_holds_up_no_scan_on_a_thread_of_its_own);
    test("a hook that answered on its own thread is released with its scanner",
         a_hook_that_answered_on_its_own_thread_is_released_with_its_scanner);
    test("the pointer is released once, whatever happens", the_pointer_is_released_once_whatever_happens);
    test("the policy is described in full", the_policy_is_described_in_full);
    test("built-in policies have names", built_in_policies_have_names);
}
