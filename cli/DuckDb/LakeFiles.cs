using System.Collections.Immutable;
using StudyLake.Events.Lake;
using StudyLake.Transform.Compaction;

namespace StudyLake.Cli.DuckDb;

/// <summary>The Parquet files that hold a lake at one moment, each row being in exactly one of them.</summary>
/// <remarks>
/// Listed here and not by a pattern in SQL, so that a session sees one state of the lake and a half-written or
/// foreign file is never read: names that begin with a dot or underscore are left out, as Athena does. The manifests of
/// compaction are read before any name is listed: what is committed later changes nothing here, and what it replaces
/// stays for its grace.
/// </remarks>
internal sealed class LakeFiles
{
    private readonly string _lake;
    private readonly Dictionary<DateOnly, DayManifest> _manifests;

    private LakeFiles(string lake, Dictionary<DateOnly, DayManifest> manifests)
    {
        _lake = lake;
        _manifests = manifests;
    }

    /// <summary>Reads which files are valid.</summary>
    /// <param name="lake">Full path of the lake.</param>
    /// <exception cref="Transform.LakeFormatException">A manifest is damaged.</exception>
    public static LakeFiles Open(string lake)
    {
        var manifests = new Dictionary<DateOnly, DayManifest>();
        foreach (var (date, folder) in Days(Path.Combine(lake, DayManifest.Folder)))
        {
            if (Read(folder) is { } manifest)
                manifests[date] = manifest;
        }
        return new LakeFiles(lake, manifests);
    }

    /// <summary>Full paths under <c>&lt;lake&gt;/&lt;table&gt;/dt=YYYY-MM-DD/</c>, sorted.</summary>
    public ImmutableArray<string> Of(LakeTable table)
    {
        var days = Days(Path.Combine(_lake, table.Name)).ToDictionary(day => day.Date, day => day.Folder);
        return
        [
            .. days
                .Keys.Union(_manifests.Keys)
                .SelectMany(date =>
                    DayFiles.Valid(
                        table,
                        date,
                        days.TryGetValue(date, out var folder) ? Names(folder) : [],
                        _manifests.GetValueOrDefault(date)
                    )
                )
                .Select(path => Path.Combine(_lake, path.Replace('/', Path.DirectorySeparatorChar)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Of files of <c>study_events</c> the segments whose events each may hold.</summary>
    public ImmutableArray<EventFile> Events(ImmutableArray<string> paths)
    {
        var compacted = _manifests
            .SelectMany(day => day.Value.Groups, (day, group) => (Date: day.Key, Group: group))
            .SelectMany(
                found => found.Group.Tables.Where(entry => entry.Table == LakeTables.StudyEvents.Name),
                (found, entry) => (found.Date, found.Group, entry.Parts)
            )
            .SelectMany(
                found => Enumerable.Range(0, found.Parts),
                (found, part) =>
                    (
                        Path: CompactedFile.Of(LakeTables.StudyEvents, found.Date, found.Group.Name, part),
                        Segments: found.Group.Segments.Select(name => EventFile.SegmentOf(found.Date, name))
                    )
            )
            .ToDictionary(found => found.Path, found => found.Segments.ToImmutableArray(), StringComparer.Ordinal);
        return
        [
            .. paths.Select(path =>
            {
                var relative = Path.GetRelativePath(_lake, path).Replace(Path.DirectorySeparatorChar, '/');
                return new EventFile(
                    path,
                    compacted.TryGetValue(relative, out var segments) ? segments : [EventFile.SegmentOf(relative)]
                );
            }),
        ];
    }

    private static DayManifest? Read(string folder)
    {
        // The one that was just listed may have given way to the next, which is listed then.
        for (; ; )
        {
            if (
                Directory
                    .EnumerateFiles(folder)
                    .Where(path => DayManifest.GenerationOf(Path.GetFileName(path)) > 0)
                    .MaxBy(path => DayManifest.GenerationOf(Path.GetFileName(path)))
                is not { } newest
            )
                return null;
            try
            {
                return DayManifest.Parse(
                    $"{DayManifest.Folder}/{Path.GetFileName(folder)}/{Path.GetFileName(newest)}",
                    File.ReadAllBytes(newest)
                );
            }
            catch (FileNotFoundException) when (!File.Exists(newest))
            {
                // Compaction has deleted it after making the next.
            }
        }
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.parquet")
            .Select(path => Path.GetFileName(path))
            .Where(name => name[0] is not ('.' or '_'));

    private static IEnumerable<(DateOnly Date, string Folder)> Days(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (LogSegment.TryParsePartition(Path.GetFileName(path), out var date))
                yield return (date, path);
        }
    }
}
