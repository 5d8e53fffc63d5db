/* A large attachment, and sources that misbehave. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

/* A PNG of 4096x4096 pixels in stored blocks, a row each: filter, 4096 times RGB. 50 MB. */
#define SIDE 4096u
#define ROW_BYTES (1u + 3u * SIDE)
#define ZLIB_BYTES (2u + SIDE * (5u + ROW_BYTES) + 4u)
#define FILE_BYTES (8u + 25u + 12u + ZLIB_BYTES + 12u)

static void big_endian(uint8_t *to, uint32_t number) {
    for (int i = 0; i < 4; i++) to[i] = (uint8_t)(number >> (24 - 8 * i));
}

/* CRC-32 as PNG defines it. */
static uint32_t crc(const uint8_t *data, size_t length) {
    uint32_t table[256], sum = 0xffffffffu;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++) table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320u : 0);
    }
    for (size_t i = 0; i < length; i++) sum = sum >> 8 ^ table[(sum ^ data[i]) & 255];
    return ~sum;
}

/* Frames what stands 8 bytes behind `chunk`, and returns where the next one begins. */
static uint8_t *framed(uint8_t *chunk, const char *type, uint32_t length) {
    big_endian(chunk, length);
    memcpy(chunk + 4, type, 4);
    big_endian(chunk + 8 + length, crc(chunk + 4, 4 + length));
    return chunk + 12 + length;
}

static void zlib(uint8_t *to) {
    uint32_t a = 1, b = 0;
    *to++ = 0x78, *to++ = 0x01;
    for (uint32_t y = 0; y < SIDE; y++) {
        *to++ = y == SIDE - 1;
        *to++ = ROW_BYTES & 255, *to++ = ROW_BYTES >> 8, *to++ = ~ROW_BYTES & 255, *to++ = (~ROW_BYTES >> 8) & 255;
        for (uint32_t i = 0; i < ROW_BYTES; i++) {
            uint32_t x = (i + 2) / 3;
            *to = i == 0 ? 0 : (uint8_t)(x * y / 4001 + x / 5);
            a = (a + *to++) % 65521, b = (b + a) % 65521;
        }
    }
    big_endian(to, b << 16 | a);
}

static uint8_t *large_file(void) {
    uint8_t *file = (uint8_t *)calloc(FILE_BYTES, 1), *chunk = file + 8;
    memcpy(file, "\x89PNG\r\n\x1a\n", 8);
    big_endian(chunk + 8, SIDE);
    big_endian(chunk + 12, SIDE);
    chunk[16] = 8, chunk[17] = 2; /* 8 bits of each, RGB */
    chunk = framed(chunk, "IHDR", 13);
    zlib(chunk + 8);
    chunk = framed(chunk, "IDAT", ZLIB_BYTES);
    CHECK(framed(chunk, "IEND", 0) == file + FILE_BYTES);
    return file;
}

/* Most memory this process had at a time, since it was last forgotten; Linux tells. */
static long peak_kib(void) {
    char line[200];
    long peak = -1;
    FILE *status = fopen("/proc/self/status", "r");
    if (CHECK(status != NULL)) {
        while (fgets(line, sizeof line, status) != NULL) {
            if (sscanf(line, "VmHWM: %ld", &peak) == 1) break;
        }
        fclose(status);
    }
    CHECK(peak > 0);
    return peak;
}

static long forget_peak(void) {
    FILE *refs = fopen("/proc/self/clear_refs", "w");
    if (CHECK(refs != NULL)) {
        fputs("5", refs);
        fclose(refs);
    }
    return peak_kib();
}

static uint8_t *file;

static int32_t length_of(void *user, uint64_t *length) {
    (void)user;
    *length = FILE_BYTES;
    return 0;
}

static int32_t read_file_at(void *user, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *count) {
    size_t left = FILE_BYTES - (size_t)offset;
    (void)user;
    *count = left < capacity ? left : capacity;
    memcpy(buffer, file + offset, *count);
    return 0;
}

