// Upper and lower case of the letters that names on our maps are written in.
// Source: Unicode Character Database 14.0, UnicodeData.txt and SpecialCasing.txt.
#include <string.h>

#include "sitmap/sld.h"

// Letters from `first` to `last` whose partners lie `shift` above (lower case). With `step` 2 upper
// and lower alternate and `first` is upper case.
typedef struct case_run {
    uint32_t first, last;
    uint32_t shift;
    uint32_t step;
} case_run;

static const case_run runs[] = {
    {'A', 'Z', 32, 1},       {0x00C0, 0x00D6, 32, 1}, {0x00D8, 0x00DE, 32, 1},
    {0x0100, 0x012E, 1, 2},  {0x0132, 0x0136, 1, 2},  {0x0139, 0x0147, 1, 2},
    {0x014A, 0x0176, 1, 2},  {0x0179, 0x017D, 1, 2},  {0x018F, 0x018F, 202, 1},
    {0x01CD, 0x01DB, 1, 2},  {0x01DE, 0x01EE, 1, 2},  {0x01F8, 0x021E, 1, 2},
    {0x0222, 0x0232, 1, 2},  {0x0386, 0x0386, 38, 1}, {0x0388, 0x038A, 37, 1},
    {0x038C, 0x038C, 64, 1}, {0x038E, 0x038F, 63, 1}, {0x0391, 0x03A1, 32, 1},
    {0x03A3, 0x03AB, 32, 1}, {0x0400, 0x040F, 80, 1}, {0x0410, 0x042F, 32, 1},
    {0x0460, 0x0480, 1, 2},  {0x048A, 0x04BE, 1, 2},  {0x04C0, 0x04C0, 15, 1},
    {0x04C1, 0x04CD, 1, 2},  {0x04D0, 0x052E, 1, 2},  {0x0531, 0x0556, 48, 1},
    {0x1E00, 0x1E94, 1, 2},  {0x1EA0, 0x1EFE, 1, 2},
};

enum {
    I_DOT = 0x0130,
    DOTLESS_I = 0x0131,
    Y_DIAERESIS = 0x0178,
    SHARP_S = 0x00DF,
    FINAL_SIGMA = 0x03C2,
    ARMENIAN_EW = 0x0587,
    LONG_S = 0x017F,
};

static uint32_t run_upper(uint32_t c)
{
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        const case_run *r = &runs[i];
        uint32_t up = c - r->shift;
        if (c >= r->shift && up >= r->first && up <= r->last && (up - r->first) % r->step == 0) {
            return up;
        }
    }
    return c;
}

static uint32_t run_lower(uint32_t c)
{
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        const case_run *r = &runs[i];
        if (c >= r->first && c <= r->last && (c - r->first) % r->step == 0) {
            return c + r->shift;
        }
    }
    return c;
}

// One letter can become two.
typedef struct case_result {
    uint32_t c[2];
} case_result;

static case_result upper(uint32_t c, bool turkic)
{
    switch (c) {
    case 'i': return (case_result){{turkic ? I_DOT : 'I', 0}};
    case DOTLESS_I: return (case_result){{'I', 0}};
    case 0x00FF: return (case_result){{Y_DIAERESIS, 0}};
    case LONG_S: return (case_result){{'S', 0}};
    case SHARP_S: return (case_result){{'S', 'S'}};
    case FINAL_SIGMA: return (case_result){{0x03A3, 0}};
    case ARMENIAN_EW: return (case_result){{0x0535, 0x0552}};
    default: return (case_result){{run_upper(c), 0}};
    }
}

static case_result lower(uint32_t c, bool turkic)
{
    switch (c) {
    case 'I': return (case_result){{turkic ? DOTLESS_I : 'i', 0}};
    case I_DOT: return (case_result){{'i', turkic ? 0 : 0x0307}};
    case Y_DIAERESIS: return (case_result){{0x00FF, 0}};
    default: return (case_result){{run_lower(c), 0}};
    }
}

static void add_char(sm_str *out, uint32_t c)
{
    char bytes[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6) {
        bytes[i] = (char)(0x80 | (c & 0x3F));
    }
    bytes[0] = (char)(lead[n] | c);
    sm_str_add(out, bytes, n);
}

const char *sm_text_case(sm_arena *a, const char *text, bool to_upper, const char *lang)
{
    bool turkic = lang && (strncmp(lang, "az", 2) == 0 || strncmp(lang, "tr", 2) == 0);
    const char *end = text + strlen(text);
    sm_str out;
    sm_str_init(&out, a);
    while (text < end) {
        uint32_t c = sm_utf8_next(&text, end);
        case_result r = to_upper ? upper(c, turkic) : lower(c, turkic);
        add_char(&out, r.c[0]);
        if (r.c[1]) {
            add_char(&out, r.c[1]);
        }
    }
    return out.text;
}
