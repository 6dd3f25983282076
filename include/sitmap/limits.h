/** Limits: what a file may ask of the program. Exceeding one is SM_ELIMIT and names the limit. */
#ifndef SITMAP_LIMITS_H
#define SITMAP_LIMITS_H

#define SM_MAX_XML_BYTES (4u << 20)      // study, rounds and style files
#define SM_MAX_XML_DEPTH 64              // nested elements
#define SM_MAX_XML_ELEMENTS 100000       // elements in one file
#define SM_MAX_XML_ATTRIBUTES 256        // on one element
#define SM_MAX_XML_NAMESPACES 32         // declared on one element
#define SM_MAX_XML_TAG_BYTES (64u << 10) // of one start tag
#define SM_MAX_PRJ_BYTES (64u << 10)     // of one .prj
#define SM_MAX_CPG_BYTES 64              // of one .cpg
#define SM_MAX_WORLD_BYTES (4u << 10)    // of one world file
#define SM_MAX_GROUND_BYTES (256u << 20) // of the PNG of a ground
#define SM_MAX_GROUND_PIXELS 48000000    // in it, and in what is laid under one map
#define SM_MAX_STYLE_PIXELS 16000000     // in a PNG of a style
#define SM_MAX_COORDINATE 1e15           // |x|, |y| of a vertex; beyond is "no data"
#define SM_MAX_RECORD_VERTICES 50000000  // of one shapefile record
#define SM_MAX_TEXT_CHARS 1000           // of one label or caption
#define SM_MAX_TEXT_MARKS 16             // combining marks in a row
#define SM_MAX_TEXT_LINES 20             // of one label
#define SM_MIN_PAGE_PT 1.0               // width and height of a page
#define SM_MAX_PAGE_PT 14400.0
#define SM_MAX_PIXELS 100000000 // of one PNG
#define SM_MAX_DASHES 16        // numbers in one dash pattern
#define SM_MIN_DASH_SUM_PT 0.1  // sum of one dash pattern
#define SM_MAX_DEVICE 1e5       // |coordinate| that may reach cairo, device units
#define SM_MIN_FONT_PT 0.1
#define SM_MAX_FONT_PT 1000.0
#define SM_MAX_FINDINGS_PER_FILE 100 // of one file, then "and N more"

#endif
