// bytes: numbers out of files, whatever the byte order of the machine.
#ifndef SITMAP_LOAD_BYTES_H
#define SITMAP_LOAD_BYTES_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

static inline uint32_t sm_be32(const unsigned char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return be32toh(v);
}

static inline uint32_t sm_le32(const unsigned char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static inline uint16_t sm_le16(const unsigned char *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline double sm_le_double(const unsigned char *p)
{
    uint64_t bits;
    double v;
    memcpy(&bits, p, sizeof bits);
    bits = le64toh(bits);
    memcpy(&v, &bits, sizeof v);
    return v;
}

#endif
