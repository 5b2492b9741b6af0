using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The rows of the three tables that events are turned into.</summary>
internal sealed class EventTables
{
    private readonly IdentityCopy _toTexts;
    private readonly IdentityCopy _toIssues;

    /// <summary>Makes empty ones. The identity of an event is kept once for all three.</summary>
    public EventTables()
    {
        Events = new TableBuffer(LakeTables.StudyEvents);
        Texts = new TableBuffer(LakeTables.StudyText, Events);
        Issues = new TableBuffer(LakeTables.FieldIssues, Events);
        _toTexts = new IdentityCopy(Events, Texts);
        _toIssues = new IdentityCopy(Events, Issues);
    }

    /// <summary><c>study_events</c>.</summary>
    public TableBuffer Events { get; }

    /// <summary><c>study_text</c>.</summary>
    public TableBuffer Texts { get; }

    /// <summary><c>field_issues</c>.</summary>
    public TableBuffer Issues { get; }

    /// <summary><c>requeues</c>.</summary>
    public TableBuffer Requeues { get; } = new(LakeTables.Requeues);

    /// <summary>Gives the rows of texts and issues from an index on the identity of a row of events.</summary>
    public void CopyIdentity(int eventRow, int firstText, int firstIssue)
    {
        for (var row = firstText; row < Texts.Count; row++)
            _toTexts.Copy(eventRow, row);
        for (var row = firstIssue; row < Issues.Count; row++)
            _toIssues.Copy(eventRow, row);
    }

    /// <summary>Drops the rows from an index on in each table.</summary>
    public void Truncate(int events, int texts, int issues)
    {
        Events.Truncate(events);
        Texts.Truncate(texts);
        Issues.Truncate(issues);
    }

    private sealed class IdentityCopy(TableBuffer from, TableBuffer to)
    {
        private static readonly string[] Names = ["source", "object_id", "version_id", "order_key"];
        private static readonly string[] Numbers = ["extractor_version", "recorded_at"];

        private readonly (TextColumn From, TextColumn To)[] _texts =
        [
            .. Names.Select(name => (from.Text(name), to.Text(name))),
        ];
        private readonly (NumberColumn From, NumberColumn To)[] _numbers =
        [
            .. Numbers.Select(name => (from.Number(name), to.Number(name))),
        ];

        public void Copy(int fromRow, int toRow)
        {
            foreach (var (fromText, toText) in _texts)
                toText.Copy(toRow, fromText, fromRow);
            foreach (var (fromNumber, toNumber) in _numbers)
                toNumber.Copy(toRow, fromNumber, fromRow);
        }
    }
}
