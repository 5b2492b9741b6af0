#!/usr/bin/env bash
# Transform and compaction beside DuckDB; writes the section "Lake" of RESULTS.md. Needs clang for the native program.
# usage: benchmarks/run-lake.sh [ROUNDS]     default 7
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q benchmarks
dotnet publish -c Release -v q benchmarks/transform-host
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
host=$(find "$PWD/artifacts/publish/StudyLake.TransformHost" -type f -name StudyLake.TransformHost | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" lake "$work" "$host" "${1:-7}"
