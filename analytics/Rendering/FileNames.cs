using System.Globalization;

namespace StudyLake.Analytics.Rendering;

/// <summary>Names of files inside an archive.</summary>
internal static class FileNames
{
    /// <summary>
    /// The name with everything but ASCII letters, digits, hyphen, underscore and dot made a hyphen, and a number behind when
    /// it is taken. No path can be made of it.
    /// </summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'))
            .Trim('.');
        if (safe.Length > 100)
            safe = safe[..100];
        if (safe.Length == 0)
            safe = "table";
        var found = safe;
        for (var i = 2; !taken.Add(found); i++)
            found = string.Create(CultureInfo.InvariantCulture, $"{safe}-{i}");
        return found;
    }
}
