"""pydicom behind the benchmark's line protocol (see Reader/ReaderWorker.cs). Standard input to standard output.

usual     dcmread(stop_before_pixels=True), then every attribute by keyword, as text: the common way
specific  the same with specific_tags
"""

import io
import json
import logging
import sys
import time
import warnings

import pydicom

warnings.simplefilter("ignore")
logging.getLogger("pydicom").setLevel(logging.CRITICAL)


def text_of(dataset, keyword):
    try:
        value = dataset.get(keyword)
        return "" if value is None else str(value)
    except (TypeError, ValueError, NotImplementedError):  # what pydicom raises for a value that breaks its form
        return ""


def find(dataset, meta, keywords, meta_keywords):
    found = sum(text_of(meta, keyword) != "" for keyword in meta_keywords)
    return found + sum(text_of(dataset, keyword) != "" for keyword in keywords)


def main():
    if sys.argv[1] == "--version":
        print(f"pydicom {pydicom.__version__}, Python {sys.version.split()[0]}")
        return
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = json.load(file)
    meta_keywords = [row[1] for row in rows if row[2].startswith("0002")]
    keywords = [row[1] for row in rows if not row[2].startswith("0002")]
    groups = {}
    for line in sys.stdin:
        words = line.rstrip("\n").split(" ", 3)
        if words[0] == "load":
            with open(words[2], encoding="utf-8") as file:
                groups[words[1]] = [open(path, "rb").read() for path in file.read().split("\n") if path]
            print("ok", len(groups[words[1]]), flush=True)
            continue
        options = {"specific_tags": keywords} if words[2] == "specific" else {}
        repeats = int(words[3])
        values = 0
        times = []
        for content in groups[words[1]]:
            started = time.thread_time_ns()
            for _ in range(repeats):
                dataset = pydicom.dcmread(io.BytesIO(content), stop_before_pixels=True, **options)
                found = find(dataset, dataset.file_meta, keywords, meta_keywords)
            times.append((time.thread_time_ns() - started) // repeats)
            values += found
        print(values, 0, *times, flush=True)


main()
