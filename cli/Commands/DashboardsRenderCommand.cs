using System.CommandLine;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Review;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake dashboards render [DEFINITION]</c></summary>
internal static class DashboardsRenderCommand
{
    private static readonly Argument<string?> Definition = new("definition")
    {
        Description = "A QuickSight definition, or a folder with one and its data sets. Default: our own dashboard.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string?> Registry = CommonOptions.Registry();

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder to write to; files of the same names are replaced.",
        DefaultValueFactory = _ => "reports",
    };

    private static readonly Option<string?> Sheet = new("--sheet")
    {
        Description = "Only this sheet, by id or name. Default: all.",
    };

    private static readonly Option<string?> Clock = ReviewOptions.Clock();
    private static readonly Option<string?> User = ReviewOptions.User();
    private static readonly Option<bool> Synthetic = ReviewOptions.Synthetic();
    private static readonly Option<string[]> Parameters = ReviewOptions.Parameters();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("render", "Draw every visual without a browser: one HTML page, and SVG and CSV of each visual.")
        {
            Definition,
            Lake,
            Registry,
            Out,
            Sheet,
            Clock,
            User,
            Synthetic,
            Parameters,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var definition = parsed.GetValue(Definition);
        ReviewOptions.Expect(definition);
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
            Sheet = parsed.GetValue(Sheet),
            Parameters = ReviewOptions.ParametersOf(parsed.GetValue(Parameters) ?? []),
            OnFailure = PreviewHost.Report,
        };
        var board = await DashboardRenderer.RenderAsync(options, cancellationToken);
        var paths = await RenderFiles.WriteAsync(board, parsed.GetValue(Out) ?? "reports", cancellationToken);
        foreach (var path in paths)
            Console.WriteLine(path);
        await SayAsync(board);
        return board.Failed.Any() ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static async Task SayAsync(RenderedBoard board)
    {
        if (board.WhySynthetic is { } why)
            await Console.Error.WriteLineAsync($"studylake: made-up rows: {SafeText.Of(why)}");
        foreach (var visual in board.Visuals.Where(visual => visual is { Failure: null, NotDrawn: not null }))
            await Console.Error.WriteLineAsync($"studylake: not drawn: {visual.Title}: {visual.NotDrawn}");
        foreach (var visual in board.Failed)
            await Console.Error.WriteLineAsync($"studylake: failed: {visual.Title}: {visual.Failure}");
        var drawn = board.Visuals.Count(visual => visual is { Failure: null, NotDrawn: null });
        await Console.Error.WriteLineAsync(
            $"studylake: {board.Sheets.Length} sheets, {board.Visuals.Count()} visuals: {drawn} drawn, "
                + $"{board.Visuals.Count() - drawn - board.Failed.Count()} not drawn, {board.Failed.Count()} failed"
        );
    }
}
