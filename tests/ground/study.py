"""study.py FOLDER: the small study of tests/check, with a ground under one of its two figures."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "check"))
sys.dont_write_bytecode = True
import picture
from small_study import Study

S = "study.xml"


def add_ground(study, kind="flat", size=960, pixel=0.0025):
    """A ground over the whole country, in a figure of its own beside `second`. `sitmap check` finds
    no fault in it as it is by default."""
    study.replace(S, '  <checks>', '  <ground id="relief" file="relief.png" opacity="0.8">'
                  '<credit>Relief: invented.</credit></ground>\n  <checks>')
    study.replace(S, '    <figure id="second"', '    <figure id="grounded" date="2021-03-09">\n'
                  '      <draw>relief gained lines front roads places</draw>\n'
                  '      <legend><entry layer="gained"/></legend>\n    </figure>\n'
                  '    <figure id="second"')
    depth, color, rows, colors = getattr(picture, kind)(size, size)

    def write():
        picture.write_png(study.path("relief.png"), size, size, depth, color, rows, colors)
    study.after.append(write)
    study.texts["relief.pgw"] = "%g\n0\n0\n%g\n%g\n%g\n" % (pixel, -pixel, 9.8, 51.6)
    study.texts["relief.prj"] = picture.WGS84


if __name__ == "__main__":
    made = Study(sys.argv[1])
    add_ground(made, "ramps", 240, 0.01)
    made.write()
