#!/usr/bin/env python3
"""Writes quicksight.schema from the QuickSight service model that botocore carries.

usage: dashboards/Schema/generate.py [--check]     with --check nothing is written; exit code 1 when the file differs

Only facts are kept: names, types, limits, patterns and values, of the structures that a dashboard, analysis, template,
data set, theme, data source or refresh schedule can reach, in requests and in what the Describe calls answer.
"""

import gzip
import json
import pathlib
import re
import sys

import botocore

ROOTS = [
    "CreateAnalysisRequest",
    "CreateDashboardRequest",
    "CreateDataSetRequest",
    "CreateDataSourceRequest",
    "CreateRefreshScheduleRequest",
    "CreateTemplateRequest",
    "CreateThemeRequest",
    "DataSet",
    "DataSource",
    "DescribeAnalysisDefinitionResponse",
    "DescribeDashboardDefinitionResponse",
    "DescribeTemplateDefinitionResponse",
    "PutDataSetRefreshPropertiesRequest",
    "Theme",
]

# The model marks one union as such and tells the others in its text. These are unions that it does not tell of:
# each has one member for each kind of thing that it may be.
UNTOLD_UNIONS = {
    "ColumnHierarchy",
    "DataSourceParameters",
    "DatasetParameter",
    "DimensionField",
    "FieldSortOptions",
    "MeasureField",
    "PhysicalTable",
    "TransformOperation",
    "TransformStep",
}

# These are told to be unions, and dashboards in use have none or two of their members.
NO_UNIONS = {"AllSheetsFilterScopeConfiguration", "FilterOperationSelectedFieldsConfiguration"}


def load():
    folder = pathlib.Path(botocore.__file__).parent / "data" / "quicksight"
    file = sorted(folder.glob("*/service-2.json*"))[-1]
    opened = gzip.open(file) if file.suffix == ".gz" else open(file, "rb")
    with opened as stream:
        return json.load(stream)


def reachable(shapes):
    seen, open_names = set(), list(ROOTS)
    while open_names:
        name = open_names.pop()
        if name in seen:
            continue
        seen.add(name)
        shape = shapes[name]
        if shape["type"] == "structure":
            open_names += [member["shape"] for member in shape["members"].values()]
        elif shape["type"] == "list":
            open_names.append(shape["member"]["shape"])
        elif shape["type"] == "map":
            open_names += [shape["key"]["shape"], shape["value"]["shape"]]
    return sorted(seen)


def is_union(name, shape):
    if name in NO_UNIONS:
        return False
    told = re.sub("<[^>]+>", "", shape.get("documentation", "")).lower()
    return name in UNTOLD_UNIONS or shape.get("union", False) or "union type" in told


def limits(shape):
    low, high = shape.get("min"), shape.get("max")
    return "" if low is None and high is None else f" {'' if low is None else low}..{'' if high is None else high}"


def lines(model):
    shapes = model["shapes"]
    yield "# The QuickSight API as facts: botocore " + botocore.__version__ + ", API version " + model["metadata"][
        "apiVersion"
    ] + "."
    yield "# Written by generate.py from botocore's service model (Apache-2.0, see NOTICE); do not edit."
    for name in reachable(shapes):
        shape = shapes[name]
        kind = shape["type"]
        if kind == "structure":
            yield f"{'union' if is_union(name, shape) else 'structure'} {name}"
            for member, target in shape["members"].items():
                required = "!" if member in shape.get("required", []) else ""
                yield f" {member}{required} {target['shape']}"
        elif kind == "list":
            yield f"list {name} {shape['member']['shape']}{limits(shape)}"
        elif kind == "map":
            yield f"map {name} {shape['key']['shape']} {shape['value']['shape']}{limits(shape)}"
        elif "enum" in shape:
            yield f"enum {name} {'|'.join(shape['enum'])}"
        elif "pattern" in shape:
            yield f"{kind} {name}{limits(shape)} /{shape['pattern']}"
        else:
            yield f"{kind} {name}{limits(shape)}"


def main():
    file = pathlib.Path(__file__).with_name("quicksight.schema")
    text = "\n".join(lines(load())) + "\n"
    if "--check" not in sys.argv:
        file.write_text(text, encoding="utf-8")
        return 0
    if file.read_text(encoding="utf-8") == text:
        return 0
    print(f"Expected {file.name} as this botocore ({botocore.__version__}) gives it, found another; run generate.py.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
