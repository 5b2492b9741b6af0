#!/usr/bin/env bash
# Coverage-guided fuzzing of the header reader with AFL; findings stay in artifacts/fuzz/findings.
# usage: benchmarks/run-fuzz.sh [SECONDS]     default 300
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-300}
work=artifacts/fuzz

command -v afl-fuzz >/dev/null || {
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends afl++ >/dev/null; } || {
        echo 'Expected afl-fuzz, found none and could not install it: install the package afl++ and run this again.' >&2
        exit 1
    }
}
dotnet tool restore >/dev/null
dotnet build -c Release -v q benchmarks
rm -rf "$work/target" "$work/seeds"
mkdir -p "$work/seeds"
cp -r artifacts/bin/StudyLake.Benchmarks/release_*/ "$work/target"
dotnet sharpfuzz "$work/target/StudyLake.Ingest.dll"
# Seeds of one page: AFL gains nothing from pixels, and each execution copies them.
for folder in tests/Data/dicom/own-nasties ../shared/data/dicom; do
    [ -d "$folder" ] && find "$folder" -type f -size -16k \( -name '*.dcm' -o -name '*.dicom' -o -path '*own-nasties*' \) \
        -exec sh -c 'cp "$1" "'"$work"'/seeds/$(echo "$1" | tr / _)"' _ {} \;
done
echo "$(find "$work/seeds" -type f | wc -l) seed files, $seconds seconds"

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1
# A JIT adjusts itself for a while: the same seed may take other paths, which is no finding.
export DOTNET_TieredCompilation=0
afl-fuzz -V "$seconds" -t 5000 -m none -x tests/Data/dicom/fuzz.dict -i "$work/seeds" -o "$work/findings" -- \
    dotnet "$work/target/StudyLake.Benchmarks.dll" fuzz >"$work/afl.log" 2>&1 || { tail -n 20 "$work/afl.log" >&2; exit 1; }

stats=$work/findings/default/fuzzer_stats
value() { sed -n "s/^$1 *: //p" "$stats"; }
echo "$(value execs_done) executions, $(value execs_per_sec) a second, $(value corpus_count) inputs with new coverage," \
    "crashes $(value saved_crashes), hangs $(value saved_hangs)"
[ "$(value saved_crashes)" = 0 ] && [ "$(value saved_hangs)" = 0 ]
