using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>What to merge into one group: the new segments and runs of a day, and the groups to be written again with them.</summary>
/// <param name="Segments">New segments, sorted.</param>
/// <param name="Runs">New ingest runs, sorted.</param>
/// <param name="Groups">Groups to be merged with them.</param>
/// <param name="IsLast">False when new segments of the day are left for another step.</param>
internal sealed record CompactionPlan(
    ImmutableArray<string> Segments,
    ImmutableArray<string> Runs,
    ImmutableArray<CompactedGroup> Groups,
    bool IsLast
)
{
    /// <summary>Decides by what there is; null when the day is well as it is.</summary>
    /// <param name="day">The day.</param>
    /// <param name="eventCounts">Events of each of its new segments, in the order of <see cref="DayListing.NewSegments"/>.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="isAsked">Whether the day was named, so that any new segment is reason enough.</param>
    public static CompactionPlan? For(
        DayListing day,
        IReadOnlyList<long> eventCounts,
        CompactionOptions options,
        bool isAsked
    )
    {
        var (segments, runs) = (day.NewSegments(), day.NewRuns());
        var newEvents = eventCounts.Sum();
        var groups = (day.Manifest?.Groups ?? []).OrderBy(Events).ThenBy(group => group.Name, StringComparer.Ordinal);
        var least = groups.FirstOrDefault();
        var inputs = Math.Max(segments.Length, runs.Length);
        var isDue =
            inputs > 0
            && (
                isAsked
                || (
                    least is null
                        ? inputs >= options.FirstSegments
                        : inputs >= options.LateSegments || Events(least) <= options.RewriteFactor * newEvents
                )
            );
        if (!isDue)
            return null;
        var (taken, events) = (0, 0L);
        while (taken < segments.Length && (taken == 0 || events + eventCounts[taken] <= options.MostEvents))
            events += eventCounts[taken++];
        var merged = ImmutableArray.CreateBuilder<CompactedGroup>();
        foreach (var group in groups)
        {
            if (Events(group) > options.RewriteFactor * events || events + Events(group) > options.MostEvents)
                break;
            merged.Add(group);
            events += Events(group);
        }
        return new CompactionPlan(segments[..taken], runs, merged.ToImmutable(), taken == segments.Length);
    }

    /// <summary>The group to be made, its tables and sources being what the merged groups had left out before.</summary>
    public CompactedGroup Group(int generation)
    {
        ImmutableArray<string> segments = [.. Sorted(Segments.Concat(Groups.SelectMany(group => group.Segments)))];
        ImmutableArray<string> runs = [.. Sorted(Runs.Concat(Groups.SelectMany(group => group.Runs)))];
        return new CompactedGroup
        {
            Name = CompactedFile.GroupName(generation, segments, runs),
            Segments = segments,
            Runs = runs,
            Tables =
            [
                .. Groups
                    .SelectMany(group => group.Tables)
                    .GroupBy(table => table.Table)
                    .Select(same => new CompactedTable(
                        same.Key,
                        0,
                        0,
                        same.Sum(table => table.Duplicates),
                        same.Sum(table => table.Outdated)
                    )),
            ],
            Sources =
            [
                .. Groups
                    .SelectMany(group => group.Sources)
                    .GroupBy(source => source.Source)
                    .Select(same => new CompactedSource(
                        same.Key,
                        same.Sum(source => source.Events),
                        same.Sum(source => source.Dropped)
                    )),
            ],
        };
    }

    /// <summary>The files to read: those of the new inputs that are there, and those of the groups.</summary>
    public IEnumerable<(LakeTable Table, string Path)> Files(DayListing day)
    {
        var (segments, runs) = (Segments.ToHashSet(StringComparer.Ordinal), Runs.ToHashSet(StringComparer.Ordinal));
        foreach (var table in LakeTables.OfSegments.Concat(LakeTables.OfRuns))
        {
            var wanted = LakeTables.OfRuns.Contains(table) ? runs : segments;
            foreach (var name in day.Files(table))
            {
                if (DayFiles.Input(name) is { } input && wanted.Contains(input))
                    yield return (table, LakeFile.Of(table, day.ArrivalDate, input));
            }
            foreach (var group in Groups)
            {
                var parts = group.Tables.FirstOrDefault(entry => entry.Table == table.Name)?.Parts ?? 0;
                for (var part = 0; part < parts; part++)
                    yield return (table, CompactedFile.Of(table, day.ArrivalDate, group.Name, part));
            }
        }
    }

    private static long Events(CompactedGroup group) =>
        group.Tables.FirstOrDefault(table => table.Table == LakeTables.StudyEvents.Name)?.Rows ?? 0;

    private static IOrderedEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
