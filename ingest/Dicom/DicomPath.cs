using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>Where an element is: one to four tags from the top level down through sequences.</summary>
/// <remarks>
/// <c>(0040,0275)&gt;(0008,0050)</c> is the AccessionNumber in the items of RequestAttributesSequence. ContentSequence
/// (0040,A730) stands for itself at every depth, as it nests without limit in a structured report. PS3.3 C.17.3.
/// </remarks>
public readonly record struct DicomPath
{
    /// <summary>The most tags a path may have.</summary>
    public const int MaxTags = 4;

    private readonly uint _first;
    private readonly uint _second;
    private readonly uint _third;
    private readonly uint _fourth;

    private DicomPath(ReadOnlySpan<DicomTag> tags)
    {
        Count = tags.Length;
        _first = tags[0].Value;
        _second = tags.Length > 1 ? tags[1].Value : 0;
        _third = tags.Length > 2 ? tags[2].Value : 0;
        _fourth = tags.Length > 3 ? tags[3].Value : 0;
    }

    /// <summary>Number of tags, 1 to 4.</summary>
    public int Count { get; }

    /// <summary>The tag at a level, 0 for the top level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The path has no such level.</exception>
    public DicomTag this[int level]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(level);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Count);
            return new DicomTag(
                level switch
                {
                    0 => _first,
                    1 => _second,
                    2 => _third,
                    _ => _fourth,
                }
            );
        }
    }

    /// <summary>The path of these tags, outermost first.</summary>
    /// <exception cref="ArgumentException">No tag, or more than four.</exception>
    public static DicomPath Of(params ReadOnlySpan<DicomTag> tags) =>
        tags.Length is >= 1 and <= MaxTags
            ? new DicomPath(tags)
            : throw new ArgumentException($"Expected 1 to {MaxTags} tags, found {tags.Length}.", nameof(tags));

    /// <summary>The path with one more tag below it; the path itself when it is full.</summary>
    internal DicomPath Below(DicomTag tag)
    {
        if (Count is 0)
            return Of(tag);
        if (Count >= MaxTags)
            return this;
        Span<DicomTag> tags = stackalloc DicomTag[MaxTags];
        for (var level = 0; level < Count; level++)
            tags[level] = this[level];
        tags[Count] = tag;
        return Of(tags[..(Count + 1)]);
    }

    /// <summary>The tags as the standard prints them, joined by <c>&gt;</c>.</summary>
    public override string ToString()
    {
        var text = Count is 0 ? "" : this[0].ToString();
        for (var level = 1; level < Count; level++)
            text += ">" + this[level];
        return text;
    }
}
