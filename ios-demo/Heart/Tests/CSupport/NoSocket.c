// Takes the place of the C library's socket() for all that is linked into the tests, the core included.
#define _GNU_SOURCE
#include "CSupport.h"
#include <errno.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int blocked;
static atomic_int asked;

int socket(int domain, int type, int protocol) {
    if (!atomic_load(&blocked)) return (int)syscall(SYS_socket, domain, type, protocol);
    atomic_fetch_add(&asked, 1);
    errno = ENETDOWN;
    return -1;
}

void no_socket_begin(void) {
    atomic_store(&asked, 0);
    atomic_store(&blocked, 1);
}

int no_socket_end(void) {
    atomic_store(&blocked, 0);
    return atomic_load(&asked);
}

int no_socket_try(void) {
    int opened = socket(AF_INET, SOCK_STREAM, 0);
    if (opened >= 0) close(opened);
    return opened >= 0;
}
