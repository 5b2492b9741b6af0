#!/usr/bin/env bash
# The pipeline over a demo hospital, and ingest of a warm folder; writes the section "Pipeline" of RESULTS.md.
# usage: benchmarks/run-pipeline.sh [STUDIES]     default 2000
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" pipeline "$work" "${1:-2000}"
