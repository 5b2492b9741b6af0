using StudyLake.Analytics;

namespace StudyLake.Dashboards.Linting;

/// <summary>Words of messages and hints.</summary>
internal static class Words
{
    private const int Longest = 80;

    /// <summary>A text of a file in quotes, shortened when it is long.</summary>
    public static string Quoted(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= Longest ? $"'{line}'" : $"'{line[..Longest]}…' ({text.Length} characters)";
    }

    /// <summary>The known name that resembles one, as a hint; null when none does.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } near ? $"Did you mean {Quoted(near.Name)}?" : null;

    /// <summary>The first few of some names, in quotes; <c>none</c> for no names.</summary>
    public static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(5).Select(Quoted));
        return all.Count switch
        {
            0 => "none",
            <= 5 => shown,
            _ => $"{shown} and {all.Count - 5} more",
        };
    }

    /// <summary>A count with its noun: <c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
