using StudyLake.Events;
using StudyLake.Events.Fold;

namespace StudyLake.Tests.Simulation;

/// <summary>The fold of the product over the rows of a lake.</summary>
internal static class CurrentObjects
{
    /// <summary>The event of each object that is there or pending.</summary>
    public static IEnumerable<StudyEvent> Of(IEnumerable<StudyEvent> rows) =>
        new StoreFold<StudyEvent>(static item => item)
            .ApplyAll(rows)
            .Objects.Select(item => item.Current?.Kept)
            .OfType<StudyEvent>();
}
