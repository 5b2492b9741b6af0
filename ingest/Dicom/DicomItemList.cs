using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace StudyLake.Ingest.Dicom;

/// <summary>The items of one sequence, in document order. A view; enumerating it allocates nothing.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A list of items, as the standard calls a sequence of items.")]
public readonly struct DicomItemList : IReadOnlyList<DicomItem>
{
    private readonly HeaderContent? _content;
    private readonly WantedNode? _node;
    private readonly int _start;
    private readonly CharacterSet? _characterSet;

    internal DicomItemList(HeaderContent content, WantedNode node, HeaderEntry sequence, CharacterSet? characterSet)
    {
        _content = content;
        _node = node;
        _start = sequence.Start;
        _characterSet = characterSet;
        Count = sequence.Length;
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>The item at a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public DicomItem this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _content is null || _node is null
                ? default
                : new DicomItem(_content, _node, _content.Items[_start + index], _characterSet, index);
        }
    }

    /// <summary>Enumerates the items.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<DicomItem> IEnumerable<DicomItem>.GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<DicomItem>)this).GetEnumerator();

    /// <summary>Steps through a list of items.</summary>
    public struct Enumerator
    {
        private readonly DicomItemList _list;
        private int _index;

        internal Enumerator(DicomItemList list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The item stepped on.</summary>
        public readonly DicomItem Current => _list[_index];

        /// <summary>Steps on; false at the end.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
