#!/usr/bin/env bash
# The snapshot beside the fold of all events; writes the section "Snapshot" of RESULTS.md.
# usage: benchmarks/run-snapshot.sh [EVENTS]     default 2,000,000
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" snapshot "$work" "${1:-2000000}"
