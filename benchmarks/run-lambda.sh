#!/usr/bin/env bash
# The functions for AWS Lambda: cold start of native code beside JIT, requests and bytes, memory; writes the section "Lambda".
# usage: benchmarks/run-lambda.sh [ROUNDS]     default 10
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d ../shared/data/dicom ] || { echo 'Expected the corpus at ../shared/data/dicom, found none.' >&2; exit 1; }
[ -x artifacts/lambda/bootstrap-linux-x64/bootstrap ] || ./build-lambda
[ -x artifacts/lambda/jit-linux-x64/bootstrap ] || ./build-lambda --jit
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
"$program" lambda ../shared/data/dicom "${1:-10}"
