using System.Globalization;

namespace StudyLake.Events.Lake;

/// <summary>
/// The name of one segment of the event log on a folder: <c>log/dt=2026-10-01/000000000042-&lt;hash&gt;.ndjson.gz</c>.
/// </summary>
/// <param name="ArrivalDate">Date in UTC of every event in it, by <see cref="StudyEvent.RecordedAt"/>.</param>
/// <param name="Sequence">Rises by one with each segment of a lake, from 1.</param>
/// <param name="Hash">First 16 hexadecimal digits of the SHA-256 of its lines before compression.</param>
public readonly record struct LogSegment(DateOnly ArrivalDate, long Sequence, string Hash)
{
    /// <summary>The folder of the log below a lake.</summary>
    public const string Folder = "log";

    /// <summary>What a segment's name ends in.</summary>
    public const string Suffix = ".ndjson.gz";

    /// <summary>The name without folder and suffix, which also names what is derived from it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Sequence:D12}-{Hash}");

    /// <summary>The path below the lake, with forward slashes.</summary>
    public string Path => $"{Folder}/{PartitionName(ArrivalDate)}/{Name}{Suffix}";

    /// <summary>The folder of one arrival date: <c>dt=YYYY-MM-DD</c>.</summary>
    public static string PartitionName(DateOnly arrivalDate) =>
        string.Create(CultureInfo.InvariantCulture, $"{LakeTable.Partition}={arrivalDate:yyyy-MM-dd}");

    /// <summary>Reads a file's name and the name of its folder; false when they are not those of a segment.</summary>
    public static bool TryParse(string folderName, string fileName, out LogSegment segment)
    {
        segment = default;
        if (!TryParsePartition(folderName, out var date) || !fileName.EndsWith(Suffix, StringComparison.Ordinal))
            return false;
        var name = fileName.AsSpan(0, fileName.Length - Suffix.Length);
        var dash = name.IndexOf('-');
        if (
            dash != 12
            || !long.TryParse(name[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        )
            return false;
        segment = new LogSegment(date, sequence, name[(dash + 1)..].ToString());
        return true;
    }

    /// <summary>Reads <c>dt=YYYY-MM-DD</c>.</summary>
    public static bool TryParsePartition(string folderName, out DateOnly arrivalDate)
    {
        arrivalDate = default;
        return folderName.StartsWith("dt=", StringComparison.Ordinal)
            && DateOnly.TryParseExact(
                folderName.AsSpan(3),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out arrivalDate
            );
    }
}
