using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Drill-downs that were saved with a visual: its hierarchies carry them as filters.</summary>
internal static class DrillDownFilters
{
    /// <summary>The conditions; one on a column that is not there is left out and noted.</summary>
    public static IEnumerable<BoundExpression> Of(Visual visual, Binder binder, CompileContext context)
    {
        foreach (var hierarchy in visual.Hierarchies)
        {
            foreach (var filter in hierarchy.Value.List("DrillDownFilters").Select(item => item.OnlyMember))
            {
                if (filter is not { } member)
                    continue;
                var name = member.Value["Column"].Text("ColumnName") ?? "";
                if (!binder.Knows(name))
                {
                    context.Note("filter", $"A saved drill-down on '{name}' is not applied: no such field.");
                    continue;
                }
                if (Condition(member, binder.BindField(name)) is { } condition)
                    yield return condition;
            }
        }
    }

    private static BoundExpression? Condition(JsonMember filter, BoundExpression column)
    {
        var json = filter.Value;
        switch (filter.Name)
        {
            case "NumericEqualityFilter" when json["Value"].AsNumber is { } number:
                return VisualFields.EqualTo(column, number);
            case "CategoryFilter":
                var values = json.List("CategoryValues").Select(value => value.AsText).OfType<string>();
                return Conditions.In(
                    TypeRules.As(column, FieldType.Text),
                    values.Select(value => new BoundConstant(value, FieldType.Text))
                );
            case "TimeRangeFilter"
                when Date(json["RangeMinimum"]) is { } from && Date(json["RangeMaximum"]) is { } until:
                var date = TypeRules.As(column, FieldType.DateTime);
                return Conditions.And(
                    Conditions.Compare(date, ">=", new BoundConstant(from, FieldType.DateTime)),
                    Conditions.Compare(date, "<=", new BoundConstant(until, FieldType.DateTime))
                );
            default:
                return null;
        }
    }

    /// <summary>A date as a definition has it: seconds since 1970, or text.</summary>
    private static DateTime? Date(JsonView json) =>
        json.AsNumber is { } seconds ? DateTime.UnixEpoch.AddSeconds(seconds)
        : json.AsText is { } text ? Dates.Read(text)
        : null;
}
