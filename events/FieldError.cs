namespace StudyLake.Events;

/// <summary>One thing wrong with a header that did not make it unusable. Holds no value of the header.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Keyword">The attribute's keyword, or null when it concerns the header as a whole.</param>
public sealed record FieldError(FieldErrorCode Code, string? Keyword = null);
