namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>A sum of counts, each times a factor, that a reader knows to be zero.</summary>
/// <param name="Terms">Factor by variable; a variable is a count, wherever it is stated, or one that is stated nowhere.</param>
internal sealed record Relation(IReadOnlyDictionary<int, int> Terms);
