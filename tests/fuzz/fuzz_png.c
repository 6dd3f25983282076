// Any bytes as a PNG: refused, or a picture of the size that its header says. A fuzzer does not
// find sums by itself: bytes that begin like a PNG get right sums, others are packed as the rows of
// a picture whose form their first bytes choose.
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "picture/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

static void put_be(uint8_t *at, uint32_t v)
{
    at[0] = (uint8_t)(v >> 24), at[1] = (uint8_t)(v >> 16), at[2] = (uint8_t)(v >> 8);
    at[3] = (uint8_t)v;
}

static void mend_sums(uint8_t *png, size_t size)
{
    for (size_t at = 8; at + 12 <= size;) {
        size_t len = (size_t)png[at] << 24 | (size_t)png[at + 1] << 16 | (size_t)png[at + 2] << 8 |
                     png[at + 3];
        if (len > size - at - 12) {
            break;
        }
        put_be(png + at + 8 + len, (uint32_t)crc32(0, png + at + 4, (uInt)len + 4));
        at += len + 12;
    }
}

static size_t add_chunk(uint8_t *png, size_t at, const char *type, const uint8_t *data, size_t len)
{
    put_be(png + at, (uint32_t)len);
    memcpy(png + at + 4, type, 4);
    memcpy(png + at + 8, data, len);
    return at + 12 + len;
}

// depth, type, interlace, width, height; then the rows.
static size_t pack_rows(sm_arena *a, const uint8_t *data, size_t size, uint8_t **out)
{
    uint8_t ihdr[13] = {[3] = data[3], [7] = data[4], [8] = data[0], [9] = data[1], [12] = data[2]};
    uLongf len = compressBound((uLong)size);
    uint8_t *packed = sm_arena_alloc(a, len);
    assert(compress(packed, &len, data + 5, (uLong)size - 5) == Z_OK);
    *out = sm_arena_zero(a, len + 200, 1);
    memcpy(*out, signature, sizeof signature);
    size_t at = add_chunk(*out, 8, "IHDR", ihdr, sizeof ihdr);
    at = add_chunk(*out, at, "PLTE", data, size < 48 ? 3 : 48);
    at = add_chunk(*out, at, "IDAT", packed, len);
    return add_chunk(*out, at, "IEND", data, 0);
}

static void decode(const uint8_t *png, size_t size)
{
    picture_job job = {.path = "fuzz", .bytes = png, .len = size, .dpi = 100};
    sm_error err;
    // A header alone can ask for 300 MB; to see what the rows do, little is enough.
    if (size >= 24 && (png[16] || png[17] || png[20] || png[21])) {
        return;
    }
    job.memory = memfd_create("fuzz", MFD_CLOEXEC);
    assert(job.memory >= 0);
    if (!picture_decode_png(&job, &err)) {
        assert(job.width && job.height && !job.surface && job.dpi >= 1);
        assert(job.room >= job.width * job.height * 3);
    }
    if (job.rows) {
        munmap(job.rows, job.room);
    }
    close(job.memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sm_arena *a = sm_arena_create();
    uint8_t *png = sm_arena_alloc(a, size + 1);
    memcpy(png, data, size);
    if (size >= 8 && memcmp(data, signature, 8) == 0) {
        mend_sums(png, size);
    } else if (size > 8 && size < 1 << 16) {
        size = pack_rows(a, data, size, &png);
        mend_sums(png, size);
    }
    decode(png, size);
    sm_arena_destroy(a);
    return 0;
}
