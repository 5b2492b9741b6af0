using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Reports;

/// <summary>What the report function did: the text of a notification too.</summary>
internal sealed record ReportAnswer
{
    private const int MostLines = 100;
    private const int LongestLine = 800;

    /// <summary><c>reports</c> or <c>alerts</c>.</summary>
    public required string Make { get; init; }

    /// <summary>How many reports were made, or alerts are new since the last answer.</summary>
    public required int News { get; init; }

    /// <summary>Each in a line that a person can read; the first hundred and how many more there are.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>The lines in one, divided by line ends: what a notification says.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>Alerts that are open; null of reports.</summary>
    public int? Open { get; init; }

    /// <summary>Lines that a service takes: without control characters, of bounded length and number.</summary>
    public static ImmutableArray<string> Bounded(IReadOnlyCollection<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => SafeText.UpTo(LongestLine, line));
        return lines.Count <= MostLines
            ? [.. shown]
            : [.. shown, string.Create(CultureInfo.InvariantCulture, $"… and {lines.Count - MostLines:N0} more")];
    }
}
