using System.Text.Json.Nodes;

namespace StudyLake.Tests.Dashboards.Linting;

/// <summary>One fault each, put into the dashboard without fault.</summary>
/// <remarks>s01 to s08 and x01 to x20 are faults that other checkers were tried with too; the rest follow the rules.</remarks>
internal static class Mutants
{
    private const string Sheet = "Definition/Sheets/0/";
    private const string Elements = Sheet + "Layouts/0/Configuration/GridLayout/Elements/";
    private const string Bar = Sheet + "Visuals/1/BarChartVisual/";
    private const string Line = Sheet + "Visuals/0/LineChartVisual/";
    private const string LineValues = Line + "ChartConfiguration/FieldWells/LineChartAggregatedFieldWells/";
    private const string Site =
        Bar + "ChartConfiguration/FieldWells/BarChartAggregatedFieldWells/Category/0/CategoricalDimensionField/";

    /// <summary>Name, code that must be found and no other, and the change.</summary>
    public static IReadOnlyList<(string Name, string Code, Action<SmallDashboard> Change)> All { get; } =
    [.. Schema(), .. References(), .. Expressions(), .. Layout(), .. Further()];

    private static IEnumerable<(string Name, string Code, Action<SmallDashboard> Change)> Schema() =>
        [
            ("s01 unknown member", "QS001", m => m.Object(Bar + "ChartConfiguration")["Orientatoin"] = "VERTICAL"),
            ("s02 value not in enum", "QS002", m => m.Object(Bar + "ChartConfiguration")["Orientation"] = "UPWARDS"),
            ("s03 required member missing", "QS003", m => m.Object("Definition/FilterGroups/1").Remove("CrossDataset")),
            ("s04 wrong type", "QS004", m => m.Object(Elements + "0")["RowSpan"] = "10"),
            ("s05 id pattern", "QS005", m => m.Object("Definition/FilterGroups/1")["FilterGroupId"] = "recent days"),
            ("s06 22 sheets", "QS006", TwentyTwoSheets),
            (
                "s07 union with two members",
                "QS007",
                m =>
                    m.Object(Sheet + "FilterControls/0")["List"] = JsonNode.Parse(
                        """{ "FilterControlId": "other", "SourceFilterId": "recent", "Title": "Days" }"""
                    )
            ),
            (
                "s08 colour pattern",
                "QS008",
                m => m.Object(Bar + "ChartConfiguration/VisualPalette")["ChartColor"] = "#1f77b4"
            ),
        ];

    private static IEnumerable<(string Name, string Code, Action<SmallDashboard> Change)> References() =>
        [
            ("x01 column not in data set", "QS111", m => m.Object(Site + "Column")["ColumnName"] = "Institution"),
            ("x02 data set not declared", "QS110", m => m.Object(Site + "Column")["DataSetIdentifier"] = "exam"),
            (
                "x03 ARN names no data set",
                "QS112",
                m =>
                    m.Object("Definition/DataSetIdentifierDeclarations/0")["DataSetArn"] =
                        "arn:aws:quicksight:eu-central-1:111122223333:dataset/exam"
            ),
            (
                "x04 field id in sort not in wells",
                "QS150",
                m =>
                    m.Object(Bar + "ChartConfiguration/SortConfiguration/CategorySort/0/FieldSort")["FieldId"] =
                        "per-day"
            ),
            (
                "x13 scope names a visual not on the sheet",
                "QS161",
                m => Scope(m)["VisualIds"]?.AsArray().Add("by-week")
            ),
            (
                "x14 control names an undeclared parameter",
                "QS120",
                m =>
                    m.List(Sheet + "ParameterControls")
                        .Add(
                            JsonNode.Parse(
                                """{ "Dropdown": { "ParameterControlId": "site", "SourceParameterName": "Site", "Title": "Site" } }"""
                            )
                        )
            ),
            (
                "x15 filter names an undeclared parameter",
                "QS120",
                m => m.Object("Definition/FilterGroups/1/Filters/0/RelativeDatesFilter")["ParameterName"] = "Days"
            ),
            (
                "x19 parameter filters and nothing sets it",
                "QS162",
                m => m.List(Sheet + "ParameterControls").RemoveAt(0)
            ),
        ];

    private static IEnumerable<(string Name, string Code, Action<SmallDashboard> Change)> Expressions() =>
        [
            ("x05 syntax", "QS130", m => Field(m, 2, "({lag_s} / 60")),
            ("x06 unknown function", "QS131", m => Field(m, 2, "rounded({lag_s} / 60)")),
            ("x07 unknown column", "QS131", m => Field(m, 2, "{lag} / 60")),
            ("x08 aggregated and row values mixed", "QS132", m => Field(m, 0, "sum({instances}) / {exams}")),
            (
                "x09 aggregation of an aggregated field",
                "QS152",
                m =>
                    m.Object(
                        Bar
                            + "ChartConfiguration/FieldWells/BarChartAggregatedFieldWells/Values/0/NumericalMeasureField"
                    )["AggregationFunction"] = JsonNode.Parse("""{ "SimpleNumericalAggregation": "SUM" }""")
            ),
            ("x10 date as category", "QS153", m => m.Object(Site + "Column")["ColumnName"] = "exam_date"),
            ("x16 colours and several values", "QS151", ColorsBesideValues),
            (
                "x20 circular field",
                "QS133",
                m => Field(m, 1, "{ct_exams_once} * 2", ("ct_exams_once", "{ct_exams} / 2"))
            ),
        ];

