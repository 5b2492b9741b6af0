using StudyLake.Events;

namespace StudyLake.Tests.Simulation;

/// <summary>What must be true when all is quiet.</summary>
internal sealed partial class World
{
    /// <summary>What a reader of the bucket finds: of each key that has one, its value or why it cannot be used.</summary>
    public IEnumerable<string> Truth()
    {
        for (var key = 0; key < SimBucket.Keys; key++)
        {
            if (Bucket.Current(key) is { } version)
                yield return $"{ObjectIds[key]} {Text(version)}";
        }
    }

    /// <summary>What the lake says is there.</summary>
    public IEnumerable<string> Found() => Components.Fold(Lake.Rows).Select(item => $"{item.ObjectId} {Text(item)}");

    /// <summary>The versions of the bucket, the log and the lake, for whoever looks for the mistake.</summary>
    private string Describe()
    {
        var keys = Enumerable.Range(0, SimBucket.Keys).ToDictionary(key => ObjectIds[key], key => "abcd"[key]);
        var versions = Enumerable
            .Range(0, SimBucket.Keys)
            .SelectMany(key => Bucket.Versions(key).Select(version => $"bucket {"abcd"[key]} {version}"));
        var log = Log.Segments.SelectMany(segment =>
            segment.Events.Select(item =>
                $"log {segment.Name}{(segment.IsCorrupt ? " corrupt" : segment.WasCorrupt ? " was corrupt" : "")} {Row(item)}"
            )
        );
        var lake = Lake.Rows.Select(item => $"lake {Row(item)}");
        var files = Lake.FileNames.Select(name => $"file {name}");
        return string.Join('\n', versions.Concat(log).Concat(lake).Concat(files));

        string Row(StudyEvent item) =>
            $"{keys[item.ObjectId]} {item.VersionId} {item.OrderKey} {item.EventType} {Text(item)} x{item.ExtractorVersion} {item.RecordedAt:s}";
    }

    private bool IsRight() =>
        Found().Order(StringComparer.Ordinal).SequenceEqual(Truth().Order(StringComparer.Ordinal));

    private void Check()
    {
        if (!IsRight())
            throw new Violation(
                $"the fold says {string.Join("; ", Found().Order(StringComparer.Ordinal))} "
                    + $"and the bucket holds {string.Join("; ", Truth().Order(StringComparer.Ordinal))}"
            );
        var rows = Lake.Rows.ToList();
        foreach (var row in rows)
        {
            if (SimContent.ValueOf(row) is { } value && row is not ObjectRejected { Reason: RejectionReason.Archived })
            {
                if (row.Etag != SimContent.EtagOf(value))
                    throw new Violation($"the event of {row.Etag} carries the data of {value}");
            }
        }
        var captured = rows.OfType<InstanceStored>().Select(row => row.EventId).ToHashSet();
        var logged = Log.Segments.Where(segment => !segment.IsCorrupt).SelectMany(segment => segment.Events).ToList();
        if (logged.OfType<InstanceStored>().FirstOrDefault(item => !captured.Contains(item.EventId)) is { } lost)
            throw new Violation($"captured, and lost in the lake: {lost.OrderKey}");
        var ids = rows.Select(row => row.EventId).ToHashSet();
        if (logged.FirstOrDefault(item => !ids.Contains(item.EventId)) is { } dropped)
            throw new Violation($"logged, and neither in the lake nor in quarantine: {dropped.OrderKey}");
        if (
            !Log.Segments.Exists(segment => segment.IsCorrupt)
            && !Components
                .Fold(logged)
                .Select(Text)
                .Order(StringComparer.Ordinal)
                .SequenceEqual(Components.Fold(rows).Select(Text).Order(StringComparer.Ordinal))
        )
            throw new Violation("a replay of the log gives another result than the lake");
        CheckReports(rows);
    }

    // Twice, dying at will in between: one whole report with the right numbers all the same.
    private void CheckReports(List<StudyEvent> rows)
    {
        var counts = Components
            .Fold(rows)
            .Select(item => SimContent.ValueOf(item) ?? -1)
            .GroupBy(value => value)
            .ToDictionary(group => group.Key, group => group.Count());
        var reports = new SimReports(this);
        string? written = null;
        _isCalm = false;
        while (written is null)
        {
            Faults.Add(Fault.ReportRunTwice);
            Survive(() => written = reports.Write(counts));
        }
        Survive(() => reports.Write(counts));
        if (
            reports.Count != 1
            || !reports.Read(written).OrderBy(pair => pair.Key).SequenceEqual(counts.OrderBy(pair => pair.Key))
        )
            throw new Violation("a report that was run twice is not one whole report");
    }

    private static string Text(SimVersion version) =>
        version.IsArchived ? nameof(RejectionReason.Archived) : $"{version.Value}";

    private static string Text(StudyEvent item) =>
        item switch
        {
            ObjectRejected { Reason: RejectionReason.Archived } => nameof(RejectionReason.Archived),
            ObjectSuperseded => "pending",
            _ => $"{SimContent.ValueOf(item)}",
        };
}
