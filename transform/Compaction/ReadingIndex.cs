using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using StudyLake.Events;
using StudyLake.Transform.Sorting;

namespace StudyLake.Transform.Compaction;

/// <summary>Finds the readings of a change that no fold can ever take, at whatever moment it is asked for.</summary>
/// <remarks>
/// The fold takes one reading of each change (source, object, version, order key): a superseded one last, one
/// that was refused the bytes before it (<see cref="Events.Fold.ChangeReading"/>), then the one by the newest extractor, then the latest. So a reading is outdated when another that was recorded no later ranks
/// above it by these two rules: whoever sees the first sees the second too. One recorded later may rank higher and
/// leaves the earlier in place, which says when the change arrived and what was known before. Readings that are the same in both and in
/// time are left to the fold.
/// </remarks>
internal sealed class ReadingIndex(Func<Stream> scratch, int blockBytes) : IDisposable
{
    // Hash of the change 16, recorded_at 8, poverty 1, extractor 4 turned over: the best of one moment comes first.
    private const int RankOffset = HashBytes + sizeof(long);
    private const int HashBytes = 16;
    private const int EntryBytes = RankOffset + 1 + sizeof(int);
    private static readonly byte[] Superseded = Encoding.UTF8.GetBytes(EventTypes.ObjectSuperseded);
    private static readonly byte[] Archived = Encoding.UTF8.GetBytes(SnakeCase.From(nameof(RejectionReason.Archived)));
    private static readonly byte[] Undecryptable = Encoding.UTF8.GetBytes(
        SnakeCase.From(nameof(RejectionReason.Undecryptable))
    );

    private readonly RowSorter _sorter = new(scratch, blockBytes);
    private readonly XxHash128 _hash = new();

    /// <summary>Takes in every row of <c>study_events</c>.</summary>
    public void Add(TableBuffer events)
    {
        Span<byte> entry = stackalloc byte[EntryBytes];
        var columns = new Columns(events);
        for (var row = 0; row < events.Count; row++)
        {
            Write(columns, row, entry);
            _sorter.Add(entry);
        }
    }

    /// <summary>Ends the input and finds the outdated readings. To be called once.</summary>
    public OutdatedReadings Find()
    {
        var outdated = new HashSet<Reading>();
        var rows = _sorter.Merge();
        Span<byte> best = stackalloc byte[EntryBytes];
        for (var hasBest = false; rows.MoveNext(); )
        {
            var row = rows.Current;
            if (!hasBest || !row[..HashBytes].SequenceEqual(best[..HashBytes]))
            {
                row.CopyTo(best);
                hasBest = true;
            }
            else if (row[RankOffset..].SequenceCompareTo(best[RankOffset..]) is var rank && rank > 0)
                outdated.Add(Reading.Of(row));
            else if (rank < 0)
                row.CopyTo(best);
        }
        _sorter.Dispose();
        return new OutdatedReadings(outdated, this);
    }

    /// <inheritdoc />
    public void Dispose() => _sorter.Dispose();

    /// <summary>Writes what the rank of a row depends on.</summary>
    private void Write(in Columns columns, int row, Span<byte> entry)
    {
        _hash.Reset();
        Append(columns.Source, row);
        Append(columns.ObjectId, row);
        // A store without versions has the version that S3 calls null, as the fold sees it.
        if (columns.VersionId.IsNull(row))
            Append("null"u8);
        else
            Append(columns.VersionId, row);
        Append(columns.OrderKey, row);
        _hash.GetCurrentHash(entry);
        BinaryPrimitives.WriteInt64BigEndian(entry[HashBytes..], columns.RecordedAt.Values[row] ^ long.MinValue);
        entry[RankOffset] = Poverty(columns, row);
        BinaryPrimitives.WriteUInt32BigEndian(
            entry[(RankOffset + 1)..],
            uint.MaxValue - (uint)columns.ExtractorVersion.Values[row]
        );
    }

    private static byte Poverty(in Columns columns, int row)
    {
        if (columns.EventType.Pool.Utf8(columns.EventType.Ids[row]).Span.SequenceEqual(Superseded))
            return 2;
        if (columns.RejectionReason.IsNull(row))
            return 0;
        var reason = columns.RejectionReason.Pool.Utf8(columns.RejectionReason.Ids[row]).Span;
        return (byte)(reason.SequenceEqual(Archived) || reason.SequenceEqual(Undecryptable) ? 1 : 0);
    }

    private void Append(TextColumn column, int row) => Append(column.Pool.Utf8(column.Ids[row]).Span);

    private void Append(ReadOnlySpan<byte> text)
    {
        var length = text.Length;
        _hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref length)));
        _hash.Append(text);
    }

    /// <summary>What was found.</summary>
    internal sealed class OutdatedReadings(HashSet<Reading> outdated, ReadingIndex index)
    {
        /// <summary>How many there are, exact copies counted once.</summary>
        public int Count => outdated.Count;

        /// <summary>Whether a row of <c>study_events</c> is one of them.</summary>
        public bool Contains(TableBuffer events, int row)
        {
            if (outdated.Count == 0)
                return false;
            Span<byte> entry = stackalloc byte[EntryBytes];
            index.Write(new Columns(events), row, entry);
            return outdated.Contains(Reading.Of(entry));
        }
    }

    /// <summary>One entry as a value.</summary>
    internal readonly record struct Reading(UInt128 Change, long RecordedAt, byte Poverty, uint Extractor)
    {
        /// <summary>The entry of these bytes.</summary>
        public static Reading Of(ReadOnlySpan<byte> entry) =>
            new(
                BinaryPrimitives.ReadUInt128BigEndian(entry),
                BinaryPrimitives.ReadInt64BigEndian(entry[HashBytes..]),
                entry[RankOffset],
                BinaryPrimitives.ReadUInt32BigEndian(entry[(RankOffset + 1)..])
            );
    }

    private readonly ref struct Columns(TableBuffer events)
    {
        public readonly TextColumn Source = events.Text("source");
        public readonly TextColumn ObjectId = events.Text("object_id");
        public readonly TextColumn VersionId = events.Text("version_id");
        public readonly TextColumn OrderKey = events.Text("order_key");
        public readonly TextColumn EventType = events.Text("event_type");
        public readonly TextColumn RejectionReason = events.Text("rejection_reason");
        public readonly NumberColumn ExtractorVersion = events.Number("extractor_version");
        public readonly NumberColumn RecordedAt = events.Number("recorded_at");
    }
}
