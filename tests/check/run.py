"""run.py SITMAP FOLDER [RULE... | every N]: every rule of `sitmap check` finds the fault that is
seeded for it, at its place, and nothing else; all outputs follow docs/check.schema.json.

The list of rules is the program's own: a rule for which no fault is seeded is a failure. Without
RULE all are looked at, or the first of each N. Prints what went wrong; the status is 1 then.
"""
import copy
import json
import math
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from jsonschema import Draft202012Validator

from faults import FAULTS, ONLY_RENDER
from small_study import Study

SITMAP, FOLDER = sys.argv[1:3]
# What no file can bring about: the disk fails while it is read (tests/unit/load/test_shp.c and
# test_dbf.c), memory runs out while names are measured.
BEYOND_FILES = {"shp.unreadable", "dbf.unreadable", "label.failed"}
USUAL = {"N202"}  # a note on every style: how it was read
JOBS = 2


def run(*args):
    done = subprocess.run([SITMAP, *args], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 2), "%s ended with %d: %s" % (args[0], done.returncode,
                                                                   done.stderr)
    return done


def known_rules():
    """Rule -> severity, from the manual."""
    manual = run("check", "--explain", "all").stdout
    return dict(re.findall(r"^### (\S+)\n\n(\w+), ", manual, re.M))


def open_schema():
    with open("docs/check.schema.json", encoding="utf-8") as f:
        schema = json.load(f)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def in_text(text):
    """The findings among the lines of standard error."""
    line = re.compile(r"(?:(\S+?):)?(?:(\d+):)?(?:\d+:)?(?: record (\d+):)? ?"
                      r"(note|warning|error)\[(.*?)\]: (.*)")
    return [dict(file=m[1], line=m[2] and int(m[2]), record=m[3] and int(m[3]), rule=m[5],
                 lon=None, lat=None, message=m[6], mend="") for m in line.finditer(text)]


def is_at(finding, want):
    near, within = want.get("near"), want.get("within")
    lon, lat = finding["lon"], finding["lat"]
    if (near or within) and lon is None:
        return False
    return ((finding["file"] or "").endswith(want.get("file") or "") and
            want.get("line") in (None, finding["line"]) and
            want.get("record") in (None, finding["record"]) and
            want.get("says", "") in finding["message"] and
            (not near or math.dist(near, (lon, lat)) < 10 ** -want.get("places", 4)) and
            (not within or within[0] < lon < within[2] and within[1] < lat < within[3]))


def expect(findings, rule, want, severity):
    assert findings, "nothing was found"
    others = [f for f in findings if f["rule"] not in {rule} | USUAL | want.get("also", set())]
    assert not others, "also found: %s" % others
    assert any(is_at(f, want) for f in findings), "wanted %s, got %s" % (want, findings)
    severities = {f["severity"] for f in findings if f["rule"] == rule}
    assert severities == {severity}, "severity %s, the manual says %s" % (severities, severity)


def rules_of_source():
    """Every rule that a finding may carry: all texts of that form in the source."""
    form = re.compile(r'"([a-z]+\.(?!h"|xml")[a-z]+(?:-[a-z]+)*|[NW][12][0-9]{2})"')
    found = set()
    for folder, _, names in os.walk("src"):
        for name in names:
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                found |= set(form.findall(f.read()))
    return found


class Look:
    """One rule after the other, each in a folder of its own."""

    def __init__(self):
        self.rules, self.schema = known_rules(), open_schema()

    def findings(self, study):
        done = run("check", "--format", "json", study.folder)
        assert done.stdout, "no output: %s" % done.stderr
        out = json.loads(done.stdout)
        for mistake in self.schema.iter_errors(out):
            raise AssertionError("against the schema: %s" % mistake)
        unknown = {f["rule"] for f in out["findings"]} - set(self.rules)
        assert not unknown, "not in the manual: %s" % unknown
        faulty = any(f["severity"] != "note" for f in out["findings"])
        status = 2 if out["study"] is None else 1 if faulty else 0
        assert done.returncode == status, "status %d, not %d" % (done.returncode, status)
        return out["findings"]

    def at_render(self, study, rule, want):
        """What another command tells, and check by another rule."""
        command = want.get("command", ("render", "-v", "-f", "svg", "-o", study.path("out")))
        if "then" in want:  # the fault comes with the second run
            run(*command, study.folder)
            want["then"]()
        text = run(*command, study.folder).stderr
        found = [f for f in in_text(text) if f["rule"] == rule]
        assert any(is_at(f, want) for f in found), "not told by %s: %s" % (command[0], text)

    def seeded(self, rule):
        assert rule in FAULTS, "no fault is seeded for this rule"
        study = Study(os.path.join(FOLDER, rule))
        want = FAULTS[rule](study)
        study.write()
        findings = self.findings(study)
        if rule not in ONLY_RENDER:
            expect(findings, rule, want, self.rules[rule])
            return
        said, instead = {f["rule"] for f in findings} - USUAL, ONLY_RENDER[rule]
        assert said == ({instead} if instead else set()), "check says %s, not %s" % (said, instead)
        self.at_render(study, rule, want)

    def problem(self, rule):
        try:
            self.seeded(rule)
        except AssertionError as why:
            return "FAIL: %s (%s): %s" % (rule, os.path.join(FOLDER, rule), why)
        return None

    def schema_refuses(self):
        """A schema that allows everything would prove nothing."""
        good = dict(rule="ring.spike", severity="warning", file="x.shp", line=None, record=1,
                    lon=10, lat=50, message="m", mend="")
        whole = dict(study="s", findings=[good], excused=[], hidden=0)
        assert self.schema.is_valid(whole)
        for key, value in (("severity", "fatal"), ("record", 0), ("lat", None), ("rule", "?"),
                           ("file", None), ("message", ""), ("line", "7")):
            bad = copy.deepcopy(whole)
            bad["findings"][0][key] = value
            assert not self.schema.is_valid(bad), "the schema accepts %s=%r" % (key, value)
            del bad["findings"][0][key]
            assert not self.schema.is_valid(bad), "the schema accepts no %s" % key


def choose(rules, asked):
    if asked[:1] == ["every"]:
        return rules[::int(asked[1])]
    return asked or rules


def main():
    look = Look()
    assert len(look.rules) > 100, "the manual has no rules"
    look.schema_refuses()
    study = Study(os.path.join(FOLDER, "no-fault"))
    study.write()
    said = {f["rule"] for f in look.findings(study)} - USUAL
    assert not said, "before a fault is seeded check says %s" % said
    chosen = choose(sorted(set(look.rules) - BEYOND_FILES), sys.argv[3:])
    untold = rules_of_source() - set(look.rules)
    assert not untold, "rules that the manual does not explain: %s" % untold
    gone = (set(FAULTS) | BEYOND_FILES) - set(look.rules)
    problems = ["FAIL: a fault is seeded for %s, which is no rule" % rule for rule in sorted(gone)]
    with ThreadPoolExecutor(JOBS) as pool:
        problems += [p for p in pool.map(look.problem, chosen) if p]
    print("\n".join(problems + ["%d rules, %d problems" % (len(chosen), len(problems))]))
    return 1 if problems else 0


sys.exit(main())
