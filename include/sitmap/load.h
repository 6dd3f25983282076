/** load: files in, model out. Each item keeps its file and line or record.
 *
 *  libxml2 and shapelib are known here only. Every file is opened through an sm_root, so no study
 *  reads outside its folder or the style folder. Nothing is believed: sizes, counts, encodings and
 *  CRS are checked, and what had to be guessed is a diagnostic.
 */
#ifndef SITMAP_LOAD_H
#define SITMAP_LOAD_H

#include "sitmap/rounds.h"
#include "sitmap/scene.h"
#include "sitmap/study.h"
#include "sitmap/style.h"

// ---------------------------------------------------------------------------------------------
// Shapefiles: open, then stream feature by feature.

typedef struct sm_source sm_source;

typedef struct sm_source_info {
    const char *path;      // .shp as given
    const char *type_name; // "Polygon", "PolyLineZ", ...
    int shape_type;        // the code in the header
    sm_shape shape;        // what its features become
    bool has_z, has_m;
    size_t count;      // records
    sm_box header_box; // as the header says (do not trust)
    const sm_fields *fields;
    size_t rows;               // of the .dbf
    const char *encoding;      // used for text, e.g. "UTF-8"
    const char *encoding_from; // ".cpg", "language driver id 0x57", "study", "assumed"
    const char *crs_wkt;       // .prj text, NULL when missing
    bool has_shx, has_dbf, has_prj, has_cpg, has_qix;
} sm_source_info;

/** Open `path` (the .shp, relative to the root). `encoding` NULL: as .cpg or the .dbf says. Guesses
 *  (encoding, missing .shx, counts that disagree) go to `diags`. The source lives in `a`. */
sm_status sm_source_open(sm_arena *a, const sm_root *root, const char *path, const char *encoding,
                         sm_source **out, sm_diags *diags, sm_error *err) SM_MUST_CHECK;
/** Close; NULL is accepted. */
void sm_source_close(sm_source *s);
/** What is known of it. Borrowed. */
const sm_source_info *sm_source_describe(const sm_source *s);

/** Read the next record into `out`. `path` and text values live in `scratch` (the caller rewinds it
 *  between features); coordinates are as in the file, labelled SM_SPACE_LONLAT whatever the CRS is:
 *  carto converts those of other CRS. Rings: closed, outer clockwise and holes counter-clockwise
 *  (by containment when the file has them wrong, with one diagnostic for the layer). Null shapes
 *  have an empty path. A record that cannot be read is a diagnostic with its number and is skipped.
 *  `box` (may be NULL): records whose vertices all lie outside are passed over without attributes,
 *  counted in `*outside` (may be NULL). Returns false at the end, and when `err` says so. */
bool sm_source_next(sm_source *s, sm_arena *scratch, const sm_box *box, size_t *outside,
                    sm_feature *out, sm_diags *diags, sm_error *err);
/** Start again at the first record. */
void sm_source_rewind(sm_source *s);

