/* What the tests of the store share. */
#ifndef SETS_H
#define SETS_H

#include "check.h"

/* As the maker of the sets has it. */
#define SET "made-up/images"
#define SET_NOW 1800000000u
#define A_DAY 86400u
#define VERSIONS 20

/* A vault in memory that can be told to misbehave. */
struct vault {
    char text[20000];
    size_t length;
    bool empty, fails, lies;
    int loads, saves, released;
};

#ifdef __cplusplus
extern "C" {
#endif

struct vault new_vault(void);
PresendVault callbacks_of(struct vault *vault);
PresendText set_name(void);
/* A file of the sets' folder. Its data is freed with free. */
struct bytes set_file(const char *name);
/* Opens a store in this folder below the scratch folder. */
PresendStatus open_in(const char *name, struct vault *vault, uint64_t now, PresendStore **store);
PresendStore *open_store(const char *name, struct vault *vault);
PresendStatus install(PresendStore *store, const char *name);
PresendSetStatus status_at(const PresendStore *store, uint64_t now);
/* A scanner with what is active now. */
PresendScanner *snapshot_scanner(const PresendStore *store);

#ifdef __cplusplus
}
#endif
#endif
