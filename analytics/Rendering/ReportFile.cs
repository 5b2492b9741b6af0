namespace StudyLake.Analytics.Rendering;

/// <summary>A report in one form, not yet anywhere.</summary>
/// <param name="Name">The document's name and the form's ending: <c>volume-2026-10.pdf</c>.</param>
/// <param name="MediaType">Its media type, with the character set where it is text.</param>
/// <param name="Content">Its bytes; the same document gives the same.</param>
public sealed record ReportFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
