#!/usr/bin/env bash
# Our dashboard in a browser, over the snapshot with imported data sets and over raw Parquet; writes the section "Page".
# usage: benchmarks/run-page.sh [INSTANCES] [FOLDER]     default 1,000,000 and a folder that is deleted afterwards
set -euo pipefail
cd "$(dirname "$0")/.."
chromium=$(command -v chromium) || { echo 'Expected chromium on PATH, found none: install the package chromium.' >&2; exit 1; }
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
if [ $# -gt 1 ]; then
    mkdir -p "$2"
    work=$2
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
for stage in lake starts imported raw report; do
    "$program" page "$stage" "$work" "${1:-1000000}" "$chromium"
done
