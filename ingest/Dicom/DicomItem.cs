using System.Runtime.CompilerServices;
using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>One data set of a header: the top level, or one item of a sequence. A view; it copies nothing.</summary>
/// <remarks>Only wanted elements are there. Text is decoded on each call, so ask once and keep the answer.</remarks>
public readonly struct DicomItem
{
    private readonly HeaderContent? _content;
    private readonly WantedNode? _node;
    private readonly HeaderItem _item;
    private readonly CharacterSet? _characterSet;

    internal DicomItem(HeaderContent content, WantedNode node, HeaderItem item, CharacterSet? inherited, int ordinal)
    {
        _content = content;
        _node = node;
        _item = item;
        _characterSet = inherited;
        Ordinal = ordinal;
        // An item's own character set holds in that item and what it contains. PS3.3 C.12.1.1.2.
        if (FindEntry(Tags.SpecificCharacterSet) is { } entry)
            _characterSet = CharacterSet.Parse(Bytes(entry)).Set ?? inherited;
    }

    /// <summary>Place in its sequence, 0 for the first item; 0 for the top level.</summary>
    public int Ordinal { get; }

    /// <summary>The character set text is read with; null when none is declared.</summary>
    internal CharacterSet? CharacterSet => _characterSet;

    /// <summary>Whether the element is there, empty or absent.</summary>
    public ElementPresence Presence(DicomTag tag)
    {
        if (FindEntry(tag.Value) is not { } entry)
            return ElementPresence.Absent;
        var isEmpty = entry.Vr == DicomVr.SQ ? entry.Length == 0 : Bytes(entry).IndexOfAnyExcept(" \0"u8) < 0;
        return isEmpty ? ElementPresence.Empty : ElementPresence.Present;
    }

    /// <summary>The first value as trimmed text, a binary number in decimal; null when absent or empty.</summary>
    public string? Text(DicomTag tag) => FindEntry(tag.Value) is { } entry ? Text(entry) : null;

    /// <summary>All values as trimmed text; none when absent or empty, an empty string for an empty one among others.</summary>
    public IReadOnlyList<string> Values(DicomTag tag) => FindEntry(tag.Value) is { } entry ? Values(entry) : [];

    /// <summary>The first value as a number, whatever its VR on the wire; null when absent, empty or no number.</summary>
    public double? Number(DicomTag tag) => FindEntry(tag.Value) is { } entry ? Number(entry) : null;

    /// <summary>The items of a sequence in document order; none when it is absent or empty.</summary>
    public DicomItemList Items(DicomTag sequence)
    {
        if (_content is null || _node is null || FindEntry(sequence.Value) is not { Vr: DicomVr.SQ } entry)
            return default;
        return _node.Children[entry.Slot] is { } child
            ? new DicomItemList(_content, child, entry, _characterSet)
            : default;
    }

    /// <summary>Every element that is here, in ascending order of tags.</summary>
    public IReadOnlyList<KeptElement> Elements()
    {
        var entries = Entries;
        var elements = new KeptElement[entries.Length];
        for (var place = 0; place < entries.Length; place++)
            elements[place] = new KeptElement(TagOf(entries[place]), entries[place].Vr, entries[place].Length);
        return elements;
    }

    /// <summary>Number of items of a sequence, also where nothing below it is wanted; 0 when absent.</summary>
    public int ItemCount(DicomTag sequence) => FindEntry(sequence.Value) is { Vr: DicomVr.SQ } entry ? entry.Length : 0;

    /// <summary>The first item of a code sequence; null when there is none, or it has neither value nor meaning.</summary>
    public DicomCode? Code(DicomTag sequence)
    {
        var items = Items(sequence);
        return items.Count == 0 ? null : items[0].AsCode();
    }

    /// <summary>Every item of a code sequence that says something, in document order.</summary>
    public IReadOnlyList<DicomCode> Codes(DicomTag sequence)
    {
        var items = Items(sequence);
        if (items.Count == 0)
            return [];
        var codes = new List<DicomCode>(Math.Min(items.Count, 16));
        foreach (var item in items)
        {
            if (item.AsCode() is { } code)
                codes.Add(code);
        }
        return codes;
    }

    /// <summary>This item of a code sequence; null when it says nothing.</summary>
    public DicomCode? AsCode()
    {
        var code = new DicomCode(
            Text(new DicomTag(Tags.CodeValue))
                ?? Text(new DicomTag(Tags.LongCodeValue))
                ?? Text(new DicomTag(Tags.UrnCodeValue)),
            Text(new DicomTag(Tags.CodingSchemeDesignator)),
            Text(new DicomTag(Tags.CodeMeaning))
        );
        return code == default ? null : code;
    }

    /// <summary>Adds the values below a path, from <paramref name="level"/> of it on, in document order.</summary>
    /// <remarks>Recursion ends with the path, or with <see cref="HeaderReaderOptions.MaxDepth"/> for ContentSequence.</remarks>
    internal void Collect(DicomPath path, int level, List<string> values)
    {
        if (level == path.Count - 1)
        {
            if (FindEntry(path[level].Value) is { } entry && _content is { } content)
                ValueText.All(Bytes(entry), entry, _characterSet, content.Recent, values);
            return;
        }
        foreach (var item in Items(path[level]))
        {
            item.Collect(path, level + 1, values);
            if (path[level].Value == Tags.ContentSequence)
                item.Collect(path, level, values);
        }
    }

    /// <summary>As <see cref="Text(DicomTag)"/>, of an entry found in this data set.</summary>
    internal string? Text(HeaderEntry entry) =>
        _content is null ? null : ValueText.First(Bytes(entry), entry, _characterSet, _content.Recent);

    /// <summary>As <see cref="Values(DicomTag)"/>, of an entry found in this data set.</summary>
    internal IReadOnlyList<string> Values(HeaderEntry entry) =>
        _content is null ? [] : ValueText.All(Bytes(entry), entry, _characterSet, _content.Recent);

    /// <summary>As <see cref="Number(DicomTag)"/>, of an entry found in this data set.</summary>
    internal double? Number(HeaderEntry entry) => ValueText.Number(Bytes(entry), entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Bytes(HeaderEntry entry) =>
        _content is null || entry.Vr == DicomVr.SQ ? [] : _content.Bytes.AsSpan(entry.Start, entry.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal HeaderEntry? FindEntry(uint tag)
    {
        if (_content is null || _node is null)
            return null;
        var slot = _node.SlotOf(tag);
        var place = slot < 0 ? -1 : _content.Find(_item, slot);
        return place < 0 ? null : _content.Entries[place];
    }

    /// <summary>The entries of this data set with their tags, in ascending order.</summary>
    internal ReadOnlySpan<HeaderEntry> Entries =>
        _content is null ? [] : _content.Entries.AsSpan(_item.Start, _item.Count);

    internal DicomTag TagOf(HeaderEntry entry) => new(_node is null ? 0 : _node.Tags[entry.Slot]);
}
