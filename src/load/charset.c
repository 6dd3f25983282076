#include "load/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

// Spellings are compared in upper case without punctuation and without what stands before a number
// ("ANSI 1252", "cp1252", "windows-1252" are all "1252").
static const sm_charset charsets[] = {
    {"UTF-8", " UTF8 65001 "},
    {"ISO-8859-1", " ISO88591 88591 LATIN1 28591 "},
    {"ISO-8859-2", " ISO88592 88592 LATIN2 28592 "},
    {"ISO-8859-3", " ISO88593 88593 LATIN3 28593 "},
    {"ISO-8859-4", " ISO88594 88594 LATIN4 28594 "},
    {"ISO-8859-5", " ISO88595 88595 CYRILLIC 28595 "},
    {"ISO-8859-6", " ISO88596 88596 ARABIC 28596 "},
    {"ISO-8859-7", " ISO88597 88597 GREEK 28597 "},
    {"ISO-8859-8", " ISO88598 88598 HEBREW 28598 "},
    {"ISO-8859-9", " ISO88599 88599 LATIN5 28599 "},
    {"ISO-8859-10", " ISO885910 885910 LATIN6 "},
    {"ISO-8859-11", " ISO885911 885911 "},
    {"ISO-8859-13", " ISO885913 885913 LATIN7 28603 "},
    {"ISO-8859-14", " ISO885914 885914 LATIN8 "},
    {"ISO-8859-15", " ISO885915 885915 LATIN9 28605 "},
    {"ISO-8859-16", " ISO885916 885916 LATIN10 "},
    {"WINDOWS-1250", " 1250 "},
    {"WINDOWS-1251", " 1251 "},
    {"WINDOWS-1252", " 1252 "},
    {"WINDOWS-1253", " 1253 "},
    {"WINDOWS-1254", " 1254 "},
    {"WINDOWS-1255", " 1255 "},
    {"WINDOWS-1256", " 1256 "},
    {"WINDOWS-1257", " 1257 "},
    {"WINDOWS-1258", " 1258 "},
    {"CP437", " 437 "},
    {"CP737", " 737 "},
    {"CP775", " 775 "},
    {"CP850", " 850 "},
    {"CP852", " 852 "},
    {"CP855", " 855 "},
    {"CP857", " 857 "},
    {"CP860", " 860 "},
    {"CP861", " 861 "},
    {"CP862", " 862 "},
    {"CP863", " 863 "},
    {"CP864", " 864 "},
    {"CP865", " 865 "},
    {"CP866", " 866 "},
    {"CP869", " 869 "},
    {"CP874", " 874 TIS620 "},
    {"CP932", " 932 SHIFTJIS SJIS 31J "},
    {"CP936", " 936 GBK GB2312 "},
    {"GB18030", " GB18030 54936 "},
    {"CP949", " 949 KSC5601 EUCKR "},
    {"CP950", " 950 BIG5 "},
    {"EUC-JP", " EUCJP 51932 "},
    {"KOI8-R", " KOI8R 20866 "},
    {"KOI8-U", " KOI8U 21866 "},
    {"MACINTOSH", " MACINTOSH MACROMAN 10000 "},
    {"US-ASCII", " USASCII ASCII 20127 "},
};

// Prefixes before a number. The longer ones stand first where one begins with another.
static const char *const prefixes[] = {"WINDOWS", "WIN", "ANSI", "OEM", "IBM", "CP", "MS", "DOS"};

// Upper case, letters and digits only; empty when it does not fit.
static void normalise(const char *name, size_t len, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        char c = name[i];
        c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
            continue;
        }
        if (n + 1 == size) {
            n = 0;
            break;
        }
        out[n++] = c;
    }
    out[n] = '\0';
}

static const char *without_prefix(const char *name)
{
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], n) == 0 && name[n] != '\0') {
            return name + n;
        }
    }
    return name;
}

static bool is_form_of(const sm_charset *charset, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = charset->forms; (at = strstr(at, word)); at++) {
        if (at[-1] == ' ' && at[n] == ' ') {
            return true;
        }
    }
    return false;
}

const sm_charset *sm_charset_find(const char *name, size_t len)
{
    char word[24] = "";
    normalise(name, len, word, sizeof word);
    const char *bare = without_prefix(word);
    for (size_t i = 0; *bare && i < sizeof charsets / sizeof charsets[0]; i++) {
        if (is_form_of(&charsets[i], bare)) {
            return &charsets[i];
        }
    }
    return NULL;
}

bool sm_charset_is_utf8(const sm_charset *charset)
{
    return charset == &charsets[0];
}

