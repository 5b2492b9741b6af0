#!/usr/bin/env bash
# The linter beside cfn-lint over the public definitions, in one run; writes the section "lint" of RESULTS.md.
# usage: benchmarks/run-lint.sh [ROUNDS]     default 5; cfn-lint runs once a file
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
definitions=../shared/data/quicksight/definitions

[ -d "$definitions" ] || { echo "Expected the definitions at $definitions, found none." >&2; exit 1; }
command -v cfn-lint >/dev/null || python3 -m pip install --quiet cfn-lint==1.51.0 || {
    echo 'Expected cfn-lint, and could not install it: install it and run this again.' >&2
    exit 1
}
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)
"$program" lint "$definitions" artifacts/benchmarks/lint "$rounds"
