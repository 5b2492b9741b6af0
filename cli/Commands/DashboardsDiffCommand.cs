using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using StudyLake.Analytics;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page;
using StudyLake.Dashboards.Review;
using StudyLake.Dashboards.Review.Diff;
using StudyLake.Dashboards.Review.Pages;
using StudyLake.Transform;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards diff OLD NEW</c>: ends as diff(1) does.</summary>
/// <remarks>0: the same; 1: changes; 2: trouble, such as a file that cannot be read; 3: changes, some not drawn.</remarks>
internal static class DashboardsDiffCommand
{
    private const int Same = 0;
    private const int Different = 1;
    private const int Trouble = 2;

    private static readonly Argument<string> Old = new("old")
    {
        Description = "The definition's file or folder before.",
    };
    private static readonly Argument<string> New = new("new")
    {
        Description = "The definition's file or folder after.",
    };

    private static readonly Option<string?> Lake = new("--lake", "-l")
    {
        Description = "Folder of a lake: draw each changed visual before and after. Default: compare the files only.",
    };

    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<string?> Out = new("--out", "-o")
    {
        Description = "Folder for diff.html. Default: reports with --lake, else none.",
    };

    private static readonly Option<DiffFormat> Format = new("--format")
    {
        Description = "text, html or json on standard output.",
        DefaultValueFactory = _ => DiffFormat.Text,
    };

    private static readonly Option<string?> Clock = ReviewOptions.Clock();
    private static readonly Option<string?> User = ReviewOptions.User();
    private static readonly Option<bool> Synthetic = ReviewOptions.Synthetic();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "diff",
            "What changed between two definitions, by id. Ends with 0 for nothing, 1 for changes, 2 for trouble, 3 for changes of which some could not be drawn."
        )
        {
            Old,
            New,
            Lake,
            Registry,
            Out,
            Format,
            Clock,
            User,
            Synthetic,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (old, now) = (parsed.GetRequiredValue(Old), parsed.GetRequiredValue(New));
        var (before, after) = (Read(old), Read(now));
        var changes = DefinitionDiff.Between(before, after);
        (RenderedBoard Before, RenderedBoard After)? boards = null;
        if (parsed.GetValue(Lake) is not null || parsed.GetValue(Synthetic))
            boards = await DrawBothAsync(parsed, old, now, cancellationToken);
        await WriteAsync(parsed, changes, boards, cancellationToken);
        var failed = boards is { } both
            ? VisualPair
                .Of(both.Before, both.After, changes)
                .SelectMany(pair => new[] { pair.Before, pair.After })
                .OfType<RenderedVisual>()
                .Where(visual => visual.Failure is not null)
                .ToList()
            : [];
        foreach (var visual in failed)
            await Console.Error.WriteLineAsync($"studylake: failed: {visual.Title}: {visual.Failure}");
        return failed.Count > 0 ? ExitCodes.Incomplete
            : changes.IsEmpty ? Same
            : Different;
    }

    private static AssetFolder Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw Fault($"Expected a file or folder at {path}, found none.");
        var folder = AssetFolder.Load([path]);
        if (
            folder.Assets.FirstOrDefault(asset => asset.File.Problem is not null) is
            { File: { Problem: { } problem } file }
        )
            throw Fault($"{file.Path}, line {problem.Line}: {problem.Message}");
        if (folder.Assets.All(asset => asset.Kind == AssetKind.Other))
            throw Fault($"Expected QuickSight definitions in {path}, found none.");
        return folder;
    }

    // What ends other commands with 1 would here say that there are changes.
    private static async Task<(RenderedBoard Before, RenderedBoard After)> DrawBothAsync(
        ParseResult parsed,
        string old,
        string now,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await DrawAsync(parsed, old, cancellationToken), await DrawAsync(parsed, now, cancellationToken));
        }
        catch (Exception exception)
            when (exception is PageException or QueryException or LakeFormatException or RegistryException)
        {
            throw new CommandException(exception.Message, exception) { ExitCode = Trouble };
        }
    }

    // Each side has an engine of its own, for made-up rows of both would have the same names.
    private static async Task<RenderedBoard> DrawAsync(
        ParseResult parsed,
        string definition,
        CancellationToken cancellationToken
    )
    {
        await using var rows = await PreviewRows.OpenAsync(
            parsed.GetValue(Lake) ?? "lake",
            parsed.GetValue(Registry),
            cancellationToken
        );
        var options = new RenderOptions
        {
            Definition = definition,
            Engine = rows.Engine,
            About = rows.About,
            DataAsOf = await rows.DataAsOfAsync(cancellationToken),
            IsSynthetic = parsed.GetValue(Synthetic),
            Clock = ReviewOptions.ClockOf(parsed.GetValue(Clock)),
            User = parsed.GetValue(User),
            OnFailure = PreviewHost.Report,
        };
        return await DashboardRenderer.RenderAsync(options, cancellationToken);
    }

    private static async Task WriteAsync(
        ParseResult parsed,
        ImmutableArray<ElementChange> changes,
        (RenderedBoard Before, RenderedBoard After)? boards,
        CancellationToken cancellationToken
    )
    {
        var folder = parsed.GetValue(Out) ?? (boards is null ? null : "reports");
        var format = parsed.GetValue(Format);
        var page = folder is not null || format == DiffFormat.Html ? DiffPage.Write(changes, boards) : "";
        await using var output = Console.OpenStandardOutput();
        if (format == DiffFormat.Json)
            DiffJson.Write(changes, output);
        else if (format == DiffFormat.Html)
            await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
        else
            DiffText.Write(changes, Console.Out);
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "diff.html");
        await File.WriteAllTextAsync(path, page, cancellationToken);
        await Console.Error.WriteLineAsync($"studylake: wrote {path}");
    }

    private static CommandException Fault(string message) => new(message) { ExitCode = Trouble };

    private enum DiffFormat
    {
        Text,
        Html,
        Json,
    }
}
