using System.Text.Json;

namespace StudyLake.Events;

/// <summary>One column of the payload: a fact that an <see cref="InstanceStored"/> event carries.</summary>
public sealed record AttributeColumn
{
    /// <summary>The one name of the fact in JSON, Parquet and SQL: snake_case with its unit as suffix.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Its unit as a UCUM code, or null for what has none.</summary>
    public string? Unit { get; init; }

    /// <summary>What it is and what null means.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the attribute may have several values, which are then divided by a backslash.</summary>
    public required bool IsMultiple { get; init; }

    /// <summary>The part of the payload it belongs to.</summary>
    public required ColumnGroup Group { get; init; }

    /// <summary>Its position within <see cref="Group"/>, from 0 without gaps.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The attribute it is read or derived from.</summary>
    public required DicomAttribute Attribute { get; init; }

    /// <summary>The name, encoded once for the JSON writer.</summary>
    internal JsonEncodedText JsonName { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
