using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Page;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Dashboards.Review;

/// <summary>Computes and draws every visual of a definition, without a browser.</summary>
/// <remarks>Titles, formats, colours and rows come from what serves the preview page, so both show the same.</remarks>
public static class DashboardRenderer
{
    private const int Parallel = 2;
    private const int KeptAnswers = 500;

    /// <summary>Draws it.</summary>
    /// <exception cref="PageException">The definition cannot be opened, or has no such sheet or parameter.</exception>
    /// <exception cref="QueryException">The engine could not make the tables of made-up rows.</exception>
    public static async Task<RenderedBoard> RenderAsync(RenderOptions options, CancellationToken cancellationToken)
    {
        var now = options.Clock.GetUtcNow();
        var rows = new PageRows { Engine = options.Engine, About = options.About };
        await using var opened = new OpenRows(rows, Parallel, KeptAnswers);
        var board = await BoardLoader
            .LoadAsync(
                new PageOptions
                {
                    Definition = options.Definition,
                    Rows = rows,
                    Clock = options.Clock,
                    IsSynthetic = options.IsSynthetic,
                },
                opened,
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        var state = StateOf(board, options, now);
        var engine = opened.Engine;
        var sheets = ImmutableArray.CreateBuilder<RenderedSheet>();
        for (var i = 0; i < board.Sheets.Length; i++)
        {
            var sheet = board.Sheets[i];
            if (options.Sheet is { } wanted && wanted != sheet.Id && wanted != sheet.Name)
                continue;
            sheets.Add(await SheetAsync(board, state, engine, i, options, cancellationToken).ConfigureAwait(false));
        }
        if (sheets.Count == 0)
            throw new PageException(
                options.Sheet is null
                    ? "Expected a definition with sheets, found none."
                    : $"Expected a sheet of this definition ({string.Join(", ", board.Sheets.Select(sheet => $"'{SafeText.Of(sheet.Name ?? sheet.Id)}'"))}), found '{SafeText.Of(options.Sheet)}'."
            );
        return new RenderedBoard
        {
            Name = ValueText.Clean(board.Name),
            About = options.About,
            DataAsOf = options.DataAsOf,
            Now = now,
            User = options.User,
            WhySynthetic = board.WhySynthetic,
            Sheets = sheets.ToImmutable(),
        };
    }

    private static DashboardState StateOf(Board board, RenderOptions options, DateTimeOffset now)
    {
        var plain = new DashboardState { Now = now };
        var declared = board.Compiler.Parameters(plain);
        foreach (var name in options.Parameters.Keys)
        {
            if (!declared.ContainsKey(name))
                throw new PageException(
                    $"Expected a parameter of this definition ({string.Join(", ", declared.Keys.Order(StringComparer.Ordinal))}), found '{SafeText.Of(name)}'."
                );
        }
        return plain with
        {
            RowLimit = TileBuilder.MostRows,
            Reader = options.User is null ? null : new DashboardReader(options.User, []),
            Parameters = options.Parameters.ToImmutableDictionary(
                pair => pair.Key,
                pair =>
                    pair.Value.Contains(PageAddress.All)
                        ? []
                        : pair.Value.Select(value => (object?)value).ToImmutableArray(),
                StringComparer.Ordinal
            ),
        };
    }

    private static async Task<RenderedSheet> SheetAsync(
        Board board,
        DashboardState state,
        KeptEngine engine,
        int index,
        RenderOptions options,
        CancellationToken cancellationToken
    )
    {
        var sheet = board.Sheets[index];
        var controls = await new ControlBuilder(board, state, engine.Open())
            .AllAsync(sheet, cancellationToken)
            .ConfigureAwait(false);
        var line = SheetBuilder.Build(board, sheet, state, controls);
        var tiles = new TileBuilder(board, state, engine);
        var places = line
            .Items.Where(item => item.Visual is not null)
            .ToDictionary(item => item.Id, item => item, StringComparer.Ordinal);
        var inOrder = sheet
            .Visuals.DistinctBy(visual => visual.Id)
            .Select((visual, at) => (visual, at))
            .OrderBy(one => places.TryGetValue(one.visual.Id, out var found) ? line.Items.IndexOf(found) : int.MaxValue)
            .ThenBy(one => one.at)
            .Select(one => one.visual)
            .ToList();
        var rendered = ImmutableArray.CreateBuilder<RenderedVisual>();
        foreach (var visual in inOrder)
        {
            var spec =
                places.TryGetValue(visual.Id, out var item) && item.Visual is { } placed
                    ? placed
                    : SheetBuilder.SpecOf(board, visual, state);
            var (width, height) = PictureSize.Of(line.Layout, item);
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{index + 1:00}-{rendered.Count + 1:00}-{Path.GetFileNameWithoutExtension(PageCsv.FileName(Board.LabelOf(visual)))}"
            );
            var one = await new VisualRenderer(board, tiles, options.OnFailure)
                .RenderAsync(sheet, visual, spec, width, height, cancellationToken)
                .ConfigureAwait(false);
            rendered.Add(one with { FileName = name });
        }
        return new RenderedSheet(line, FilterWords.Of(board, sheet, state, controls), rendered.ToImmutable())
        {
            Name = sheet.Name is { Length: > 0 } named
                ? ValueText.Clean(named)
                : string.Create(CultureInfo.InvariantCulture, $"Sheet {index + 1}"),
        };
    }
}
