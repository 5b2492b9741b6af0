namespace StudyLake.Transform.Sorting;

/// <summary>The rows of several sorted runs as one sorted sequence.</summary>
internal sealed class MergedRows
{
    // A binary heap of the runs that have a row left, least row first.
    private readonly RunCursor[] _heap;
    private int _count;
    private bool _isStarted;

    /// <summary>Takes the runs, each before its first row.</summary>
    public MergedRows(IEnumerable<RunCursor> runs)
    {
        _heap = [.. runs.Where(run => run.MoveNext())];
        _count = _heap.Length;
        for (var parent = _count / 2 - 1; parent >= 0; parent--)
            Sink(parent);
    }

    /// <summary>The row it stands on, valid until <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => _heap[0].Current;

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool MoveNext()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            return _count > 0;
        }
        if (_count > 0 && !_heap[0].MoveNext())
            _heap[0] = _heap[--_count];
        Sink(0);
        return _count > 0;
    }

    private void Sink(int parent)
    {
        for (int child; (child = 2 * parent + 1) < _count; parent = child)
        {
            if (child + 1 < _count && IsLess(child + 1, child))
                child++;
            if (!IsLess(child, parent))
                return;
            (_heap[parent], _heap[child]) = (_heap[child], _heap[parent]);
        }
    }

    private bool IsLess(int left, int right) => _heap[left].Current.SequenceCompareTo(_heap[right].Current) < 0;
}
