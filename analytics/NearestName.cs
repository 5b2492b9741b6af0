namespace StudyLake.Analytics;

/// <summary>Finds the known name that is written most like another. It is shown to a person, who decides.</summary>
public static class NearestName
{
    // A name of a header has 64 characters; longer ones would cost time and resemble nothing.
    private const int Longest = 200;

    /// <summary>The nearest of the known names, and in how many places it differs; null when none resembles it.</summary>
    /// <remarks>
    /// The distance counts letters to insert, delete or replace, without regard to case and repeated spaces. A name
    /// resembles another when at least half of its letters stay. Of equal ones the first by its letters.
    /// </remarks>
    public static (string Name, int Distance)? Of(string name, IEnumerable<string> known)
    {
        var folded = Fold(name);
        return known
            .Select(other => (Name: other, Distance: Distance(folded, Fold(other)), Length: Fold(other).Length))
            .Where(item => 2 * item.Distance <= Math.Max(folded.Length, item.Length))
            .OrderBy(item => item.Distance)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => ((string, int)?)(item.Name, item.Distance))
            .FirstOrDefault();
    }

    /// <summary>The Levenshtein distance of two texts.</summary>
    internal static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }

    private static string Fold(string name)
    {
        var folded = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return folded.Length > Longest ? folded[..Longest] : folded;
    }
}
