using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What clicks on data points do to other visuals of a sheet, by the FilterOperation of their actions.</summary>
internal static class ClickConditions
{
    /// <summary>The filters that a click on a visual makes: which fields, and for which visuals.</summary>
    public static IEnumerable<(ImmutableArray<VisualField> Fields, ImmutableArray<string> Targets)> Operations(
        Sheet sheet,
        Visual source
    )
    {
        foreach (var action in source.Actions)
        {
            if (action.Text("Status") == "DISABLED" || action.Text("Trigger") != "DATA_POINT_CLICK")
                continue;
            foreach (var operation in action.List("ActionOperations").Select(item => item["FilterOperation"]))
            {
                if (!operation.Exists)
                    continue;
                var targets = operation["TargetVisualsConfiguration"]["SameSheetTargetVisualConfiguration"];
                var listed = targets.List("TargetVisuals").Select(id => id.AsText).OfType<string>();
                var all = sheet.Visuals.Select(visual => visual.Id).Where(id => id != source.Id);
                yield return (
                    Fields(source, operation["SelectedFieldsConfiguration"]),
                    [
                        .. targets.Text("TargetVisualOptions") == "ALL_VISUALS"
                            ? all
                            : listed.Where(id => id != source.Id),
                    ]
                );
            }
        }
    }

    private static ImmutableArray<VisualField> Fields(Visual source, JsonView selected)
    {
        var dimensions = source.Fields.Where(field => field.IsDimension || field.Kind == VisualFieldKind.Unaggregated);
        var ids = selected.List("SelectedFields").Select(id => id.AsText).ToHashSet();
        var columns = selected.List("SelectedColumns").Select(column => column.Text("ColumnName")).ToHashSet();
        return selected.Text("SelectedFieldOptions") == "ALL_FIELDS" || (ids.Count == 0 && columns.Count == 0)
            ? [.. dimensions]
            : [.. dimensions.Where(field => ids.Contains(field.Id) || columns.Contains(field.Column?.Name))];
    }

    /// <summary>The conditions that the present clicks make for a visual.</summary>
    public static IEnumerable<BoundExpression> For(
        Definition definition,
        Sheet sheet,
        Visual target,
        string dataSet,
        Binder binder,
        DashboardState state,
        CompileContext context
    )
    {
        foreach (var click in state.Clicks.Where(click => click.VisualId != target.Id))
        {
            if (sheet.Visuals.FirstOrDefault(visual => visual.Id == click.VisualId) is not { } source)
                continue;
            var fields = Operations(sheet, source)
                .Where(operation => operation.Targets.Contains(target.Id))
                .SelectMany(operation => operation.Fields)
                .DistinctBy(field => field.Id);
            // The source's own drill says what its values mean.
            var reader = new VisualFields(definition, source, binder, state, context);
            foreach (var field in fields)
            {
                if (!click.Values.TryGetValue(field.Id, out var value) || field.Column is not { } column)
                    continue;
                if (column.DataSet != dataSet && !binder.Knows(column.Name))
                    continue;
                var dimension = field.IsDimension ? reader.Dimension(field) : reader.Plain(field).Dimension;
                if (dimension is not null)
                    yield return VisualFields.EqualTo(dimension.Value, value);
            }
        }
    }
}
