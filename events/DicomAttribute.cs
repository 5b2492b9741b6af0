namespace StudyLake.Events;

/// <summary>One attribute of the DICOM data dictionary that StudyLake reads. PS3.6.</summary>
public sealed class DicomAttribute
{
    /// <summary>The keyword as PS3.6 spells it, such as <c>StudyInstanceUID</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>The tag.</summary>
    public required DicomTag Tag { get; init; }

    /// <summary>The value representation in two capitals. PS3.5 section 6.2.</summary>
    public required string Vr { get; init; }

    /// <summary>The information entity it describes.</summary>
    public required AttributeLevel Level { get; init; }

    /// <summary>What may become of its value.</summary>
    public required PrivacyClass Privacy { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The column that carries it, or null where it is only read inside a sequence or to derive another fact.</summary>
    public AttributeColumn? Column { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => $"{Keyword} {Tag}";
}
