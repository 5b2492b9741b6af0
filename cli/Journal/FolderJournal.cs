using StudyLake.Cli.Log;
using StudyLake.Events;

namespace StudyLake.Cli.Journal;

/// <summary>
/// What the log says of each object of each folder: the revision that orders its changes, and the size and time by
/// which a change is noticed.
/// </summary>
/// <remarks>
/// The log is the truth and the journal a summary of it: a checkpoint on disk plus the segments that came after. There
/// is no second record that a crash could leave out of step with the log, and a lost checkpoint is rebuilt.
/// Not safe for use by several threads at once.
/// </remarks>
internal sealed class FolderJournal
{
    private readonly Dictionary<ObjectNumber, JournalEntry> _entries;
    private readonly List<string> _sources;

    private FolderJournal(Dictionary<ObjectNumber, JournalEntry> entries, List<string> sources)
    {
        _entries = entries;
        _sources = sources;
    }

    /// <summary>The names of the sources, by index.</summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>Every object, present or removed.</summary>
    public IReadOnlyDictionary<ObjectNumber, JournalEntry> Entries => _entries;

    /// <summary>Reads the checkpoint and the segments after it.</summary>
    public static FolderJournal Open(string lake, CancellationToken cancellationToken)
    {
        var checkpoint = JournalCheckpoint.TryRead(lake);
        // A checkpoint of a log that was lost or set back would pass its files for read for ever.
        if (checkpoint is not null && !File.Exists(Path.Combine(lake, checkpoint.LastSegment)))
            checkpoint = null;
        var journal = new FolderJournal(checkpoint?.Entries ?? [], checkpoint?.Sources ?? []);
        foreach (
            var segment in FolderEventLog.Segments(lake).Where(item => item.Sequence > (checkpoint?.Sequence ?? 0))
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var item in FolderEventLog.Read(lake, segment))
                journal.Apply(item);
        }
        return journal;
    }

    /// <summary>Writes a checkpoint that covers the log up to its last segment; none while the log is empty.</summary>
    public async Task SaveAsync(string lake, CancellationToken cancellationToken)
    {
        if (FolderEventLog.Segments(lake) is [.., var last])
            await JournalCheckpoint.WriteAsync(
                lake,
                new JournalCheckpoint(last.Sequence, last.Path, _sources, _entries),
                cancellationToken
            );
    }

    /// <summary>What is known of an object, or null.</summary>
    public JournalEntry? Find(ObjectNumber number) => _entries.TryGetValue(number, out var entry) ? entry : null;

    /// <summary>The index of a source, added when it is new.</summary>
    public int IndexOf(string source)
    {
        var index = _sources.IndexOf(source);
        if (index >= 0)
            return index;
        _sources.Add(source);
        return _sources.Count - 1;
    }

    /// <summary>Takes in an event that is in the log.</summary>
    /// <returns>Whether it is a change the journal did not know; false for a copy, such as of a re-extraction.</returns>
    public bool Apply(StudyEvent item)
    {
        var number = ObjectNumber.Parse(item.ObjectId);
        var revision = OrderKey.ToRevision(item.OrderKey);
        var reconciliation = OrderKey.SequenceOf(item.OrderKey) ?? JournalEntry.NotReconciled;
        var order = _entries.TryGetValue(number, out var known)
            ? (known.Revision, known.Reconciliation).CompareTo((revision, reconciliation))
            : -1;
        if (order > 0)
            return false;
        _entries[number] = new JournalEntry
        {
            Revision = revision,
            Reconciliation = reconciliation,
            Bytes = item.ObjectBytes ?? 0,
            ModifiedTicks = item.OccurredAt.Ticks,
            ReadTicks = item.RecordedAt.Ticks,
            Source = IndexOf(item.Source),
            IsPresent = item is not ObjectRemoved,
        };
        return order < 0;
    }
}
