/* Prints a digest of the luma rows that libjpeg gives of the files named on standard input: for
 * scripts/verify-jpeg. A line a file: path, then "width height digest warnings", or "- - - error".
 * The data are given to libjpeg in pieces of 64 bytes, so that it takes its exact path and not the
 * one that leaves traces of a first try in a block where it meets a marker. */
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

static jmp_buf gave_up;
static const unsigned char *at;
static size_t left;

static void give_up(j_common_ptr info) { (void)info; longjmp(gave_up, 1); }
static void say_nothing(j_common_ptr info) { (void)info; }
static void nothing(j_decompress_ptr info) { (void)info; }

static void count(j_common_ptr info, int level) {
    if (level < 0) info->err->num_warnings++;
}

static boolean fill(j_decompress_ptr info) {
    static const JOCTET end[2] = {0xff, JPEG_EOI};
    size_t piece = left < 64 ? left : 64;
    info->src->next_input_byte = piece ? at : end;
    info->src->bytes_in_buffer = piece ? piece : 2;
    if (!piece) info->err->num_warnings++;
    at += piece;
    left -= piece;
    return TRUE;
}

static void skip(j_decompress_ptr info, long bytes) {
    if (bytes <= 0) return;
    while ((size_t)bytes > info->src->bytes_in_buffer) {
        bytes -= (long)info->src->bytes_in_buffer;
        fill(info);
    }
    info->src->next_input_byte += bytes;
    info->src->bytes_in_buffer -= (size_t)bytes;
}

/* The formulas of core/src/decode/luma.rs and core/src/decode/jpeg/coding.rs, step by step in f32. */
static float luma(const float c[3]) {
    volatile float r = 0.299f * c[0], g = 0.587f * c[1], b = 0.114f * c[2];
    volatile float sum = r + g;
    return sum + b;
}

static float nearest(float value) { return floorf(value + 0.5f); }

static float pixel_luma(const unsigned char *p, int space, int inverted) {
    float c[3] = {p[0], p[1], p[2]};
    if (space == JCS_RGB) return luma(c);
    if (space == JCS_YCCK) {
        volatile float cb = p[1] - 128.0f, cr = p[2] - 128.0f;
        volatile float red = 1.402f * cr, blue = 1.772f * cb;
        volatile float green1 = 0.3441363f * cb, green2 = 0.7141363f * cr;
        volatile float green = p[0] - green1;
        float rgb[3] = {p[0] + red, green - green2, p[0] + blue};
        for (int i = 0; i < 3; i++) c[i] = fminf(fmaxf(nearest(rgb[i]), 0.0f), 255.0f);
        for (int i = 0; i < 3; i++) c[i] = inverted ? 255.0f - c[i] : c[i];
    } else {
        for (int i = 0; i < 3; i++) c[i] = inverted ? c[i] : 255.0f - c[i];
    }
    float black = inverted ? p[3] : 255.0f - p[3];
    for (int i = 0; i < 3; i++) {
        volatile float light = c[i] * black;
        c[i] = nearest(light / 255.0f);
    }
    return luma(c);
}

static uint64_t digest(uint64_t so_far, const void *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        so_far = (so_far ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001b3);
    }
    return so_far;
}

static void show(struct jpeg_decompress_struct *info, const char *path) {
    jpeg_read_header(info, TRUE);
    int space = info->jpeg_color_space;
    if ((uint64_t)info->image_width * info->image_height > 20000000) longjmp(gave_up, 1);
    int gray = space == JCS_GRAYSCALE || space == JCS_YCbCr;
    info->out_color_space = gray ? JCS_GRAYSCALE : space;
    if (info->num_components == 2 || info->num_components > 4) longjmp(gave_up, 1);
    jpeg_start_decompress(info);
    size_t bytes = (size_t)info->output_width * info->output_components;
    JSAMPARRAY line = info->mem->alloc_sarray((j_common_ptr)info, JPOOL_IMAGE, bytes, 1);
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    while (info->output_scanline < info->output_height) {
        jpeg_read_scanlines(info, line, 1);
        for (size_t x = 0; !gray && x < info->output_width; x++) {
            float value = pixel_luma(line[0] + x * info->output_components, space, info->saw_Adobe_marker);
            sum = digest(sum, &value, sizeof value);
        }
        if (gray) sum = digest(sum, line[0], bytes);
    }
    printf("%s\t%u %u %016llx %ld\n", path, info->output_width, info->output_height,
           (unsigned long long)sum, info->err->num_warnings);
}

int main(void) {
    static char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        FILE *file = fopen(path, "rb");
        if (!file) return 1;
        static unsigned char bytes[1 << 24];
        left = fread(bytes, 1, sizeof bytes, file);
        at = bytes;
        fclose(file);
        struct jpeg_decompress_struct info;
        struct jpeg_error_mgr errors;
        struct jpeg_source_mgr source = {0};
        info.err = jpeg_std_error(&errors);
        errors.error_exit = give_up;
        errors.output_message = say_nothing;
        errors.emit_message = count;
        jpeg_create_decompress(&info);
        source.init_source = source.term_source = nothing;
        source.fill_input_buffer = fill;
        source.skip_input_data = skip;
        source.resync_to_restart = jpeg_resync_to_restart;
        info.src = &source;
        if (setjmp(gave_up)) {
            printf("%s\t- - - error\n", path);
        } else {
            show(&info, path);
        }
        jpeg_destroy_decompress(&info);
    }
    return 0;
}
