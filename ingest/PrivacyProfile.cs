using System.Collections.Immutable;
using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>Which attributes of class <see cref="PrivacyClass.Off"/> are read; every other class is fixed.</summary>
/// <remarks>
/// What is switched on is read from then on. Names of people are stored only as keyed pseudonyms, free text with the
/// free text. The name of the profile is in every event, so that a lake tells what it was filled under.
/// </remarks>
public sealed class PrivacyProfile
{
    private PrivacyProfile(ImmutableArray<DicomAttribute> switchedOn)
    {
        SwitchedOn = switchedOn;
        Name = string.Join('+', [PrivacyProfiles.Standard, .. switchedOn.Select(attribute => attribute.Keyword)]);
    }

    /// <summary>The default: nothing of class off is read.</summary>
    public static PrivacyProfile Standard { get; } = new([]);

    /// <summary><c>standard</c>, then each keyword switched on behind a plus: <c>standard+OperatorsName</c>.</summary>
    public string Name { get; }

    /// <summary>The attributes switched on, in the order of the attribute table.</summary>
    public ImmutableArray<DicomAttribute> SwitchedOn { get; }

    /// <summary>The default with some attributes switched on; the order and repetition of keywords make no difference.</summary>
    /// <exception cref="ArgumentException">A keyword is not that of an attribute of class off.</exception>
    public static PrivacyProfile With(params IEnumerable<string> keywords)
    {
        var wanted = keywords.ToHashSet(StringComparer.Ordinal);
        ImmutableArray<DicomAttribute> found =
        [
            .. AttributeTable.All.Where(attribute =>
                attribute.Privacy == PrivacyClass.Off && wanted.Remove(attribute.Keyword)
            ),
        ];
        return wanted.Count == 0
            ? new PrivacyProfile(found)
            : throw new ArgumentException(
                $"Expected keywords of attributes of class off, found {string.Join(", ", wanted)}.",
                nameof(keywords)
            );
    }

    /// <summary>Reads the name of a profile, such as <c>standard</c> or <c>standard+OperatorsName</c>.</summary>
    /// <exception cref="ArgumentException">It does not begin with <c>standard</c>, or a keyword is not of class off.</exception>
    public static PrivacyProfile Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('+');
        if (parts is [PrivacyProfiles.Standard])
            return Standard;
        return parts[0] == PrivacyProfiles.Standard
            ? With(parts[1..])
            : throw new ArgumentException(
                $"Expected a profile that begins with {PrivacyProfiles.Standard}, found '{parts[0]}'.",
                nameof(name)
            );
    }

    /// <summary>Whether the attribute may be read.</summary>
    internal bool Reads(DicomAttribute attribute) =>
        attribute.Privacy != PrivacyClass.Off || SwitchedOn.Contains(attribute);

    /// <inheritdoc />
    public override string ToString() => Name;
}
