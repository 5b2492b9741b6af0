using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Writes the text of an insight: its own narrative filled with its computations, or a sentence for each.</summary>
/// <param name="answers">The answers by the computations' names.</param>
internal sealed partial class Narrative(IReadOnlyDictionary<string, QueryRows> answers)
{
    /// <summary>The text.</summary>
    public ImmutableArray<RichNode> Write(Visual visual, Func<string, string?> parameters)
    {
        var markup = visual.Json["InsightConfiguration"]["CustomNarrative"].Text("Narrative");
        if (markup is not null)
            return new RichTextReader(parameters, Text, Holds).Read(markup);
        return
        [
            .. visual
                .Json["InsightConfiguration"]
                .List("Computations")
                .Select(item => item.OnlyMember)
                .OfType<JsonMember>()
                .Select(item => new RichNode { Kind = "block", Children = [new RichNode { Text = Sentence(item) }] }),
        ];
    }

    private string Sentence(JsonMember computation)
    {
        var name = computation.Value.Text("Name") ?? computation.Value.Text("ComputationId") ?? "";
        if (!answers.TryGetValue(name, out var rows) || rows.Rows.Length == 0)
            return $"{name}: no rows.";
        return computation.Name switch
        {
            "TotalAggregation" =>
                $"Total {Text($"{name}.metricField.name")} is {Text($"{name}.totalAggregate.formattedValue")}.",
            "PeriodOverPeriod" =>
                $"{Text($"{name}.metricField.name")} for {Text($"{name}.currentTimeValue.formattedValue")} changed by "
                    + $"{Text($"{name}.percentDifference.formattedValue")} ({Text($"{name}.absoluteDifference.formattedValue")}) from "
                    + $"{Text($"{name}.previousMetricValue.formattedValue")} to {Text($"{name}.currentMetricValue.formattedValue")}.",
            "TopBottomRanked" =>
                $"{(computation.Value.Text("Type") == "BOTTOM" ? "Bottom" : "Top")} {rows.Rows.Length} {Text($"{name}.categoryField.name")}: "
                    + string.Join(
                        ", ",
                        Enumerable
                            .Range(0, rows.Rows.Length)
                            .Select(i =>
                                $"{Text($"{name}.items[{i}].categoryValue.formattedValue")} with {Text($"{name}.items[{i}].metricValue.formattedValue")}"
                            )
                    )
                    + ".",
            "MaximumMinimum" =>
                $"{(computation.Value.Text("Type") == "MINIMUM" ? "Lowest" : "Highest")} {Text($"{name}.metricField.name")}: "
                    + $"{Text($"{name}.items[0].categoryValue.formattedValue")} with {Text($"{name}.items[0].metricValue.formattedValue")}.",
            _ =>
                $"{name}: {string.Join(", ", rows.Rows[0].Values.Select((value, i) => Written(value, rows.Query.Columns[i])))}.",
        };
    }

    /// <summary>The text of <c>Name.member.formattedValue</c>; a dash for what the computation does not have.</summary>
    public string Text(string expression)
    {
        var (value, column, text) = Find(expression);
        if (text is not null)
            return text;
        if (value is null || column is null)
            return "–";
        return expression.EndsWith("AbsoluteValue", StringComparison.Ordinal) && Numbers.Of(value) is { } number
            ? Written(Math.Abs(number), column)
            : Written(value, column);
    }

    private bool Holds(string condition)
    {
        var found = Condition().Match(condition);
        if (!found.Success)
            return false;
        var left = Numbers.Of(Find(found.Groups[1].Value).Value);
        var right = double.Parse(found.Groups[3].Value, CultureInfo.InvariantCulture);
        return found.Groups[2].Value switch
        {
            ">=" => left >= right,
            "<=" => left <= right,
            ">" => left > right,
            "<" => left < right,
            "!=" or "<>" => left is not null && left != right,
            _ => left == right,
        };
    }

    private (object? Value, VisualColumn? Column, string? Text) Find(string expression)
    {
        var path = expression.Split('.');
        if (path.Length < 2 || !answers.TryGetValue(path[0], out var rows) || rows.Rows.Length == 0)
            return (null, null, null);
        var columns = rows.Query.Columns;
        var metric = Last(columns, ColumnRole.Measure);
        var dimension = Last(columns, ColumnRole.Dimension);
        var now = rows.Rows[^1].Values;
        var before = rows.Rows.Length > 1 ? rows.Rows[^2].Values : default(ImmutableArray<object?>?);
        var item = Item().Match(path[1]);
        if (
            item.Success
            && int.Parse(item.Groups[1].Value, CultureInfo.InvariantCulture) is var index
            && index < rows.Rows.Length
            && path.Length > 2
        )
            return path[2] == "categoryValue"
                ? At(rows.Rows[index].Values, dimension)
                : At(rows.Rows[index].Values, metric);
        var current = metric < 0 ? null : Numbers.Of(now[metric]);
        var previous = metric < 0 || before is not { } old ? null : Numbers.Of(old[metric]);
        return path[1] switch
        {
            "metricField" => (null, null, metric < 0 ? null : columns[metric].Label),
            "timeField" or "categoryField" => (null, null, dimension < 0 ? null : columns[dimension].Label),
            "itemsCount" => (null, null, rows.Rows.Length.ToString(CultureInfo.InvariantCulture)),
            "totalAggregate" or "currentMetricValue" or "uniqueGroupValues" => At(now, metric),
            "previousMetricValue" => before is { } values ? At(values, metric) : (null, null, null),
            "currentTimeValue" => At(now, dimension),
            "previousTimeValue" => before is { } values ? At(values, dimension) : (null, null, null),
            "absoluteDifference" => (current - previous, metric < 0 ? null : columns[metric], null),
            "percentDifference" => Percent(current, previous, path[^1]),
            _ => (null, null, null),
        };

        (object?, VisualColumn?, string?) At(ImmutableArray<object?> row, int column) =>
            column < 0 ? (null, null, null) : (row[column], columns[column], null);
    }

    private static (object?, VisualColumn?, string?) Percent(double? current, double? previous, string form)
    {
        if (current is not { } now || previous is not { } before || before == 0)
            return (null, null, null);
        var share = (now - before) / Math.Abs(before);
        var shown = form.EndsWith("AbsoluteValue", StringComparison.Ordinal) ? Math.Abs(share) : share;
        return (share, null, form == "value" ? null : shown.ToString("0.0%", CultureInfo.InvariantCulture));
    }

    private static int Last(ImmutableArray<VisualColumn> columns, ColumnRole role)
    {
        for (var i = columns.Length - 1; i >= 0; i--)
        {
            if (columns[i].Role == role)
                return i;
        }
        return -1;
    }

    private static string Written(object? value, VisualColumn column) => PlainText.Of(value, column);

    [GeneratedRegex(@"^\s*([\w\[\].]+)\s*(>=|<=|<>|!=|=|==|>|<)\s*(-?[\d.]+)\s*$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^items\[(\d{1,4})\]$")]
    private static partial Regex Item();
}
