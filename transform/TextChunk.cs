namespace StudyLake.Transform;

/// <summary>The texts of one column in one row group, in row order without nulls, in the forms that Parquet.Net takes.</summary>
/// <remarks>Made once for a file and filled again for each chunk.</remarks>
internal sealed class TextChunk(int rowLimit)
{
    // For each text its place among the distinct ones, from 0.
    private readonly int[] _places = new int[rowLimit];
    private readonly ReadOnlyMemory<char>[] _utf16 = new ReadOnlyMemory<char>[rowLimit];
    private ReadOnlyMemory<byte>[] _utf8 = [];
    private int _count;
    private int[] _distinct = new int[64];
    private int _distinctCount;
    private int[] _place = [];
    private ReadOnlyMemory<char>[] _decoded = [];
    private char[] _chars = [];
    private TextPool _pool = new();

    /// <summary>
    /// Whether least and greatest text are the same by UTF-16 code units, which Parquet.Net compares, as by UTF-8
    /// bytes, which Parquet's order is. They can only differ where one text has a character from U+E000 to U+FFFF and
    /// one has a surrogate pair, as Japanese text may.
    /// </summary>
    public bool Utf16OrderFits { get; private set; }

    /// <summary>Whether texts repeat so often that a dictionary pays.</summary>
    public bool IsRepetitive => _distinctCount <= _count / 2;

    /// <summary>Takes the texts of the rows, which must have slots unless the column has none at all, and sets the definition level of each row, 0 for null and 1 for text.</summary>
    public void Gather(TextColumn column, ReadOnlySpan<int> rows, Span<int> levels)
    {
        _pool = column.Pool;
        _count = 0;
        _distinctCount = 0;
        if (_place.Length <= _pool.Count)
            _place = new int[_pool.Count + 1];
        else
            _place.AsSpan(0, _pool.Count + 1).Clear();
        Utf16OrderFits = true;
        if (column.Slots == 0)
        {
            levels.Clear();
            return;
        }
        var ids = column.Ids;
        var (hasHigh, hasPair) = (false, false);
        var (last, place) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var id = ids[rows[i]];
            levels[i] = id == 0 ? 0 : 1;
            if (id == 0)
                continue;
            if (id != last)
            {
                last = id;
                place = _place[id] - 1;
            }
            if (place < 0)
            {
                if (_distinctCount == _distinct.Length)
                    Array.Resize(ref _distinct, 2 * _distinct.Length);
                place = _distinctCount;
                _distinct[_distinctCount++] = id;
                _place[id] = _distinctCount;
                hasHigh |= _pool.HasHigh(id);
                hasPair |= _pool.HasPair(id);
            }
            _places[_count++] = place;
        }
        Utf16OrderFits = !(hasHigh && hasPair) || ExtremesAgree();
    }

    /// <summary>The texts as UTF-16; valid until the next <see cref="Gather"/>.</summary>
    public ReadOnlyMemory<ReadOnlyMemory<char>> Utf16Values()
    {
        Decode();
        for (var i = 0; i < _count; i++)
            _utf16[i] = _decoded[_places[i]];
        return _utf16.AsMemory(0, _count);
    }

    /// <summary>The texts as UTF-8; valid until the next <see cref="Gather"/>.</summary>
    public ReadOnlyMemory<ReadOnlyMemory<byte>> Utf8Values()
    {
        if (_utf8.Length == 0)
            _utf8 = new ReadOnlyMemory<byte>[rowLimit];
        for (var i = 0; i < _count; i++)
            _utf8[i] = _pool.Utf8(_distinct[_places[i]]);
        return _utf8.AsMemory(0, _count);
    }

    private void Decode()
    {
        var length = 0;
        for (var i = 0; i < _distinctCount; i++)
            length += _pool.Utf8(_distinct[i]).Length;
        if (_chars.Length < length)
            _chars = new char[length];
        if (_decoded.Length < _distinctCount)
            _decoded = new ReadOnlyMemory<char>[_distinct.Length];
        var start = 0;
        for (var i = 0; i < _distinctCount; i++)
        {
            var decoded = _pool.Decode(_distinct[i], _chars.AsSpan(start));
            _decoded[i] = _chars.AsMemory(start, decoded);
            start += decoded;
        }
    }

    private bool ExtremesAgree()
    {
        Decode();
        var (least, greatest, least16, greatest16) = (0, 0, 0, 0);
        for (var i = 1; i < _distinctCount; i++)
        {
            least = _pool.Compare(_distinct[i], _distinct[least]) < 0 ? i : least;
            greatest = _pool.Compare(_distinct[i], _distinct[greatest]) > 0 ? i : greatest;
            least16 = Compare16(i, least16) < 0 ? i : least16;
            greatest16 = Compare16(i, greatest16) > 0 ? i : greatest16;
        }
        return least == least16 && greatest == greatest16;
    }

    private int Compare16(int left, int right) => _decoded[left].Span.SequenceCompareTo(_decoded[right].Span);
}