// Language driver ids and their code pages, from the table in Esri's "Knowledge Base: language
// driver IDs of dBASE files" and the dBASE and FoxPro manuals. Ranges of drivers that differ in
// sorting only.
static const struct {
    unsigned char first, last;
    const char *page;
} drivers[] = {
    {0x01, 0x01, "437"},  {0x02, 0x02, "850"},  {0x03, 0x03, "1252"}, {0x04, 0x04, "10000"},
    {0x08, 0x08, "865"},  {0x09, 0x09, "437"},  {0x0A, 0x0A, "850"},  {0x0B, 0x0B, "437"},
    {0x0D, 0x0D, "437"},  {0x0E, 0x0E, "850"},  {0x0F, 0x0F, "437"},  {0x10, 0x10, "850"},
    {0x11, 0x11, "437"},  {0x12, 0x12, "850"},  {0x13, 0x13, "932"},  {0x14, 0x14, "850"},
    {0x15, 0x15, "437"},  {0x16, 0x16, "850"},  {0x17, 0x17, "865"},  {0x18, 0x18, "437"},
    {0x19, 0x19, "437"},  {0x1A, 0x1A, "850"},  {0x1B, 0x1B, "437"},  {0x1C, 0x1C, "863"},
    {0x1D, 0x1D, "850"},  {0x1F, 0x1F, "852"},  {0x22, 0x23, "852"},  {0x24, 0x24, "860"},
    {0x25, 0x25, "850"},  {0x26, 0x26, "866"},  {0x37, 0x37, "850"},  {0x40, 0x40, "852"},
    {0x4D, 0x4D, "936"},  {0x4E, 0x4E, "949"},  {0x4F, 0x4F, "950"},  {0x50, 0x50, "874"},
    {0x57, 0x59, "1252"}, {0x64, 0x64, "852"},  {0x65, 0x65, "866"},  {0x66, 0x66, "865"},
    {0x67, 0x67, "861"},  {0x6A, 0x6A, "737"},  {0x6B, 0x6B, "857"},  {0x6C, 0x6C, "863"},
    {0x78, 0x78, "950"},  {0x79, 0x79, "949"},  {0x7A, 0x7A, "936"},  {0x7B, 0x7B, "932"},
    {0x7C, 0x7C, "874"},  {0x86, 0x86, "737"},  {0x87, 0x87, "852"},  {0x88, 0x88, "857"},
    {0xC8, 0xC8, "1250"}, {0xC9, 0xC9, "1251"}, {0xCA, 0xCA, "1254"}, {0xCB, 0xCB, "1253"},
    {0xCC, 0xCC, "1257"},
};

const sm_charset *sm_charset_of_driver(unsigned char id)
{
    for (size_t i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
        if (id >= drivers[i].first && id <= drivers[i].last) {
            return sm_charset_find(drivers[i].page, strlen(drivers[i].page));
        }
    }
    return NULL;
}

// ---- Converting ---------------------------------------------------------------------------------

sm_status sm_decoder_open(sm_decoder *d, const sm_charset *charset, sm_error *err)
{
    *d = (sm_decoder){.charset = charset};
    if (sm_charset_is_utf8(charset)) {
        return SM_OK;
    }
    iconv_t handle = iconv_open("UTF-8", charset->name);
    if (handle == (iconv_t)-1) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "convert the file to UTF-8",
                       "this system cannot convert the encoding %s", charset->name);
    }
    d->iconv = handle;
    return SM_OK;
}

void sm_decoder_close(sm_decoder *d)
{
    if (d->iconv) {
        iconv_close(d->iconv);
    }
    d->iconv = NULL;
}

static bool is_ascii(const char *bytes, size_t len)
{
    unsigned char all = 0;
    for (size_t i = 0; i < len; i++) {
        all |= (unsigned char)bytes[i];
    }
    return all < 0x80;
}

// No encoding of the list needs more than three bytes of UTF-8 for one byte of its own, and U+FFFD
// is three bytes too.
static char *convert(iconv_t handle, sm_arena *a, const char *bytes, size_t len, bool *fits)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t room = len * 3;
    char *text = sm_arena_alloc(a, room + 1), *out = text;
    char *in = (char *)(uintptr_t)bytes; // iconv does not write there, whatever its type says
    iconv(handle, NULL, NULL, NULL, NULL);
    while (len > 0) {
        if (iconv(handle, &in, &len, &out, &room) != (size_t)-1) {
            break;
        }
        *fits = false;
        if (errno == E2BIG || room < 3) {
            break;
        }
        memcpy(out, replacement, 3);
        out += 3;
        room -= 3;
        in++;
        len--;
    }
    iconv(handle, NULL, NULL, &out, &room); // a letter may be waiting for its accent (1258)
    *out = '\0';
    return text;
}

char *sm_decoder_text(sm_decoder *d, sm_arena *a, const char *bytes, size_t len, bool *fits)
{
    *fits = true;
    if (is_ascii(bytes, len)) {
        return sm_arena_strndup(a, bytes, len);
    }
    if (d->iconv) {
        return convert(d->iconv, a, bytes, len, fits);
    }
    *fits = sm_utf8_valid(bytes, len);
    return sm_arena_strndup(a, bytes, len);
}

char *sm_utf16_text(sm_arena *a, const char *bytes, size_t len, bool big_endian, bool *fits)
{
    iconv_t handle = iconv_open("UTF-8", big_endian ? "UTF-16BE" : "UTF-16LE");
    if (handle == (iconv_t)-1) {
        return NULL;
    }
    *fits = true;
    char *text = convert(handle, a, bytes, len, fits);
    iconv_close(handle);
    return text;
}
