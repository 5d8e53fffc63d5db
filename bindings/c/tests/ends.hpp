// What the programs share that try callbacks which do not return.
#ifndef ENDS_HPP
#define ENDS_HPP

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <pthread.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

static bool ends_its_thread;

[[noreturn]] static void leave() {
    if (ends_its_thread) pthread_exit(nullptr);
    throw std::runtime_error("from a callback");
}

// Runs it in a process of its own: true if that was aborted with the library's own words.
static bool ends(void (*call)()) {
    int words[2];
    if (pipe(words) != 0) return false;
    const pid_t child = fork();
    if (child == 0) {
        dup2(words[1], STDERR_FILENO);
        close(words[0]);
        call();
        _exit(0);
    }
    close(words[1]);
    char said[300] = {0};
    if (read(words[0], said, sizeof said - 1) < 0) return false;
    close(words[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && std::strstr(said, "presend: a callback") != nullptr;
}

// Each of the calls ends the process, by an exception and by the end of its thread: what main returns.
template <size_t count> int all_end(void (*const (&calls)[count])()) {
    for (const bool ending : {false, true})
        for (size_t i = 0; i < count; i++) {
            ends_its_thread = ending;
            if (!ends(calls[i])) {
                std::printf("the process went on: call %zu, %s\n", i, ending ? "pthread_exit" : "exception");
                return 1;
            }
        }
    std::puts("the process ended");
    return 0;
}

#endif
