using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Finds the arrival dates that compaction has to look at, by listing three folders of the whole lake.</summary>
/// <remarks>
/// <para>
/// A compacted date has one file a group in <see cref="Tables"/>, which hold few rows, and one manifest: so years of such
/// dates are a page of a listing each, and only dates that are otherwise are opened. These are dates with files of
/// segments or runs that no compaction has deleted yet, with more than one manifest, and with two groups of one
/// generation, of which one lost against another compactor.
/// </para>
/// <para>
/// Names a date too many at times, such as one with few late segments, and none too few, because clean-up deletes from
/// these tables last.
/// </para>
/// </remarks>
internal static class DueDates
{
    /// <summary>The tables that are looked at: one row each for a segment or run.</summary>
    public static readonly ImmutableArray<LakeTable> Tables = [LakeTables.TransformBatches, LakeTables.IngestRuns];

    /// <summary>The dates before one, in order, each with the number of its uncompacted segments and runs.</summary>
    public static async Task<ImmutableArray<(DateOnly ArrivalDate, int Inputs)>> BeforeAsync(
        DateOnly end,
        ILakeStore store,
        CompactionOptions options,
        CancellationToken cancellationToken
    )
    {
        var dates = new SortedDictionary<DateOnly, Found>();
        foreach (var folder in Tables.Select(table => table.Name).Append(DayManifest.Folder))
        {
            await foreach (var path in store.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (!LakeFile.TryParse(path, folder, out var date, out var name) || date >= end)
                    continue;
                if (!dates.TryGetValue(date, out var found))
                    dates.Add(date, found = new Found());
                found.Add(folder, name);
            }
        }
        return
        [
            .. dates
                .Where(date => date.Value.IsDue(options.FirstSegments))
                .Select(date => (date.Key, date.Value.Inputs)),
        ];
    }

    private sealed class Found
    {
        private readonly Dictionary<int, string> _groups = [];
        private int _manifests;
        private bool _isContested;

        public int Inputs { get; private set; }

        public void Add(string folder, string name)
        {
            if (folder == DayManifest.Folder)
                _manifests += DayManifest.GenerationOf(name) > 0 ? 1 : 0;
            else if (CompactedFile.GenerationOf(name) is var generation and > 0)
                _isContested |=
                    !_groups.TryAdd(generation, CompactedFile.GroupOf(name))
                    && _groups[generation] != CompactedFile.GroupOf(name);
            else if (DayFiles.Input(name) is not null)
                Inputs++;
        }

        public bool IsDue(int firstSegments) =>
            _manifests > 1 || _isContested || Inputs >= (_manifests == 0 ? firstSegments : 1);
    }
}
