// A C++ exception that leaves a callback ends the process; it does not go on in an undefined state.
#include "presend.h"

#include <cstdio>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

static int32_t throws(void *, const PresendReport *, uint32_t, PresendAnswer *) {
    throw std::runtime_error("from the policy");
}

static void scan_with_a_policy_that_throws() {
    PresendBuilder *builder = nullptr;
    PresendScanner *scanner = nullptr;
    PresendChecked *checked = nullptr;
    PresendPolicy policy = {nullptr, throws, {nullptr, 0}, nullptr};
    presend_builder_new(&builder);
    presend_builder_policy(builder, &policy);
    presend_builder_build(builder, &scanner);
    presend_scan_bytes(scanner, nullptr, 0, 0, nullptr, &checked);
}

int main() {
    const pid_t child = fork();
    if (child == 0) {
        scan_with_a_policy_that_throws();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    std::puts(WIFSIGNALED(status) ? "the process ended" : "the process went on");
    return 0;
}
