#!/usr/bin/env bash
# The header reader beside pydicom, DCMTK and GDCM, in one run; writes the section "Header reader" of RESULTS.md.
# usage: benchmarks/run-reader.sh [ROUNDS]     default 9
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-9}
work=artifacts/benchmarks

[ -d ../shared/data/dicom ] || { echo 'Expected the corpus at ../shared/data/dicom, found none.' >&2; exit 1; }

# Debian's own builds, so that versions are what people have.
missing=()
/usr/bin/python3 -c 'import pydicom' 2>/dev/null || missing+=(python3-pydicom)
[ -e /usr/include/dcmtk/dcmdata/dctk.h ] || missing+=(libdcmtk-dev)
compgen -G '/usr/include/gdcm-*/gdcmReader.h' >/dev/null || missing+=(libgdcm-dev)
command -v g++ >/dev/null || missing+=(g++)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; } || {
        echo "Expected the peers ${missing[*]}, and could not install them: install them and run this again." >&2
        exit 1
    }
fi

mkdir -p "$work"
gdcm=$(dirname "$(compgen -G '/usr/include/gdcm-*/gdcmReader.h' | head -n 1)")
g++ -O2 -std=c++17 -I"$gdcm" benchmarks/peers/native_worker.cpp -o "$work/native_worker" \
    -ldcmdata -loflog -lofstd -lgdcmDSED -lgdcmCommon
dotnet build -c Release -v q benchmarks
program=$(find artifacts/bin/StudyLake.Benchmarks -maxdepth 2 -type f -name StudyLake.Benchmarks -path '*/release*' | head -n 1)

"$program" data "$work/reader"
"$program" reader "$work/reader" "$work/native_worker" benchmarks/peers/pydicom_worker.py "$rounds"
