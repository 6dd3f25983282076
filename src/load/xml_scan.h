// xml_scan: what must be known before an XML parser may see the text.
//
// A parser compares every attribute of a tag with every other, so one tag of 200,000 attributes
// keeps it busy for a minute before any callback could stop it. The scan is linear, knows only
// where tags, comments, CDATA sections and processing instructions begin and end, and on the way
// notes the place of each start tag: parsers tell the line where a tag ends.
#ifndef SITMAP_LOAD_XML_SCAN_H
#define SITMAP_LOAD_XML_SCAN_H

#include "sitmap/base.h"

typedef struct sm_xml_spot {
    int line, column; // of the "<", both from 1; columns count characters
} sm_xml_spot;

typedef struct sm_xml_spots {
    sm_xml_spot *items; // of the start tags in order, in the arena
    size_t count, cap;
} sm_xml_spots;

/** Check the limits on tags, attributes and elements: SM_ELIMIT with the line. `text` is UTF-8. The
 *  spots are right when the text is well-formed; text that is not costs no more than other text. */
sm_status sm_xml_scan(sm_arena *a, const char *file, const char *text, size_t len,
                      sm_xml_spots *spots, sm_error *err) SM_MUST_CHECK;

#endif
