"""invalid.py FOLDER: studies whose control of 9 March is invalid, beside what they are counted as.

bow/     side A's outline crosses itself     apart/   its two halves as rings of their own
twice/   two rings of side A overlap         once/    their union
large/   an outline of 6,000 vertices crosses itself
"""
import math
import os
import sys

from small_study import Study, box

BOW = [(10, 50), (10, 51), (11, 50), (11, 51), (10, 50)]
HALVES = [[(10, 50), (10, 51), (10.5, 50.5), (10, 50)],
          [(11, 50), (10.5, 50.5), (11, 51), (11, 50)]]
OVERLAPPING = [box(10, 50, 10.75, 51), box(10.25, 50, 11, 51)]


def large():
    """A circle with one vertex carried beyond the other end."""
    n = 6000
    turns = [-2 * math.pi * i / n for i in range(n)]
    ring = [(10.5 + 0.4 * math.cos(t), 50.5 + 0.4 * math.sin(t)) for t in turns]
    ring[n // 4] = (10.5, 50.95)
    return ring + ring[:1]


def write(name, rings):
    study = Study(os.path.join(sys.argv[1], name))
    study.layers["control"].records[2][0] = rings
    study.write()


write("bow", [BOW])
write("apart", HALVES)
write("twice", OVERLAPPING)
write("once", [box(10, 50, 11, 51)])
write("large", [large()])
