using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>Writes changes for a terminal.</summary>
public static class DiffText
{
    private const int Longest = 500;

    /// <summary>One block an element, and a last line that counts them; nothing at all without a change.</summary>
    public static void Write(ImmutableArray<ElementChange> changes, TextWriter output)
    {
        foreach (var change in changes)
        {
            output.WriteLine($"{Sign(change.Change)} {Subject(change)}");
            if (change.Values.IsEmpty)
                output.WriteLine($"    {change.NewPath ?? change.OldPath}");
            foreach (var value in change.Values)
            {
                output.WriteLine($"    {Path(value)}");
                if (value.Before is { } before)
                    output.WriteLine($"      - {SafeText.UpTo(Longest, before)}");
                if (value.After is { } after)
                    output.WriteLine($"      + {SafeText.UpTo(Longest, after)}");
            }
        }
        if (changes.Length > 0)
            output.WriteLine(Summary(changes));
    }

    /// <summary>The element in words.</summary>
    public static string Subject(ElementChange change)
    {
        var name = change.Name == change.Id ? "" : $" \"{SafeText.Of(change.Name)}\"";
        var sheet = change.Sheet is null ? "" : $" on sheet \"{SafeText.Of(change.Sheet)}\"";
        return $"{change.Kind}{name} ({SafeText.Of(change.Id)}){sheet}";
    }

    /// <summary>The path of a value, with both where they differ.</summary>
    public static string Path(ValueChange value) =>
        SafeText.UpTo(
            Longest,
            value.OldPath is { } old && value.NewPath is { } now && old != now
                ? $"{old} -> {now}"
                : value.NewPath ?? value.OldPath ?? ""
        );

    /// <summary>How many elements of which kind.</summary>
    public static string Summary(ImmutableArray<ElementChange> changes) =>
        changes.IsEmpty
            ? "no changes"
            : string.Join(
                ", ",
                changes
                    .GroupBy(change => change.Change)
                    .OrderBy(group => group.Key)
                    .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}")
            ) + $"; {changes.Count(change => change.Kind == "visual")} visuals";

    private static char Sign(ChangeKind change) =>
        change switch
        {
            ChangeKind.Added => '+',
            ChangeKind.Removed => '-',
            _ => '~',
        };
}
