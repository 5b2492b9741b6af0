using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The names of a lake's files.</summary>
internal static class LakeFile
{
    /// <summary>What a table's file ends in.</summary>
    public const string ParquetSuffix = ".parquet";

    /// <summary>The folder of what could not be read.</summary>
    public const string QuarantineFolder = "quarantine";

    /// <summary>The folder of the accounts of ingest runs.</summary>
    public const string RunFolder = "runs";

    /// <summary>What an account of an ingest run ends in.</summary>
    public const string RunSuffix = ".json";

    /// <summary>The file of a table for one arrival date and input: <c>study_events/dt=2026-10-01/x.parquet</c>.</summary>
    public static string Of(LakeTable table, DateOnly arrivalDate, string input) =>
        $"{table.Name}/{LogSegment.PartitionName(arrivalDate)}/{input}{ParquetSuffix}";

    /// <summary>The file that keeps the unreadable lines of a segment.</summary>
    public static string QuarantinedLines(LogSegment segment) =>
        $"{QuarantineFolder}/{LogSegment.PartitionName(segment.ArrivalDate)}/{segment.Name}.ndjson";

    /// <summary>The copy of a segment that is unreadable as a whole.</summary>
    public static string QuarantinedSegment(LogSegment segment) =>
        $"{QuarantineFolder}/{LogSegment.PartitionName(segment.ArrivalDate)}/{segment.Name}{LogSegment.Suffix}";

    /// <summary>Parts <c>folder/dt=YYYY-MM-DD/file</c>; false for any other form.</summary>
    public static bool TryParse(string name, string folder, out DateOnly arrivalDate, out string fileName)
    {
        arrivalDate = default;
        fileName = "";
        var parts = name.Split('/');
        if (parts.Length != 3 || parts[0] != folder || !LogSegment.TryParsePartition(parts[1], out arrivalDate))
            return false;
        fileName = parts[2];
        return true;
    }
}
