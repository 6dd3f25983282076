// compare_png EXPECTED MADE DIFFERENCE: are two pictures the same to a reader's eye?
//
// Counts the pixels of which some channel differs by more than SEEN, tells how many there are and
// by how much at most, and writes a picture of the difference, exaggerated, when there are too
// many. It shares no code with the program: who judges a picture must not be who made it. SEEN lies
// above what rounding does to an antialiased edge (a few levels of 255) and below what moving a
// black line by a quarter of a pixel does (64); ALLOWED leaves room for a few specks.

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN = 24, EXAGGERATION = 4 };
static const double ALLOWED = 0.0002; // of all pixels

typedef struct picture {
    cairo_surface_t *surface;
    unsigned char *bytes;
    int width, height, stride;
} picture;

static picture open_picture(const char *path)
{
    cairo_surface_t *file = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(file)) {
        printf("%s: %s\n", path, cairo_status_to_string(cairo_surface_status(file)));
        exit(2);
    }
    // On white, as on paper, and in one pixel format.
    picture p = {.width = cairo_image_surface_get_width(file),
                 .height = cairo_image_surface_get_height(file)};
    p.surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, p.width, p.height);
    cairo_t *cr = cairo_create(p.surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, file, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(file);
    cairo_surface_flush(p.surface);
    p.bytes = cairo_image_surface_get_data(p.surface);
    p.stride = cairo_image_surface_get_stride(p.surface);
    return p;
}

// The largest difference of a channel; marks it in `difference`: dark where much differs.
static int compare_pixel(const unsigned char *a, const unsigned char *b, unsigned char *difference)
{
    int largest = 0;
    for (int channel = 0; channel < 3; channel++) {
        int distance = abs(a[channel] - b[channel]);
        int shown = 255 - distance * EXAGGERATION;
        difference[channel] = (unsigned char)(shown < 0 ? 0 : shown);
        if (distance > largest)
            largest = distance;
    }
    return largest;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: compare_png EXPECTED MADE DIFFERENCE\n");
        return 2;
    }
    picture a = open_picture(argv[1]), b = open_picture(argv[2]);
    if (a.width != b.width || a.height != b.height) {
        printf("%s has %d x %d pixels, %s has %d x %d\n", argv[1], a.width, a.height, argv[2],
               b.width, b.height);
        return 1;
    }
    cairo_surface_t *difference = cairo_image_surface_create(CAIRO_FORMAT_RGB24, a.width, a.height);
    unsigned char *marks = cairo_image_surface_get_data(difference);
    int stride = cairo_image_surface_get_stride(difference);
    long count = 0;
    int largest = 0;
    for (int y = 0; y < a.height; y++) {
        for (int x = 0; x < a.width; x++) {
            int distance =
                compare_pixel(a.bytes + y * a.stride + 4 * x, b.bytes + y * b.stride + 4 * x,
                              marks + y * stride + 4 * x);
            count += distance > SEEN;
            if (distance > largest)
                largest = distance;
        }
    }
    cairo_surface_mark_dirty(difference);
    int status = (double)count > ALLOWED * a.width * a.height;
    if (status) {
        cairo_surface_write_to_png(difference, argv[3]);
        printf("%ld pixels differ (allowed %.0f), at most by %d of 255\n"
               "  expected   %s\n  made       %s\n  difference %s\n",
               count, ALLOWED * a.width * a.height, largest, argv[1], argv[2], argv[3]);
    }
    cairo_surface_destroy(difference);
    cairo_surface_destroy(a.surface);
    cairo_surface_destroy(b.surface);
    return status;
}
