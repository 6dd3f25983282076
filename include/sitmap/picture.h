/** picture: files of others as pixels, and what a reader would see changed between two of them.
 *
 *  Nothing here knows of maps. A file may be broken or hostile, and reads nothing but itself. PDF
 *  and SVG are decoded in a process of its own with a limit on its time and memory; PNG in a
 *  thread, for its header limits both.
 *
 *  How two pictures are compared. Rasterisers disagree at edges: the same glyph or slope is covered
 *  by other shares of its pixels. Such noise shifts ink between neighbours and keeps its sum; a
 *  line that moved or vanished takes its ink along. So a pixel is judged by itself and by its
 *  surroundings:
 *
 *   1. It differs when its distance in YIQ exceeds a threshold (Kotsarenko & Ramos, Measuring
 *      perceived color difference using YIQ NTSC transmission color space in mobile applications,
 *      2010).
 *   2. Its mean over 3 x 3 pixels must lie among the same means within one pixel of it in the
 *      other picture. What is missing, as a share of the local contrast (so that a pale thin line
 *      counts as much as a black one), is ink that came or went: `strong` or more is a change. A
 *      glyph set half a pixel aside finds its partner, a line that vanished or moved by two
 *      pixels does not.
 *   3. A pixel whose surroundings keep their sum of ink (to within `weak`) is noise, and so is
 *      one near that which looks like antialiasing in both pictures (Vysniauskas, Anti-aliased
 *      pixel and intensity slope detector, 2009). The rest is weak. Weak and strong pixels that
 *      hang together over more than `long_mm`, longer than any letter, are a change: that is what
 *      a line that moved by a pixel or less looks like. Other weak pixels are noise, and so are
 *      fewer than `speck` strong ones. (Two thresholds and connection: Canny, A computational
 *      approach to edge detection, 1986.)
 *
 *  Not seen, and to be known: a line shorter than `long_mm` that moves by one pixel or less, and
 *  specks of less than six pixels. A higher resolution sees both.
 */
#ifndef SITMAP_PICTURE_H
#define SITMAP_PICTURE_H

#include "sitmap/geom.h"

#define SM_MAX_PICTURE_BYTES (256u << 20)  // of one file
#define SM_MAX_PICTURE_PAGES 500           // of one PDF
#define SM_MAX_PICTURE_SECONDS 30          // of processor time, to draw one page of PDF or SVG
#define SM_MAX_PICTURE_MEMORY (4ull << 30) // bytes of addresses, to draw it

/** 8-bit RGB rows from the top, on white; `width * 3` bytes each. */
typedef struct sm_picture {
    uint8_t *rgb;
    size_t width, height;
    double dpi;
    size_t mapped; // bytes that sm_picture_release gives back; 0: the rows are in an arena
} sm_picture;

/** Read page `page` (from 0) of a PNG, SVG or PDF; which it is says its content. `dpi`: resolution
 *  of SVG and PDF, and of a PNG that does not say its own. `n_pages` (may be NULL): how many there
 *  are, 1 for PNG and SVG. The caller releases `out`; after a failure there is nothing in it.
 *  SM_EFORMAT: not such a file, or broken; SM_ELIMIT: too many bytes, pixels, pages, or too much
 *  time. */
sm_status sm_picture_read(const char *path, double dpi, size_t page, sm_picture *out,
                          size_t *n_pages, sm_error *err) SM_MUST_CHECK;

/** Two at once, side by side: the same page of `paths[0]` and `paths[1]`. `n_pages` has
 *  two entries. Fails with the first one's fault if both have one, and then `out` holds nothing. */
sm_status sm_picture_read_two(const char *const paths[2], double dpi, size_t page,
                              sm_picture out[2], size_t n_pages[2], sm_error *err) SM_MUST_CHECK;

/** What tells versions of a file apart: its size and the CRC-32 of its bytes. False: it can not be
 *  read, or is empty. */
bool sm_picture_sum(const char *path, uint64_t *bytes, uint32_t *sum);

/** Give back what a picture was read into; of any other picture, nothing. It is empty then. */
void sm_picture_release(sm_picture *picture);

/** The picture as PNG bytes, appended to `out`. */
sm_status sm_picture_encode(const sm_picture *picture, sm_str *out, sm_error *err) SM_MUST_CHECK;

/** A smaller copy: each pixel the mean of k x k, with the least k that makes it at most `width`
 *  wide. */
void sm_picture_reduce(sm_arena *a, const sm_picture *in, size_t width, sm_picture *out);

typedef enum sm_mark_kind {
    SM_MARK_SAME,
    SM_MARK_NOISE,  // antialiasing, rasterisation
    SM_MARK_CHANGED // a reader sees it
} sm_mark_kind;

/** How to compare; what the names mean stands above. */
typedef struct sm_compare_rules {
    double threshold;    // least distance of a pixel that differs, 0..1 (1: black and white)
    double strong, weak; // shares of the local contrast
    double long_mm;
    size_t speck; // pixels
} sm_compare_rules;

/** threshold 0.03, strong 0.15, weak 0.12, long 5 mm, speck 6: found with
 *  tests/unit/picture/pairs.h, where text that another rasteriser set gives fewer than six strong
 *  pixels in a patch. */
sm_compare_rules sm_compare_default(void);

/** What came out, over the larger width and height of both; outside one of them all is changed. */
typedef struct sm_comparison {
    uint8_t *marks; // sm_mark_kind, row by row
    size_t width, height;
    size_t changed, noise; // pixels
} sm_comparison;

/** Compare. In `a`. Cost: linear in the pixels, most of it for those that differ. */
void sm_picture_compare(sm_arena *a, const sm_picture *old, const sm_picture *new,
                        const sm_compare_rules *rules, sm_comparison *out);

/** The difference, exaggerated: the new picture pale, changed pixels grown by `reach` pixels in red
 *  where ink came and blue where it went, noise in yellow. In `a`. */
void sm_picture_difference(sm_arena *a, const sm_picture *old, const sm_picture *new,
                           const sm_comparison *c, int reach, sm_picture *out);

/** A shape of an object on the page, in points. */
typedef struct sm_footprint {
    const sm_path *path;
    double width_pt; // of the line around or along it
    bool filled;
    uint32_t number; // of the object, 1 .. 2^24 - 1
} sm_footprint;

/** A picture whose pixels are object numbers, 0 for none: the footprints painted in order, without
 *  antialiasing, lines at least three pixels wide. Row by row, in `a`. */
sm_status sm_picture_numbers(sm_arena *a, const sm_footprint *prints, size_t n, size_t width,
                             size_t height, double dpi, uint32_t **out,
                             sm_error *err) SM_MUST_CHECK;

#endif
