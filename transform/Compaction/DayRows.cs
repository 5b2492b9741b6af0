using System.Collections.Immutable;
using System.Text;
using StudyLake.Events.Lake;
using StudyLake.Transform.Sorting;

namespace StudyLake.Transform.Compaction;

/// <summary>All rows of one arrival date, sorted and without what no fold can take, in memory that does not follow their number.</summary>
internal sealed class DayRows(CompactionOptions options) : IDisposable
{
    private readonly Dictionary<string, (RowCodec Codec, RowSorter Sorter)> _tables = new(StringComparer.Ordinal);
    private readonly ReadingIndex _readings = new(options.Scratch, options.SortBytes / 4);
    private readonly SortedDictionary<string, long> _sources = new(StringComparer.Ordinal);
    private ReadingIndex.OutdatedReadings? _outdated;

    /// <summary>Adds rows of any table. They may be changed afterwards.</summary>
    public void Add(TableBuffer rows)
    {
        if (!_tables.TryGetValue(rows.Table.Name, out var table))
        {
            table = (new RowCodec(rows.Table), new RowSorter(options.Scratch, options.SortBytes));
            _tables.Add(rows.Table.Name, table);
        }
        for (var row = 0; row < rows.Count; row++)
            table.Sorter.Add(table.Codec.Encode(rows, row));
        if (rows.Table != LakeTables.StudyEvents)
            return;
        _readings.Add(rows);
        Count(rows, _sources);
    }

    /// <summary>Ends the input and gives the rows of a table. To be called once for a table.</summary>
    public DistinctRows Rows(LakeTable table)
    {
        if (_outdated is null)
        {
            // One table is merged at a time, so the others need no memory meanwhile.
            foreach (var (name, (_, sorter)) in _tables)
            {
                if (name != table.Name)
                    sorter.Settle();
            }
            _outdated = _readings.Find();
        }
        return _tables.TryGetValue(table.Name, out var rows)
            ? new DistinctRows(rows.Codec, rows.Sorter.Merge(), table == LakeTables.StudyEvents ? _outdated : null)
            : new DistinctRows(new RowCodec(table), new MergedRows([]), null);
    }

    /// <summary>Ends the input and writes all tables as one group, its account included.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="arrivalDate">The date of all rows.</param>
    /// <param name="group">Name and inputs of the group, and what earlier merges of these inputs had left out.</param>
    /// <param name="cancellationToken">Leaves files that no reader uses.</param>
    /// <returns>The group with its tables and sources.</returns>
    public async Task<CompactedGroup> WriteAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        CompactedGroup group,
        CancellationToken cancellationToken
    )
    {
        var tables = ImmutableArray.CreateBuilder<CompactedTable>();
        var kept = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in LakeTables.All.Where(table => _tables.ContainsKey(table.Name)))
        {
            var rows = Rows(table);
            var parts = await WriteAsync(store, arrivalDate, group.Name, table, rows, kept, cancellationToken)
                .ConfigureAwait(false);
            _tables[table.Name].Sorter.Dispose();
            var before = group.Tables.FirstOrDefault(entry => entry.Table == table.Name);
            tables.Add(
                new CompactedTable(
                    table.Name,
                    parts,
                    rows.Rows,
                    rows.Duplicates + (before?.Duplicates ?? 0),
                    rows.Outdated + (before?.Outdated ?? 0)
                )
            );
        }
        var made = group with { Sources = Sources(group.Sources, kept) };
        if (!made.Sources.IsEmpty)
        {
            var accounts = new DayRows(options);
            using (accounts)
            {
                accounts.Add(Account(made));
                await WriteAsync(
                        store,
                        arrivalDate,
                        group.Name,
                        LakeTables.Compactions,
                        accounts.Rows(LakeTables.Compactions),
                        null,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            tables.Add(new CompactedTable(LakeTables.Compactions.Name, 1, made.Sources.Length, 0, 0));
        }
        return made with { Tables = tables.DrainToImmutable() };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (_, sorter) in _tables.Values)
            sorter.Dispose();
        _readings.Dispose();
    }

    private async Task<int> WriteAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        string group,
        LakeTable table,
        DistinctRows rows,
        SortedDictionary<string, long>? sources,
        CancellationToken cancellationToken
    )
    {
        var order = Enumerable.Range(0, options.RowGroupRows).ToArray();
        var parts = 0;
        for (var next = rows.Take(options.RowGroupRows); next is not null; parts++)
            await store
                .WriteAsync(
                    CompactedFile.Of(table, arrivalDate, group, parts),
                    async (stream, token) =>
                    {
                        var file = new ParquetTableWriter(table, options.RowGroupRows);
                        await using var _ = file.ConfigureAwait(false);
                        await file.BeginAsync(stream, token).ConfigureAwait(false);
                        for (var written = 0; next is not null && written < options.FileRowGroups; written++)
                        {
                            if (sources is not null && table == LakeTables.StudyEvents)
                                Count(next, sources);
                            await file.WriteGroupAsync(next, order.AsMemory(0, next.Count), token)
                                .ConfigureAwait(false);
                            // Two groups would be twice the memory.
                            next = null;
                            next = rows.Take(options.RowGroupRows);
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        return parts;
    }

    // Of a group that is merged again the events that came in are known from its account, what is left from its rows.
    private ImmutableArray<CompactedSource> Sources(
        ImmutableArray<CompactedSource> before,
        SortedDictionary<string, long> kept
    ) =>
        [
            .. _sources.Select(source =>
            {
                var dropped = before.Where(entry => entry.Source == source.Key).Sum(entry => entry.Dropped);
                var events = source.Value + dropped;
                return new CompactedSource(source.Key, events, events - kept.GetValueOrDefault(source.Key));
            }),
        ];

    private static TableBuffer Account(CompactedGroup group)
    {
        var table = new TableBuffer(LakeTables.Compactions);
        foreach (var source in group.Sources)
        {
            var row = table.Add();
            table.Text("compaction_name").Set(row, Encoding.UTF8.GetBytes(group.Name));
            table.Text("source").Set(row, Encoding.UTF8.GetBytes(source.Source));
            table.Number("event_count").Set(row, source.Events);
            table.Number("dropped_count").Set(row, source.Dropped);
        }
        return table;
    }

    private static void Count(TableBuffer events, SortedDictionary<string, long> sources)
    {
        var column = events.Text("source");
        column.Reserve(events.Count);
        var counts = new long[column.Pool.Count + 1];
        foreach (var id in column.Ids[..events.Count])
            counts[id]++;
        for (var id = 1; id < counts.Length; id++)
        {
            if (counts[id] == 0)
                continue;
            var source = Encoding.UTF8.GetString(column.Pool.Utf8(id).Span);
            sources[source] = sources.GetValueOrDefault(source) + counts[id];
        }
    }
}
