using System.CommandLine;
using System.Globalization;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary>Options of the commands that make reports, and how they are read.</summary>
internal static class ReportOptions
{
    /// <summary>The folder to write to.</summary>
    public static Option<string> Out() =>
        new("--out", "-o")
        {
            Description = "Folder to write to; files of the same report and period are replaced.",
            DefaultValueFactory = _ => "reports",
        };

    /// <summary>The counting rule.</summary>
    public static Option<string?> Rule() =>
        new("--rule") { Description = "What one exam is: study, accession or merged. Default: the report's own." };

    /// <summary>The site.</summary>
    public static Option<string?> Site() =>
        new("--site") { Description = "Count one site only, by its display name in the registry." };

    /// <summary>The formats.</summary>
    public static Option<string?> Format() =>
        new("--format")
        {
            Description =
                $"What to write, divided by commas: {string.Join(", ", ReportFolder.Formats)}. Default: {string.Join(",", ReportFolder.Usual)}.",
        };

    /// <summary>A month or another period.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static ReportPeriod ParsePeriod(string text) =>
        ReportPeriod.Parse(text)
        ?? throw Usage("Expected a period such as 2026-W43, 2026-10 or 2026, found something else.");

    /// <summary>The rule of that name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static CountingRule? ParseRule(string? text) =>
        text is null
            ? null
            : CountingRules.Parse(text)
                ?? throw Usage("Expected a counting rule (study, accession, merged), found something else.");

    /// <summary>The formats of a list.</summary>
    /// <exception cref="CommandException">One is not known.</exception>
    public static IReadOnlyCollection<string> ParseFormats(string? text)
    {
        if (text is null)
            return ReportFolder.Usual;
        var formats = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .ToList();
        return formats.Count > 0 && formats.TrueForAll(ReportFolder.Formats.Contains)
            ? formats
            : throw Usage($"Expected formats of {string.Join(", ", ReportFolder.Formats)}, found something else.");
    }

    /// <summary>A moment of ISO 8601 in UTC.</summary>
    public static string Moment(DateTime moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The command line is wrong.</summary>
    public static CommandException Usage(string message) => new(message) { ExitCode = ExitCodes.Usage };
}
