using System.Collections.Immutable;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>A visual before and after.</summary>
/// <param name="Id">Its VisualId.</param>
/// <param name="Before">As drawn from the old definition; null when it was not there.</param>
/// <param name="After">As drawn from the new definition; null when it is not there any more.</param>
/// <param name="IsEdited">Whether the visual itself was edited; else only what it shows differs.</param>
public sealed record VisualPair(string Id, RenderedVisual? Before, RenderedVisual? After, bool IsEdited)
{
    /// <summary>
    /// The visuals that were edited, and those that show something else because of a change elsewhere: a calculated
    /// field, a filter, a data set.
    /// </summary>
    public static ImmutableArray<VisualPair> Of(
        RenderedBoard before,
        RenderedBoard after,
        ImmutableArray<ElementChange> changes
    )
    {
        var edited = changes
            .Where(change => change.Kind == "visual")
            .Select(change => change.Id)
            .ToHashSet(StringComparer.Ordinal);
        var olds = ById(before);
        var news = ById(after);
        return
        [
            .. after
                .Visuals.Concat(before.Visuals)
                .Select(visual => visual.Spec.Id)
                .Distinct(StringComparer.Ordinal)
                .Select(id => new VisualPair(
                    id,
                    olds.GetValueOrDefault(id),
                    news.GetValueOrDefault(id),
                    edited.Contains(id)
                ))
                .Where(pair => pair.IsEdited || !IsSame(pair.Before, pair.After)),
        ];
    }

    private static Dictionary<string, RenderedVisual> ById(RenderedBoard board) =>
        board
            .Visuals.DistinctBy(visual => visual.Spec.Id)
            .ToDictionary(visual => visual.Spec.Id, StringComparer.Ordinal);

    private static bool IsSame(RenderedVisual? before, RenderedVisual? after)
    {
        if (before is null || after is null)
            return before is null && after is null;
        return before.Title == after.Title
            && before.Failure == after.Failure
            && before.NotDrawn == after.NotDrawn
            && before.Picture?.ToString() == after.Picture?.ToString()
            && (before.Csv ?? default).Span.SequenceEqual((after.Csv ?? default).Span);
    }
}