/** Everything at once, in `a`: for small layers (control, places) and for tests. */
sm_status sm_source_read_all(sm_arena *a, sm_source *s, sm_features *out, sm_diags *diags,
                             sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// Grounds: a PNG with a world file.

typedef struct sm_ground_file {
    const char *path; // of the PNG, as given
    sm_bitmap pixels; // not premultiplied
    sm_affine
        from_pixel;      // pixels to its CRS: 0, 0 is the upper left corner of the upper left pixel
    const char *world;   // path of the world file
    const char *prj;     // path of the .prj; NULL: there is none
    const char *crs_wkt; // its text; NULL when it is missing or can not be used
} sm_ground_file;

/** Read a PNG of any kind, its world file (.pgw, .pngw or .wld: the first there is) and its .prj.
 *  A world file holds six numbers, a line each: pixel size to the right, two of rotation, pixel
 *  size downwards (mostly negative), and where the centre of the upper left pixel lies. Fails with
 *  file and line of what is missing or malformed. In `a`. Source of the format: Esri, ArcGIS
 *  documentation, "World files for raster datasets". */
sm_status sm_ground_read(sm_arena *a, const sm_root *root, const char *path, sm_ground_file *out,
                         sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** The numbers of a world file as a map from pixels, for `file` in messages. */
sm_status sm_world_parse(const char *text, const char *file, sm_affine *from_pixel,
                         sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// XML: guarded parsing for study, rounds and styles.

typedef struct sm_xml_attr {
    const char *name; // local name
    const char *ns;   // namespace URI, NULL when none
    const char *value;
    bool used; // consume-marking
} sm_xml_attr;

/** A plain tree in an arena; libxml2 is gone when the reader returns. Comments are kept (style
 *  exporters speak in them); white space between elements is not, but an element's only text is. */
typedef struct sm_xml {
    const char *name; // local name of an element; NULL for text and comments
    const char *ns;
    const char *text; // of text and comment nodes
    bool is_comment, is_cdata;
    int line, column;
    sm_xml_attr *attrs;
    size_t n_attrs;
    struct sm_xml *parent, *first_child, *next;
    bool used; // consume-marking: what stays unmarked was not understood
} sm_xml;

/** Parse bytes (read through sm_root_read with SM_MAX_XML_BYTES). Refuses DOCTYPE, entities beyond
 *  the five of XML, depth, element and attribute counts over limits.h. Every complaint of the
 *  parser goes to `diags` with line and column; SM_EFORMAT when not well-formed. */
sm_status sm_xml_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                       const sm_xml **root, sm_diags *diags, sm_error *err) SM_MUST_CHECK;
/** Value of an attribute without namespace, marks it used; NULL when missing. `xml:lang` is asked
 *  for as "xml:lang". */
const char *sm_xml_attr_value(const sm_xml *element, const char *name);
/** Text of an element: its text children joined and trimmed (CDATA kept as it is), cleaned. */
const char *sm_xml_content(sm_arena *a, const sm_xml *element);
/** First child element, next sibling element (comments and text passed over); NULL at the end. */
const sm_xml *sm_xml_first(const sm_xml *element);
/** Next sibling element. */
const sm_xml *sm_xml_next(const sm_xml *element);
/** Mark as understood. */
void sm_xml_use(const sm_xml *node);
/** Validate parsed bytes against an embedded RELAX NG schema; findings to `diags`. */
sm_status sm_xml_validate(const char *file, const char *bytes, size_t len, const unsigned char *rng,
                          size_t rng_len, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// Descriptions

/** Read and check study.xml below `root`. All mistakes go to `diags`; SM_EINPUT when at least one
 *  is an error. Every reference (side, layer, style role, date) is resolved or reported. */
sm_status sm_study_load(sm_arena *a, const sm_root *root, const char *path, sm_study **out,
                        sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Read and check rounds.xml below `root` against the study whose sides and figures it names. All
 *  mistakes go to `diags`; SM_EINPUT when at least one is an error. */
sm_status sm_rounds_load(sm_arena *a, const sm_root *root, const char *path, const sm_study *study,
                         sm_rounds **out, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Where marks that are characters of a font come from. `outline` gives the outline of a character
 *  of exactly this family, centred in a square of side 1, y up; false when there is none. */
typedef struct sm_glyph_source {
    bool (*outline)(void *context, sm_arena *a, const char *family, uint32_t character,
                    sm_path *out);
    void *context;
} sm_glyph_source;

/** Which style of a file is meant, and how it is read. All may be NULL. */
typedef struct sm_style_choice {
    const char *name;              // a NamedLayer or UserStyle that must be there
    const char *layer;             // without a name, the NamedLayer of this name if there is one
    const char *dialect;           // "std" or "qgis"; NULL: as the file shows
    const sm_glyph_source *glyphs; // NULL: there are no such marks
} sm_style_choice;

/** Read an SLD 1.0 or SE 1.1 file below `root` and pick one style: the one that `choice` (NULL: no
 *  wish) names, else the only one, the default one, or the first. Images lie below `root` too.
 *  Everything not understood is a diagnostic W1nn with file and line (docs/sld.md lists them). */
sm_status sm_style_load(sm_arena *a, const sm_root *root, const char *path,
                        const sm_style_choice *choice, sm_style **out, sm_diags *diags,
                        sm_error *err) SM_MUST_CHECK;

/** The same from bytes in memory; `file` is for messages, and images of files are not found. */
sm_status sm_style_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                         const sm_style_choice *choice, sm_style **out, sm_diags *diags,
                         sm_error *err) SM_MUST_CHECK;

#endif