    private static IEnumerable<(string Name, string Code, Action<SmallDashboard> Change)> Layout() =>
        [
            ("x11 visual id twice", "QS140", VisualTwice),
            ("x12 element does not exist", "QS141", m => Place(m, "by-week", 0, 20)),
            ("x17 past column 36", "QS143", m => m.Object(Elements + "1")["ColumnSpan"] = 19),
            ("x18 overlap", "QS144", m => m.Object(Elements + "2")["RowIndex"] = 9),
        ];

    private static IEnumerable<(string Name, string Code, Action<SmallDashboard> Change)> Further() =>
        [
            (
                "data set declared twice",
                "QS101",
                m =>
                    m.List("Definition/DataSetIdentifierDeclarations")
                        .Add(m.At("Definition/DataSetIdentifierDeclarations/0").DeepClone())
            ),
            (
                "calculated field declared twice",
                "QS102",
                m => m.List("Definition/CalculatedFields").Add(m.At("Definition/CalculatedFields/2").DeepClone())
            ),
            ("one formula twice", "QS103", m => Field(m, 2, "{lag_s}", ("again", "sum({instances})/sum({exams})"))),
            (
                "projected column that is not there",
                "QS113",
                m =>
                    SmallDashboard
                        .At(m.DataSet, "LogicalTableMap/exams/DataTransforms/1/ProjectOperation/ProjectedColumns")
                        .AsArray()
                        .Add("dose")
            ),
            ("export of a broken column", "QS111", m => m.Object(Site + "Column")["ColumnName"] = "MissingColumnId_1"),
            (
                "export of a broken data set",
                "QS110",
                m => m.Object(Site + "Column")["DataSetIdentifier"] = "MissingDataSetId_1"
            ),
            ("expression with an undeclared parameter", "QS120", m => Field(m, 2, "{lag_s} / ${Unit}")),
            (
                "title with an undeclared parameter",
                "QS120",
                m => m.Object(Sheet + "TextBoxes/0")["Content"] = "<text-box><parameter>${Site}</parameter></text-box>"
            ),
            (
                "control of an unknown filter",
                "QS121",
                m => m.Object(Sheet + "FilterControls/0/RelativeDateTime")["SourceFilterId"] = "recently"
            ),
            (
                "date parameter without default",
                "QS122",
                m => m.Object("Definition/ParameterDeclarations/1/DateTimeParameterDeclaration").Remove("DefaultValues")
            ),
            (
                "date that is not ISO",
                "QS123",
                m =>
                    m.List(
                        "Definition/ParameterDeclarations/1/DateTimeParameterDeclaration/DefaultValues/StaticValues"
                    )[0] = "2026/01/01"
            ),
            ("action sets a rolling date", "QS124", SetsRollingDate),
            ("link sets a data set parameter", "QS125", LinkSetsDataSetParameter),
            (
                "value beside THIS",
                "QS126",
                m => m.Object("Definition/FilterGroups/1/Filters/0/RelativeDatesFilter")["RelativeDateType"] = "THIS"
            ),
            ("rows and aggregates in one group", "QS127", AggregatedFilterBesideRows),
            ("cascade from an unknown control", "QS128", CascadeFromNowhere),
            (
                "data set calculates from an unknown column",
                "QS131",
                m =>
                    SmallDashboard
                        .At(m.DataSet, "LogicalTableMap/exams/DataTransforms/0/CreateColumnsOperation/Columns/0")
                        .AsObject()["Expression"] = "ifelse({images} > 500, 'large', 'small')"
            ),
            ("wrong number of arguments", "QS134", m => Field(m, 2, "ifelse({lag_s} > 60, 1, {lag_s} > 30, 2)")),
            ("visual not placed", "QS142", m => m.List(Elements.TrimEnd('/')).RemoveAt(2)),
            ("sheet name of one letter", "QS145", m => m.Object(Sheet.TrimEnd('/'))["Name"] = "A"),
            (
                "filter group declared twice",
                "QS146",
                m => m.Object("Definition/FilterGroups/1")["FilterGroupId"] = "by-modality"
            ),
            (
                "KPI options in part",
                "QS154",
                m =>
                    m.Object(Sheet + "Visuals/2/KPIVisual/ChartConfiguration")["KPIOptions"] = JsonNode.Parse(
                        """{ "Sparkline": { "Type": "LINE" } }"""
                    )
            ),
            (
                "axis label without target",
                "QS155",
                m => m.Object(Bar + "ChartConfiguration/ValueLabelOptions/AxisLabelOptions/0").Remove("ApplyTo")
            ),
            (
                "break in a list item",
                "QS156",
                m =>
                    m.Object(Sheet + "Visuals/2/KPIVisual/Title/FormatText")["RichText"] =
                        "<visual-title><ul><li>Exams<br/>today</li></ul></visual-title>"
            ),
            ("scope names an unknown sheet", "QS160", m => Scope(m)["SheetId"] = "volume"),
            (
                "action targets an unknown visual",
                "QS163",
                m =>
                    m.List(
                            Bar
                                + "Actions/0/ActionOperations/0/FilterOperation/TargetVisualsConfiguration/SameSheetTargetVisualConfiguration/TargetVisuals"
                        )
                        .Add("by-week")
            ),
        ];

