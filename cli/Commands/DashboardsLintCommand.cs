using System.CommandLine;
using StudyLake.Dashboards.Linting;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards lint [PATH...]</c></summary>
internal static class DashboardsLintCommand
{
    /// <summary>Where the definitions are in a copy of the repository.</summary>
    private const string DefaultPath = "dashboards/definitions";

    private static readonly Argument<string[]> PathArgument = new("path")
    {
        Description =
            $"JSON files and CloudFormation templates, or folders with all below them. Default: {DefaultPath}, or where that is not, the definitions in this program.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> DataSets = new("--data-sets")
    {
        Description =
            "Further files or folders with data sets that the definitions refer to; they are not checked themselves. "
            + "Folders named dataset or datasets beside a path are found without it.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<LintFormat> Format = new("--format")
    {
        Description = "text, json, or sarif for code hosts.",
        DefaultValueFactory = _ => LintFormat.Text,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("lint", "Find what QuickSight would refuse, or draw blank or wrong, before anything is deployed.")
        {
            PathArgument,
            DataSets,
            Format,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = parsed.GetValue(PathArgument) is { Length: > 0 } some ? some : null;
        var isOwn = given is null && !Directory.Exists(DefaultPath);
        var paths = given ?? (isOwn ? [] : [DefaultPath]);
        var dataSets = parsed.GetValue(DataSets) ?? [];
        foreach (var path in paths.Concat(dataSets))
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new CommandException($"Expected a file or folder at {path}, found none.")
                {
                    ExitCode = ExitCodes.Usage,
                };
        }
        var report = new Linter().Run(isOwn ? OwnDefinitions.Read() : AssetFolder.LoadWithTemplates(paths, dataSets));
        cancellationToken.ThrowIfCancellationRequested();
        await WriteAsync(report, parsed.GetValue(Format), cancellationToken);
        if (report.FileCount == 0)
            throw new CommandException($"Expected QuickSight definitions in {string.Join(", ", paths)}, found none.");
        var others = paths.Where(File.Exists).Select(path => path.Replace('\\', '/')).Intersect(report.OtherFiles);
        if (others.FirstOrDefault() is { } other)
            throw new CommandException($"Expected a QuickSight definition in {other}, found a file of another shape.");
        return report.ErrorCount > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task WriteAsync(LintReport report, LintFormat format, CancellationToken cancellationToken)
    {
        if (format == LintFormat.Text)
        {
            LintText.Write(report, Console.Out);
            return;
        }
        using var buffer = new MemoryStream();
        if (format == LintFormat.Json)
            LintJson.Write(report, buffer);
        else
            LintSarif.Write(report, buffer);
        buffer.WriteByte((byte)'\n');
        buffer.Position = 0;
        await using var output = Console.OpenStandardOutput();
        await buffer.CopyToAsync(output, cancellationToken);
    }

    private enum LintFormat
    {
        Text,
        Json,
        Sarif,
    }
}
