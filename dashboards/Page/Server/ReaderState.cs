using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Turns an address into the state of a dashboard.</summary>
internal static class ReaderState
{
    /// <summary>The state. Values stay text, as the address has them; the compiler reads them as their columns' types.</summary>
    /// <param name="board">The definition: what it does not have is left out.</param>
    /// <param name="address">What the reader chose.</param>
    /// <param name="now">What now() means.</param>
    /// <param name="user">The user when the address names none; null for the owner.</param>
    public static DashboardState Of(Board board, PageAddress address, DateTimeOffset now, string? user)
    {
        var reader = address.User ?? user;
        return new DashboardState
        {
            Now = now,
            RowLimit = TileBuilder.MostRows,
            Parameters = address.Parameters,
            Filters = address.Filters,
            Drills = [.. address.Drills.Where(drill => board.VisualOf(drill.VisualId) is not null)],
            Sorts =
            [
                .. address.Sorts.Select(sort => new SortChoice(sort.Key, sort.Value.Field, sort.Value.IsDescending)),
            ],
            Clicks =
            [
                .. address
                    .Clicks.Where(click => board.VisualOf(click.Key) is not null)
                    .Select(click => new DataPointClick(
                        click.Key,
                        click.Value.ToImmutableDictionary(
                            value => value.Key,
                            value => (object?)value.Value,
                            StringComparer.Ordinal
                        )
                    )),
            ],
            // Rules name users or groups; who is seen as may be either.
            Reader = reader is null ? null : new DashboardReader(reader, [reader]),
        };
    }
}
