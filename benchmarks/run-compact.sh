#!/usr/bin/env bash
# The compact function over a day of small files in a stand-in of S3: memory, time, requests; writes the section "Compaction on AWS".
# usage: benchmarks/run-compact.sh [EVENTS]     default 1000000
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x artifacts/lambda/bootstrap-linux-x64/bootstrap ] || ./build-lambda
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
"$program" compact "${1:-1000000}"
