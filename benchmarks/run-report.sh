#!/usr/bin/env bash
# Reports over a large lake with its snapshot; writes the section "Reports" of RESULTS.md.
# usage: benchmarks/run-report.sh [EVENTS [FOLDER [ROUNDS]]]     default 1,000,000 in a folder of its own, 5 rounds
# A lake that an earlier run has made in the folder is used again, and its snapshot brought up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
if [[ $# -ge 2 ]]; then
  work=$2
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
"$program" report "$work" "${1:-1000000}" "${3:-5}"
