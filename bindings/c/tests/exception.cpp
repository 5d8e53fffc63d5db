// A C++ exception that leaves a callback, and the end of its thread in one, end the process with a line that
// says why; it does not go on in an undefined state. Each callback is tried.
#include "ends.hpp"
#include "presend.h"

#include <string>

static int32_t decide(void *, const PresendReport *, uint32_t, PresendAnswer *) { leave(); }
static uint64_t now_us(void *) { leave(); }
static int32_t length(void *, uint64_t *length) { return *length = 5, 0; }
static int32_t no_length(void *, uint64_t *) { leave(); }
static int32_t read_at(void *, uint64_t, uint8_t *, size_t, size_t *) { leave(); }
static int32_t load(void *, PresendText, uint8_t *, size_t, size_t *) { leave(); }
static int32_t no_text(void *, PresendText, uint8_t *, size_t, size_t *length) { return *length = 0, 0; }
static int32_t save(void *, PresendText, PresendText) { leave(); }
static void release(void *) { leave(); }

static void scan_with(const PresendPolicy *policy, const PresendMonotonic *clock, const PresendSource *source) {
    PresendBuilder *builder = nullptr;
    PresendScanner *scanner = nullptr;
    PresendChecked *checked = nullptr;
    presend_builder_new(&builder);
    if (policy != nullptr) presend_builder_policy(builder, policy);
    if (clock != nullptr) presend_builder_monotonic(builder, clock);
    presend_builder_build(builder, &scanner);
    if (source != nullptr)
        presend_scan_source(scanner, source, 0, nullptr, &checked);
    else
        presend_scan_bytes(scanner, nullptr, 0, 0, nullptr, &checked);
}

static const char *folder;
static std::string pins;

static void open_with(const PresendVault *vault) {
    const PresendText text = {pins.data(), pins.size()};
    const PresendStoreOptions options = {presend_text(folder), &text, 1, vault, {nullptr, 0}, nullptr, 0};
    PresendStore *store = nullptr;
    presend_store_open(&options, &store);
}

static void policy_decides() {
    const PresendPolicy policy = {nullptr, decide, {nullptr, 0}, nullptr};
    scan_with(&policy, nullptr, nullptr);
}
static void policy_is_released() {
    const PresendPolicy policy = {nullptr, nullptr, {nullptr, 0}, release};
    scan_with(&policy, nullptr, nullptr);
}
static void clock_is_read() {
    const PresendMonotonic clock = {nullptr, now_us, nullptr};
    scan_with(nullptr, &clock, nullptr);
}
static void source_is_measured() {
    const PresendSource source = {nullptr, no_length, read_at};
    scan_with(nullptr, nullptr, &source);
}
static void source_is_read() {
    const PresendSource source = {nullptr, length, read_at};
    scan_with(nullptr, nullptr, &source);
}
static void vault_loads() {
    const PresendVault vault = {nullptr, load, save, nullptr};
    open_with(&vault);
}
static void vault_saves() {
    const PresendVault vault = {nullptr, no_text, save, nullptr};
    open_with(&vault);
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    folder = arguments[1];
    if (FILE *file = std::fopen(arguments[2], "rb")) {
        for (int letter; (letter = std::fgetc(file)) != EOF;) pins += static_cast<char>(letter);
        std::fclose(file);
    }
    void (*const calls[])() = {policy_decides, policy_is_released, clock_is_read, source_is_measured,
                               source_is_read, vault_loads,        vault_saves};
    return all_end(calls);
}
