using System.Globalization;

namespace StudyLake.Events.Lake;

/// <summary>
/// The name of one segment of the event log, <c>log/dt=2026-10-01/&lt;name&gt;.ndjson.gz</c>. A folder's log names its
/// segments <c>000000000042-&lt;hash&gt;</c>; in a bucket a delivery stream or a batch of events gives the name.
/// </summary>
/// <param name="ArrivalDate">
/// Date in UTC under which the segment stands. In a folder that of every event in it, by
/// <see cref="StudyEvent.RecordedAt"/>; a delivery stream takes the arrival of the first record, and the events of the
/// minutes around midnight may stand one day off.
/// </param>
/// <param name="Name">The name without folder and suffix, which also names what is derived from the segment.</param>
public readonly record struct LogSegment(DateOnly ArrivalDate, string Name)
{
    /// <summary>The folder of the log below a lake.</summary>
    public const string Folder = "log";

    /// <summary>What a segment's name ends in.</summary>
    public const string Suffix = ".ndjson.gz";

    private const int SequenceDigits = 12;
    private const int MostCharacters = 200;

    /// <summary>The name of a segment in a folder.</summary>
    /// <param name="arrivalDate">Date in UTC of every event in it.</param>
    /// <param name="sequence">Rises by one with each segment of a lake, from 1.</param>
    /// <param name="hash">First 16 hexadecimal digits of the SHA-256 of its lines before compression.</param>
    public LogSegment(DateOnly arrivalDate, long sequence, string hash)
        : this(arrivalDate, string.Create(CultureInfo.InvariantCulture, $"{sequence:D12}-{hash}")) { }

    /// <summary>The place in the log of a folder, from 1; 0 for a segment of a log that has no sequence.</summary>
    public long Sequence =>
        Name.Length > SequenceDigits
        && Name[SequenceDigits] == '-'
        && long.TryParse(
            Name.AsSpan(0, SequenceDigits),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var sequence
        )
            ? sequence
            : 0;

    /// <summary>The path below the lake, with forward slashes.</summary>
    public string Path => $"{Folder}/{PartitionName(ArrivalDate)}/{Name}{Suffix}";

    /// <summary>The folder of one arrival date: <c>dt=YYYY-MM-DD</c>.</summary>
    public static string PartitionName(DateOnly arrivalDate) =>
        string.Create(CultureInfo.InvariantCulture, $"{LakeTable.Partition}={arrivalDate:yyyy-MM-dd}");

    /// <summary>Reads a path below the lake; false when it is not that of a segment.</summary>
    public static bool TryParse(string path, out LogSegment segment)
    {
        segment = default;
        var parts = path.Split('/');
        return parts.Length == 3 && parts[0] == Folder && TryParse(parts[1], parts[2], out segment);
    }

    /// <summary>Reads a file's name and the name of its folder; false when they are not those of a segment.</summary>
    /// <remarks>
    /// A name has at most 200 letters, digits, dots, dashes and underscores and begins with a letter or digit: query
    /// engines pass over files whose name begins with a dot or an underscore.
    /// </remarks>
    public static bool TryParse(string folderName, string fileName, out LogSegment segment)
    {
        segment = default;
        if (!TryParsePartition(folderName, out var date) || !fileName.EndsWith(Suffix, StringComparison.Ordinal))
            return false;
        var name = fileName[..^Suffix.Length];
        if (name.Length is 0 or > MostCharacters || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(IsAllowed))
            return false;
        segment = new LogSegment(date, name);
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

    private static bool IsAllowed(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
}
