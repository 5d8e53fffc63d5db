#ifdef __linux__
// libswiftObservation of Swift 6.0.3 on Linux refers to this C++ function of the runtime,
// swift::threading::fatal(char const *, ...), which no library exports. It ends the process.
#include <stdlib.h>

void _ZN5swift9threading5fatalEPKcz(const char *format, ...) {
    (void)format;
    abort();
}
#endif
