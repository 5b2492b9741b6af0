"""What the golden log of schema version 1 says, column by column, by Python's own gzip and json.

usage: python3 tests/Data/log-v1/expected.py > tests/Data/log-v1/expected.tsv

Made once, when the segments were added; both are kept for ever. One line for each table and column that has a value:
table, column, number of values, and the SHA-256 over the sorted values, each ended by a line feed. Numbers stand as the
16 hexadecimal digits of their double, instants as milliseconds since 1970 in the same form.
"""

import collections
import datetime
import glob
import gzip
import hashlib
import json
import os
import struct

IDENTITY = ["source", "object_id", "version_id", "order_key"]
RENAMED = {"reason": "rejection_reason", "cause": "removal_cause"}
found = collections.defaultdict(list)


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return struct.pack(">d", value).hex()
    return value


def instant(value):
    whole, _, fraction = value.rstrip("Z").partition(".")
    seconds = datetime.datetime.fromisoformat(whole + "+00:00").timestamp()
    return int(seconds) * 1000 + int((fraction + "000")[:3])


def add(table, row):
    for column, value in row.items():
        if value is not None and value != "":
            found[table, column].append(text(value))


for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "dt=*", "*.gz"))):
    for line in gzip.open(path, "rt", encoding="utf-8"):
        event = json.loads(line)
        assert event["schema_version"] == 1
        identity = {name: event.get(name) for name in IDENTITY}
        reading = identity | {
            "extractor_version": event["extractor_version"],
            "recorded_at": instant(event["recorded_at"]),
        }
        row = {RENAMED.get(name, name): value for name, value in event.items() if not isinstance(value, (dict, list))}
        row |= reading | {"occurred_at": instant(event["occurred_at"])}
        row |= {"field_error_count": len(event.get("field_errors", []))}
        row |= event.get("attributes", {})
        del row["event_id"], row["schema_version"]
        add("study_events", row)
        if event.get("text"):
            add("study_text", reading | event["text"])
        for number, issue in enumerate(event.get("field_errors", []), 1):
            issue = {"issue_number": number, "issue_code": issue["code"], "keyword": issue.get("keyword")}
            add("field_issues", reading | issue)

for (table, column), values in sorted(found.items()):
    digest = hashlib.sha256("".join(value + "\n" for value in sorted(values)).encode()).hexdigest()
    print(table, column, len(values), digest, sep="\t")
