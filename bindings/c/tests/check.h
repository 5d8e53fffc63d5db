/* What the tests of presend.h share: short ways to a scan. */
#ifndef CHECK_H
#define CHECK_H

#include "count.h"
#include "presend.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OK(call) CHECK((call) == PRESEND_STATUS_OK)

void test_misuse(void);
void test_vectors(void);
void test_reports(void);
void test_pixels(void);
void test_decoders(void);
void test_lent(void);
void test_links(void);
void test_videos(void);
void test_hooks(void);
void test_own(void);
void test_journal(void);
void test_store(void);
void test_sealed(void);
void test_reentry(void);
void test_update(void);
void test_threads(void);
void test_large(void);
void test_memory(void);

/* From the command line. */
extern const char *testdata_folder, *scratch_folder, *sets_folder;
extern long memory_scans;
/* Whether memory is measured: not under a tool that needs memory itself. */
extern bool measures;

/* 2026-01-01. */
#define NOW 1767225600u

/* A file below core/testdata. Its data is freed with free. */
struct bytes read_file(const char *name);

/* A scanner with one plain list, and every default. */
PresendScanner *scanner_of(const char *list);
/* A scanner with the demo list. */
PresendScanner *demo_scanner(void);
/* A builder with the demo list. */
PresendBuilder *demo_builder(void);
/* Builds, and frees the builder. */
PresendScanner *built(PresendBuilder *builder);

/* Scans bytes; a test picture; NULL if that failed. */
PresendChecked *scan(const PresendScanner *scanner, const uint8_t *data, size_t length);
PresendChecked *scan_test_picture(const PresendScanner *scanner);

bool same(PresendText text, const char *other);
bool has(const PresendBuffer *buffer, const char *part);
PresendFacts facts_of(const PresendChecked *checked);
PresendDecision decision_of(const PresendChecked *checked);

#ifdef __cplusplus
}
#endif
#endif
