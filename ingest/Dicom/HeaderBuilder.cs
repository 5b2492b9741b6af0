using System.Runtime.CompilerServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>Collects what the walk keeps, and makes one compact header of it.</summary>
/// <remarks>
/// Entries of a data set that is still open wait on a stack. When it closes, those on top are its own, as every data
/// set inside it has closed before; they move together to the finished entries. So an item is one range, without a
/// pointer. Items wait likewise until their sequence closes. The arrays are kept from object to object.
/// </remarks>
internal sealed class HeaderBuilder
{
    // An array that one strange object made larger than this many elements is not kept for the next one.
    private const int LargestKeptArray = 256 << 10;
    private const int MostFindings = 64;

    private byte[] _bytes = new byte[4096];
    private HeaderEntry[] _open = new HeaderEntry[256];
    private HeaderEntry[] _closed = new HeaderEntry[256];
    private HeaderItem[] _openItems = new HeaderItem[32];
    private HeaderItem[] _closedItems = new HeaderItem[32];
    private HeaderFinding[] _findings = new HeaderFinding[8];
    private int _bytesCount;
    private int _closedCount;
    private int _closedItemsCount;
    private int _findingsCount;
    private int _flags;

    /// <summary>Number of entries waiting for their data set to close.</summary>
    public int OpenEntries { get; private set; }

    /// <summary>Number of items waiting for their sequence to close.</summary>
    public int OpenItems { get; private set; }

    /// <summary>Whether text may need more than ASCII: then the character sets are to be checked.</summary>
    public bool HasOtherThanAscii { get; private set; }

    public void Reset()
    {
        _bytes = Small(_bytes, 4096);
        _open = Small(_open, 256);
        _closed = Small(_closed, 256);
        _openItems = Small(_openItems, 32);
        _closedItems = Small(_closedItems, 32);
        _bytesCount = _closedCount = _closedItemsCount = _findingsCount = _flags = OpenEntries = OpenItems = 0;
        HasOtherThanAscii = false;
    }

    /// <summary>Keeps a copy of a value.</summary>
    public void Add(int slot, DicomVr vr, bool bigEndian, ReadOnlySpan<byte> value)
    {
        if (_bytes.Length - _bytesCount < value.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesCount + value.Length));
        value.CopyTo(_bytes.AsSpan(_bytesCount));
        Push(new HeaderEntry((ushort)slot, vr, bigEndian, _bytesCount, value.Length));
        _bytesCount += value.Length;
        if (!HasOtherThanAscii && VrTable.UsesCharacterSet(vr) && !CharacterSet.IsPlainAscii(value))
            HasOtherThanAscii = true;
    }

    /// <summary>Whether a data set that opened at <paramref name="firstEntry"/> has this slot already.</summary>
    public bool Has(int firstEntry, int slot)
    {
        for (var index = OpenEntries - 1; index >= firstEntry; index--)
        {
            if (_open[index].Slot == slot)
                return true;
        }
        return false;
    }

    /// <summary>The value of a slot in the data set that opened at <paramref name="firstEntry"/>; empty when absent.</summary>
    public ReadOnlySpan<byte> Value(int firstEntry, int slot)
    {
        for (var index = firstEntry; index < OpenEntries; index++)
        {
            var entry = _open[index];
            if (entry.Slot == slot && entry.Vr != DicomVr.SQ)
                return _bytes.AsSpan(entry.Start, entry.Length);
        }
        return [];
    }

    /// <summary>Closes the data set that opened at <paramref name="firstEntry"/>, as an item of the open sequence.</summary>
    public void CloseItem(int firstEntry, bool inOrder)
    {
        if (OpenItems == _openItems.Length)
            Array.Resize(ref _openItems, OpenItems * 2);
        _openItems[OpenItems++] = CloseDataSet(firstEntry, inOrder);
    }

    /// <summary>Closes the sequence whose items begin at <paramref name="firstItem"/>, as an entry of the data set around it.</summary>
    public void CloseSequence(int firstItem, int slot)
    {
        var count = OpenItems - firstItem;
        if (_closedItems.Length - _closedItemsCount < count)
            Array.Resize(ref _closedItems, Math.Max(_closedItems.Length * 2, _closedItemsCount + count));
        _openItems.AsSpan(firstItem, count).CopyTo(_closedItems.AsSpan(_closedItemsCount));
        Push(new HeaderEntry((ushort)slot, DicomVr.SQ, false, _closedItemsCount, count));
        _closedItemsCount += count;
        OpenItems = firstItem;
    }

    /// <summary>
    /// Notes a flag, each once for each element. Of many only the first are kept, but of every kind at least one: an
    /// object may have a million odd elements, and to compare each with all would take minutes.
    /// </summary>
    public void Flag(HeaderFlag flag, DicomPath? path)
    {
        var isFull = _findingsCount >= MostFindings && IsFlagged(flag);
        var finding = new HeaderFinding(flag, path);
        if (isFull || _findings.AsSpan(0, _findingsCount).Contains(finding))
            return;
        if (_findingsCount == _findings.Length)
            Array.Resize(ref _findings, _findingsCount * 2);
        _findings[_findingsCount++] = finding;
        _flags |= 1 << (int)flag;
    }

    /// <summary>Whether the flag was noted for any element.</summary>
    public bool IsFlagged(HeaderFlag flag) => (_flags & (1 << (int)flag)) != 0;

    /// <summary>Closes the top level and copies what was kept into arrays of its size.</summary>
    public HeaderContent Finish(WantedElements wanted, bool inOrder, RecentText recent)
    {
        var root = CloseDataSet(0, inOrder);
        return new HeaderContent(
            wanted,
            root,
            _bytes.AsSpan(0, _bytesCount).ToArray(),
            _closed.AsSpan(0, _closedCount).ToArray(),
            _closedItems.AsSpan(0, _closedItemsCount).ToArray(),
            recent
        );
    }

    /// <summary>The flags noted so far.</summary>
    public HeaderFinding[] Findings() => _findings.AsSpan(0, _findingsCount).ToArray();

    private HeaderItem CloseDataSet(int firstEntry, bool inOrder)
    {
        var count = OpenEntries - firstEntry;
        var own = _open.AsSpan(firstEntry, count);
        if (!inOrder)
            own.Sort(static (left, right) => left.Slot.CompareTo(right.Slot));
        if (_closed.Length - _closedCount < count)
            Array.Resize(ref _closed, Math.Max(_closed.Length * 2, _closedCount + count));
        own.CopyTo(_closed.AsSpan(_closedCount));
        var item = new HeaderItem(_closedCount, count);
        _closedCount += count;
        OpenEntries = firstEntry;
        return item;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(HeaderEntry entry)
    {
        if (OpenEntries == _open.Length)
            Array.Resize(ref _open, OpenEntries * 2);
        _open[OpenEntries++] = entry;
    }

    private static T[] Small<T>(T[] array, int size) => array.Length > LargestKeptArray ? new T[size] : array;
}