    private static void TwentyTwoSheets(SmallDashboard m)
    {
        for (var number = 2; number <= 22; number++)
            m.List("Definition/Sheets")
                .Add(new JsonObject { ["Name"] = $"Sheet {number}", ["SheetId"] = $"sheet-{number}" });
    }

    private static JsonObject Scope(SmallDashboard m) =>
        m.Object("Definition/FilterGroups/0/ScopeConfiguration/SelectedSheets/SheetVisualScopingConfigurations/0");

    private static void Field(
        SmallDashboard m,
        int index,
        string expression,
        params (string Name, string Expression)[] more
    )
    {
        m.Object($"Definition/CalculatedFields/{index}")["Expression"] = expression;
        foreach (var (name, text) in more)
            m.List("Definition/CalculatedFields")
                .Add(
                    new JsonObject
                    {
                        ["DataSetIdentifier"] = "exams",
                        ["Expression"] = text,
                        ["Name"] = name,
                    }
                );
    }

    private static void Place(SmallDashboard m, string id, int column, int row) =>
        m.List(Elements.TrimEnd('/'))
            .Add(
                new JsonObject
                {
                    ["ColumnIndex"] = column,
                    ["ColumnSpan"] = 6,
                    ["ElementId"] = id,
                    ["ElementType"] = "VISUAL",
                    ["RowIndex"] = row,
                    ["RowSpan"] = 4,
                }
            );

    private static void VisualTwice(SmallDashboard m) =>
        m.List(Sheet + "Visuals").Add(m.At(Sheet + "Visuals/2").DeepClone());

    private static void ColorsBesideValues(SmallDashboard m)
    {
        var site = m.At(Site.TrimEnd('/')).DeepClone();
        m.Object(LineValues.TrimEnd('/'))["Colors"] = new JsonArray(
            new JsonObject { ["CategoricalDimensionField"] = site }
        );
    }

    private static void SetsRollingDate(SmallDashboard m) =>
        m.List(Bar + "Actions/0/ActionOperations")
            .Add(
                JsonNode.Parse(
                    """
                    { "SetParametersOperation": { "ParameterValueConfigurations": [ {
                        "DestinationParameterName": "From",
                        "Value": { "CustomValuesConfiguration": { "CustomValues": {
                            "DateTimeValues": ["truncDate('MM', now())"] } } } } ] } }
                    """
                )
            );

    private static void LinkSetsDataSetParameter(SmallDashboard m)
    {
        m.Object("Definition/ParameterDeclarations/0/StringParameterDeclaration")["MappedDataSetParameters"] =
            JsonNode.Parse("""[ { "DataSetIdentifier": "exams", "DataSetParameterName": "modality" } ]""");
        m.List(Bar + "Actions/0/ActionOperations")
            .Add(
                JsonNode.Parse(
                    """{ "URLOperation": { "URLTarget": "NEW_TAB", "URLTemplate": "https://example.org/d#p.Modality=CT" } }"""
                )
            );
    }

    private static void AggregatedFilterBesideRows(SmallDashboard m) =>
        m.List("Definition/FilterGroups/0/Filters")
            .Add(
                JsonNode.Parse(
                    """
                    { "NumericEqualityFilter": { "FilterId": "busy", "MatchOperator": "EQUALS", "NullOption": "ALL_VALUES",
                        "AggregationFunction": { "NumericalAggregationFunction": { "SimpleNumericalAggregation": "SUM" } },
                        "Column": { "DataSetIdentifier": "exams", "ColumnName": "exams" }, "Value": 10 } }
                    """
                )
            );

    private static void CascadeFromNowhere(SmallDashboard m) =>
        m.Object(Sheet + "ParameterControls/0/Dropdown")["CascadingControlConfiguration"] = JsonNode.Parse(
            """
            { "SourceControls": [ { "SourceSheetControlId": "site-control",
                "ColumnToMatch": { "DataSetIdentifier": "exams", "ColumnName": "institution" } } ] }
            """
        );
}
