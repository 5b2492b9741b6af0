using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>Which files of a table hold one arrival date, and which are left over.</summary>
public static class DayFiles
{
    /// <summary>The paths below the lake that a reader must use, each row being in exactly one of them.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="arrivalDate">Which date.</param>
    /// <param name="fileNames">The bare names in the folder of table and date.</param>
    /// <param name="manifest">The date's manifest, read before the names were listed; null when it has none.</param>
    public static IEnumerable<string> Valid(
        LakeTable table,
        DateOnly arrivalDate,
        IEnumerable<string> fileNames,
        DayManifest? manifest
    ) =>
        Compacted(table, arrivalDate, manifest)
            .Concat(
                fileNames
                    .Where(name => Input(name) is { } input && !IsCovered(table, input, manifest))
                    .Select(name => $"{table.Name}/{LogSegment.PartitionName(arrivalDate)}/{name}")
            );

    /// <summary>The bare names that no reader uses any more and no compactor can make valid again.</summary>
    /// <remarks>A file of a later generation than the manifest's is of a compaction that has not ended, and stays.</remarks>
    public static IEnumerable<string> LeftOver(
        LakeTable table,
        DateOnly arrivalDate,
        IEnumerable<string> fileNames,
        DayManifest manifest
    )
    {
        var valid = Compacted(table, arrivalDate, manifest)
            .Select(path => path[(path.LastIndexOf('/') + 1)..])
            .ToHashSet();
        return fileNames.Where(name =>
            CompactedFile.GenerationOf(name) is var generation && generation > 0
                ? generation <= manifest.Generation && !valid.Contains(name)
                : Input(name) is { } input && IsCovered(table, input, manifest)
        );
    }

    /// <summary>The segment or run that an uncompacted file is made of, or null for any other file.</summary>
    public static string? Input(string fileName) =>
        fileName.EndsWith(LakeFile.ParquetSuffix, StringComparison.Ordinal) && CompactedFile.GenerationOf(fileName) == 0
            ? fileName[..^LakeFile.ParquetSuffix.Length]
            : null;

    /// <summary>Whether the rows of a segment or run are in a group of the manifest.</summary>
    public static bool IsCovered(LakeTable table, string input, DayManifest? manifest) =>
        manifest is not null
        && (LakeTables.OfRuns.Contains(table) ? manifest.HasRun(input) : manifest.HasSegment(input));

    private static IEnumerable<string> Compacted(LakeTable table, DateOnly arrivalDate, DayManifest? manifest) =>
        from compacted in manifest?.Groups ?? ImmutableArray<CompactedGroup>.Empty
        from entry in compacted.Tables
        where entry.Table == table.Name
        from part in Enumerable.Range(0, entry.Parts)
        select CompactedFile.Of(table, arrivalDate, compacted.Name, part);
}
