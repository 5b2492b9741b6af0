namespace StudyLake.Aws.Template;

/// <summary>Puts the generated resources between their two marks in <c>template.yaml</c>; the rest is written by hand.</summary>
public static class TemplateFile
{
    /// <summary>The line before the generated resources.</summary>
    public const string Begin = "  # Generated from the contract by \"studylake aws template\": begin\n";

    /// <summary>The line after them.</summary>
    public const string End = "  # Generated from the contract: end\n";

    /// <summary>The template with its generated part made anew.</summary>
    /// <exception cref="FormatException">The two marks are not there, once each and in order.</exception>
    public static string Regenerate(string template)
    {
        var begin = template.IndexOf(Begin, StringComparison.Ordinal);
        var end = template.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin || template.LastIndexOf(Begin, StringComparison.Ordinal) != begin)
            throw new FormatException(
                $"Expected the lines '{Begin.Trim()}' and '{End.Trim()}' once each in the template, found otherwise."
            );
        return string.Concat(
            template.AsSpan(0, begin + Begin.Length),
            GeneratedResources.Render(),
            template.AsSpan(end)
        );
    }
}