static void fifty_megabytes_in_memory_are_not_copied(void) {
    PresendScanner *scanner = demo_scanner();
    long before = forget_peak();
    double began = seconds();
    PresendChecked *checked = scan(scanner, file, FILE_BYTES);
    long grown = peak_kib() - before;
    printf("       50 MB in memory: %.0f ms, %ld KiB more\n", 1000 * (seconds() - began), grown);
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_CLEAN && facts_of(checked).parts_seen == 1);
    CHECK(!measures || grown < 8 * 1024);
    presend_checked_free(checked);
    presend_scanner_free(scanner);
}

/* Scans the file as a source, with at most so many bytes of it in memory. */
static long grown_by_source(uint64_t in_memory) {
    PresendLimits limits;
    PresendBuilder *builder = demo_builder();
    OK(presend_limits_default(&limits));
    limits.max_input_bytes_in_memory = in_memory;
    OK(presend_builder_limits(builder, &limits));
    PresendScanner *scanner = built(builder);
    PresendSource source = {NULL, length_of, read_file_at};
    PresendChecked *checked = NULL;
    long before = forget_peak();
    OK(presend_scan_source(scanner, &source, NOW, NULL, &checked));
    long grown = peak_kib() - before;
    CHECK(facts_of(checked).outcome == PRESEND_OUTCOME_CLEAN && same(facts_of(checked).kind, "image/png"));
    presend_checked_free(checked);
    presend_scanner_free(scanner);
    return grown;
}

static void fifty_megabytes_of_a_source_are_streamed_or_held_once(void) {
    long streamed = grown_by_source(1024 * 1024);
    long held = grown_by_source(64 * 1024 * 1024);
    printf("       50 MB of a source: streamed %ld KiB more, held %ld KiB more\n", streamed, held);
    CHECK(!measures || streamed < 8 * 1024);
    CHECK(!measures || held < (long)(FILE_BYTES / 1024) + 8 * 1024);
}

/* What a broken source does. */
enum broken { FAILS_LENGTH, FAILS_READ, CLAIMS_TOO_MUCH, ENDS_EARLY, LONGER_THAN_ALLOWED };

static int32_t broken_length(void *user, uint64_t *length) {
    enum broken how = *(enum broken *)user;
    *length = how == LONGER_THAN_ALLOWED ? UINT64_MAX : 1000;
    return how == FAILS_LENGTH;
}

static int32_t broken_read(void *user, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *count) {
    enum broken how = *(enum broken *)user;
    (void)offset;
    memset(buffer, 0, capacity);
    *count = how == CLAIMS_TOO_MUCH ? SIZE_MAX : how == ENDS_EARLY ? 0 : capacity;
    return how == FAILS_READ;
}

static void a_broken_source_is_undecided(void) {
    const PresendReason wanted[] = {PRESEND_REASON_UNREADABLE, PRESEND_REASON_UNREADABLE, PRESEND_REASON_UNREADABLE,
                                    PRESEND_REASON_CHANGED_WHILE_READING, PRESEND_REASON_OVER_LIMIT};
    const enum broken ways[] = {FAILS_LENGTH, FAILS_READ, CLAIMS_TOO_MUCH, ENDS_EARLY, LONGER_THAN_ALLOWED};
    PresendScanner *scanner = demo_scanner();
    for (int i = 0; i < 5; i++) {
        enum broken how = ways[i];
        PresendSource source = {&how, broken_length, broken_read};
        PresendChecked *checked = NULL;
        OK(presend_scan_source(scanner, &source, NOW, NULL, &checked));
        CHECK(facts_of(checked).reason == wanted[i]);
        presend_checked_free(checked);
    }
    presend_scanner_free(scanner);
}

void test_large(void) {
    file = large_file();
    test("50 MB in memory are not copied", fifty_megabytes_in_memory_are_not_copied);
    test("50 MB of a source are streamed, or held once", fifty_megabytes_of_a_source_are_streamed_or_held_once);
    free(file);
    test("a broken source is undecided", a_broken_source_is_undecided);
}
