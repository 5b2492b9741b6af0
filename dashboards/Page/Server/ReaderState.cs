using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Turns an address, which knows only text, into the state of a dashboard.</summary>
internal static class ReaderState
{
    /// <summary>The state. A click or drill on a visual that is not there, or with a value of another type, is left out.</summary>
    public static DashboardState Of(Board board, PageAddress address, DateTimeOffset now, string? user)
    {
        var reader = address.User ?? user;
        var plain = new DashboardState
        {
            Now = now,
            Parameters = address.Parameters,
            Filters = address.Filters,
            Reader = reader is null ? null : new DashboardReader(reader, []),
        };
        var state = plain with { Drills = [.. address.Drills.Select(drill => Drill(board, plain, drill)).OfType<DrillState>()] };
        return state with
        {
            Clicks = [.. address.Clicks.Select(click => Click(board, state, click.Key, click.Value)).OfType<DataPointClick>()],
        };
    }

    private static DataPointClick? Click(
        Board board,
        DashboardState state,
        string visual,
        ImmutableDictionary<string, string?> texts
    )
    {
        var columns = Columns(board, state, visual);
        var values = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var (field, text) in texts)
        {
            if (columns.FirstOrDefault(column => column.FieldId == field) is not { } column)
                return null;
            var value = text is null ? null : Read(text, column.Type);
            if (value is null && text is not null)
                return null;
            values[field] = value;
        }
        return new DataPointClick(visual, values.ToImmutable());
    }

    // Each value of the path has the type its field had at that level.
    private static DrillState? Drill(Board board, DashboardState plain, DrillState drill)
    {
        var path = ImmutableArray.CreateBuilder<object?>();
        foreach (var value in drill.Path)
        {
            var above = plain with { Drills = [drill with { Level = drill.Level - drill.Path.Length + path.Count, Path = path.ToImmutable() }] };
            var column = Columns(board, above, drill.VisualId).FirstOrDefault(one => one.FieldId == drill.FieldId);
            if (column is null)
                return null;
            path.Add(value is string text ? Read(text, column.Type) : null);
        }
        return drill with { Path = path.ToImmutable() };
    }

    private static ImmutableArray<VisualColumn> Columns(Board board, DashboardState state, string visual) =>
        board.VisualOf(visual) is { } found
        && board.Compiler.Compile(found.Sheet.Id, visual, state) is { Queries: [var query, ..] }
            ? query.Columns
            : [];

    private static object? Read(string text, FieldType type) =>
        type switch
        {
            FieldType.Integer => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            FieldType.Decimal => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Boolean => bool.TryParse(text, out var flag) ? flag : null,
            FieldType.DateTime => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
            _ => text,
        };
}
