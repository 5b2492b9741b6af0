using System.Globalization;

namespace StudyLake.Events;

/// <summary>A DICOM data element tag: group and element number. PS3.5 section 7.1.</summary>
/// <param name="Value">Group in the high 16 bits, element in the low 16 bits.</param>
public readonly record struct DicomTag(uint Value) : IComparable<DicomTag>
{
    /// <summary>The group number; odd groups are private. PS3.5 section 7.8.</summary>
    public ushort Group => (ushort)(Value >> 16);

    /// <summary>The element number within the group.</summary>
    public ushort Element => (ushort)Value;

    /// <inheritdoc />
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>The tag as the standard prints it: <c>(0020,000D)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");

    /// <summary>Orders by group, then element.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Orders by group, then element.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Orders by group, then element.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Orders by group, then element.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;
}
