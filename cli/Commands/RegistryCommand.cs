using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake registry check</c> and <c>studylake registry unmapped</c></summary>
internal static class RegistryCommand
{
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<ResultFormat> Format = new("--format")
    {
        Description = "table, csv or json.",
        DefaultValueFactory = _ => ResultFormat.Table,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new("registry", "Look after the registry: which names of the headers belong to which site and device.")
        {
            new Command("check", "Say what is wrong with the registry's files, by file and line.")
            {
                Lake,
                Registry,
            }.Does(CheckAsync),
            new Command(
                "unmapped",
                "List names that the registry does not know, with counts and the nearest known name."
            )
            {
                Lake,
                Registry,
                Format,
            }.Does(UnmappedAsync),
        };

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(Registry) ?? Path.Combine(parsed.GetValue(Lake) ?? "lake", "registry");
        if (!Directory.Exists(folder))
            throw new CommandException("Expected the registry's folder, found none: name it with --registry.");
        var findings = RegistryCheck.Run(folder);
        foreach (var finding in findings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Console.WriteLine(SafeText.Of(finding.ToString()));
        }
        await Console.Error.WriteLineAsync(
            findings.IsEmpty ? "studylake: the registry is in order" : $"studylake: {findings.Length:N0} findings"
        );
        return findings.IsEmpty ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> UnmappedAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await LakeSession.OpenAsync(
            parsed.GetValue(Lake) ?? "lake",
            parsed.GetValue(Registry),
            cancellationToken
        );
        await using var names = await UnmappedNames.FindAsync(session, cancellationToken);
        await using var output = Console.OpenStandardOutput();
        await ResultPrinter.PrintAsync(names, parsed.GetValue(Format), output, cancellationToken);
        return ExitCodes.Done;
    }
}
