using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace StudyLake.Dashboards.Schema;

/// <summary>A type of the API.</summary>
public sealed class Shape
{
    private Regex? _pattern;

    /// <summary>Its name, such as <c>SheetDefinition</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of value it is.</summary>
    public required ShapeKind Kind { get; init; }

    /// <summary>True for a structure of which exactly one member is given.</summary>
    public bool IsUnion { get; init; }

    /// <summary>The members of a structure, by name; empty for others.</summary>
    public FrozenDictionary<string, ShapeMember> Members { get; internal set; } =
        FrozenDictionary<string, ShapeMember>.Empty;

    /// <summary>The name of the shape of a list's items or a map's values; null for others.</summary>
    public string? ItemName { get; init; }

    /// <summary>The name of the shape of a map's keys; null for others.</summary>
    public string? KeyName { get; init; }

    /// <summary>The values that a text may have; empty for any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The least value of a number, length of a text, or count of items; null for none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest value of a number, length of a text, or count of items; null for none.</summary>
    public double? Maximum { get; init; }

    /// <summary>What the whole text must match, as the API has it; null for any text.</summary>
    public string? Pattern { get; init; }

    /// <summary>The shape of a list's items or a map's values; null for others.</summary>
    public Shape? Item { get; private set; }

    /// <summary>The shape of a map's keys; null for others.</summary>
    public Shape? Key { get; private set; }

    /// <summary>True for a colour, which has a pattern of its own.</summary>
    public bool IsColor => Name is "HexColor" or "HexColorWithTransparency";

    /// <summary>Whether a text matches the pattern.</summary>
    public bool Matches(string text)
    {
        if (Pattern is null)
            return true;
        // The service reads letters and digits of ASCII alone and tests the whole text, also where no anchor is written.
        _pattern ??= new Regex(
            $"^(?:{Pattern.Replace("\\w", "a-zA-Z0-9_", StringComparison.Ordinal)})\\z",
            RegexOptions.CultureInvariant | RegexOptions.Singleline,
            TimeSpan.FromSeconds(1)
        );
        return _pattern.IsMatch(text);
    }

    /// <summary>Finds the shapes that this one names.</summary>
    internal void Link(FrozenDictionary<string, Shape> shapes)
    {
        Item = ItemName is null ? null : shapes[ItemName];
        Key = KeyName is null ? null : shapes[KeyName];
        foreach (var member in Members.Values)
            member.Link(shapes);
    }
}

/// <summary>A member of a structure.</summary>
public sealed class ShapeMember
{
    private Shape? _shape;

    internal ShapeMember(string name, string shapeName, bool isRequired)
    {
        Name = name;
        ShapeName = shapeName;
        IsRequired = isRequired;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name of its shape.</summary>
    public string ShapeName { get; }

    /// <summary>True when it must be given.</summary>
    public bool IsRequired { get; }

    /// <summary>Its shape.</summary>
    public Shape Shape => _shape ?? throw new InvalidOperationException($"Expected {ShapeName} to be linked.");

    internal void Link(FrozenDictionary<string, Shape> shapes) => _shape = shapes[ShapeName];
}

/// <summary>The kinds of shapes.</summary>
public enum ShapeKind
{
    /// <summary>An object with known members.</summary>
    Structure,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object whose member names are free.</summary>
    Map,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A point in time: ISO 8601, or seconds since 1970.</summary>
    Timestamp,
}
