using System.Buffers.Binary;

namespace StudyLake.Transform.Sorting;

/// <summary>Sorts any number of rows, given as bytes, in bounded memory: sorted runs on scratch, merged as they are read.</summary>
/// <param name="scratch">
/// Makes an empty stream to be written once and read once; disposing of it removes it. As many bytes in all as the rows
/// have, and four for each row.
/// </param>
/// <param name="blockBytes">Memory for rows not yet on scratch; at least the longest row.</param>
internal sealed class RowSorter(Func<Stream> scratch, int blockBytes) : IDisposable
{
    private readonly SortBlock _block = new(blockBytes);
    private readonly List<Stream> _runs = [];

    /// <summary>Rows added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="InvalidDataException">It alone is longer than a block.</exception>
    public void Add(ReadOnlySpan<byte> row)
    {
        Count++;
        if (_block.TryAdd(row))
            return;
        Spill();
        if (!_block.TryAdd(row))
            throw new InvalidDataException(
                $"Expected a row of at most {blockBytes:N0} bytes to sort, found one of {row.Length:N0}."
            );
    }

    /// <summary>Puts the rows in memory, if they are many, on scratch too: they will not be asked for soon.</summary>
    public void Settle()
    {
        if (!_block.IsLarge)
            return;
        Spill();
        _block.Release();
    }

    /// <summary>Ends the input and gives the rows in order, equal ones as often as they were added. To be called once.</summary>
    public MergedRows Merge()
    {
        _block.Sort();
        return new MergedRows([.. _runs.Select(RunCursor.OfStream), RunCursor.OfBlock(_block)]);
    }

    /// <summary>Removes the scratch and gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var run in _runs)
            run.Dispose();
        _runs.Clear();
        _block.Release();
    }

    private void Spill()
    {
        _block.Sort();
        var run = scratch();
        _runs.Add(run);
        Span<byte> length = stackalloc byte[sizeof(int)];
        for (var i = 0; i < _block.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, _block[i].Length);
            run.Write(length);
            run.Write(_block[i]);
        }
        run.Position = 0;
        _block.Clear();
    }
}
