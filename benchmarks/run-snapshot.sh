#!/usr/bin/env bash
# The snapshot beside the fold of all events; writes the section "Snapshot" of RESULTS.md, from 5,000,000 events
# "Snapshot of a large lake".
# usage: benchmarks/run-snapshot.sh [EVENTS [ROUNDS [FOLDER]]]     default 2,000,000 events, 7 rounds
#        FOLDER/lake is measured, and changed, if it is there, and kept; FOLDER/made is the log that its events copy.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
work=${3:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
"$program" snapshot "$work" "${1:-2000000}" "${2:-7}"
