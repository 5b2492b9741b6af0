using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>A report as numbers and words, before it becomes HTML, CSV or JSON.</summary>
public sealed record ReportDocument
{
    /// <summary>Report and period, from which its file names are made: <c>volume-2026-10</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Its period in words: October 2026.</summary>
    public required string Period { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>What a reader must know of all its numbers: period, as of, data complete to, time zone, rule, coverage.</summary>
    public required ImmutableArray<ReportFact> Facts { get; init; }

    /// <summary>What a reader must see before the numbers: an unfinished month, a site that sent nothing.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The numbers at its head.</summary>
    public required ImmutableArray<KeyNumber> KeyNumbers { get; init; }

    /// <summary>Its parts, in order.</summary>
    public required ImmutableArray<ReportPart> Parts { get; init; }

    /// <summary>What each measure is, in plain words.</summary>
    public required ImmutableArray<ReportFact> Definitions { get; init; }

    /// <summary>Who may see it.</summary>
    public required string PrivacyNote { get; init; }

    /// <summary>Who may see it, in a few words: on every page of the PDF and in every file's properties.</summary>
    public string Classification { get; init; } = "Internal";

    /// <summary>Facts that could not be found out, and why; they then read <c>not available</c>.</summary>
    public ImmutableArray<ReportFact> MissingFacts { get; init; } = [];

    /// <summary>
    /// Each query that failed and what the engine said. For whoever makes the report: it may quote values of headers or
    /// paths, so no page, CSV or JSON holds it.
    /// </summary>
    public ImmutableArray<ReportFact> FailureDetails { get; init; } = [];

    /// <summary>Each fact, key number or part that could not be made, and why.</summary>
    public IEnumerable<ReportFact> Failures =>
        [
            .. MissingFacts,
            .. KeyNumbers
                .Where(number => number.Failure is not null)
                .Select(number => new ReportFact(number.Label, number.Failure ?? "")),
            .. Parts
                .Where(part => part.Failure is not null)
                .Select(part => new ReportFact(part.Title, part.Failure ?? "")),
        ];

    /// <summary>True when something could not be made.</summary>
    public bool IsIncomplete => Failures.Any();
}

/// <summary>A term and what there is to say of it.</summary>
/// <param name="Term">The term.</param>
/// <param name="Text">The text.</param>
public sealed record ReportFact(string Term, string Text)
{
    /// <summary>Not in the public form: its text states counts of people or names of devices.</summary>
    public bool IsInternal { get; init; }
}
