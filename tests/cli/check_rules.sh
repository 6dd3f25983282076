#!/bin/bash
# Each rule of sitmap check against a small study with one fault seeded: found, at its place, and
# nothing else is; a rule without such a study fails. Every output follows the shipped schema. The
# studies and their faults stand in tests/check/.
set -u
few=
# The sanitizers make a check four times slower: each fourth rule, in the order of their names.
[ "$MODE" = san ] && few="every 4"
# Under valgrind a check takes seconds: one rule of each kind must do.
[ "$MODE" = valgrind ] && few="study.number W106 rounds.brace dbf.encoding ring.crossing
    cover.gap time.overlap facts.side page.line-thin"
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/check/run.py "$SITMAP" "$TMP" $few
