using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Server;
using StudyLake.Dashboards.Page.Specs;
using StudyLake.Dashboards.Review.Drawing;

namespace StudyLake.Dashboards.Review;

/// <summary>Computes and draws one visual; whatever goes wrong becomes its <see cref="RenderedVisual.Failure"/>.</summary>
/// <param name="board">The definition.</param>
/// <param name="tiles">Computes.</param>
/// <param name="onFailure">Called with what nobody foresaw.</param>
internal sealed class VisualRenderer(Board board, TileBuilder tiles, Action<Exception> onFailure)
{
    /// <summary>The visual.</summary>
    public async Task<RenderedVisual> RenderAsync(
        Sheet sheet,
        Visual visual,
        VisualSpec spec,
        double width,
        double height,
        CancellationToken cancellationToken
    )
    {
        TileLine tile;
        RenderedVisual rendered;
        // The edge of a visual: one that fails in a way nobody foresaw must not take the others with it.
        try
        {
            tile = await tiles.BuildAsync(sheet, visual, cancellationToken).ConfigureAwait(false);
            rendered = Draw(spec, tile, width, height);
            rendered = rendered with
            {
                Csv = await CsvAsync(sheet, visual, tile, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            onFailure(exception);
            var reason = exception is PageException or QueryException
                ? ValueText.Clean(exception.Message)
                : $"unexpected {exception.GetType().Name}";
            tile = new TileLine
            {
                Id = visual.Id,
                Status = "error",
                Error = reason,
            };
            rendered = Draw(spec, tile, width, height);
        }
        return rendered;
    }

    private RenderedVisual Draw(VisualSpec spec, TileLine tile, double width, double height)
    {
        var rendered = new RenderedVisual
        {
            Spec = spec,
            Tile = tile,
            Title = TitleOf(spec),
            FileName = "",
            RowCount = tile.Narrative is null ? tile.Rows.Length : tile.Queries.Sum(query => query.Rows),
            Notes = [.. tile.Unsupported.Select(ValueText.Clean).Distinct()],
        };
        var error = ValueText.Clean(tile.Error ?? "");
        switch (tile.Status)
        {
            case "ok" when Pictures.WhyNot(spec.Kind) is { } reason:
                return rendered with { NotDrawn = reason };
            case "ok":
                var palette = board.Palette.Length > 0 ? board.Palette : ColorBook.Own;
                var (picture, notes) = Pictures.Draw(tile, spec, palette, width, height);
                return rendered with { Picture = picture, Notes = [.. rendered.Notes, .. notes] };
            case "empty":
                return rendered with { NotDrawn = "No rows: nothing matches the filters in force." };
            case "unsupported":
                return rendered with { NotDrawn = error };
            default:
                return rendered with { Failure = error.Length == 0 ? "no reason was given" : error };
        }
    }

    // What is shown is what is written; only rows beyond the page's limit are asked for again.
    private async Task<ReadOnlyMemory<byte>?> CsvAsync(
        Sheet sheet,
        Visual visual,
        TileLine tile,
        CancellationToken cancellationToken
    )
    {
        if (tile.Status is not ("ok" or "empty"))
            return null;
        var (columns, rows) = (tile.Columns, tile.Rows);
        if (tile.More || (visual.Kind == "InsightVisual" && tile.Queries.Length > 0))
            (columns, rows) = await tiles.RowsAsync(sheet, visual, cancellationToken).ConfigureAwait(false);
        if (columns.IsEmpty)
            return null;
        using var file = new MemoryStream();
        await PageCsv.WriteAsync(columns, rows, file, cancellationToken).ConfigureAwait(false);
        return file.ToArray();
    }

    private static string TitleOf(VisualSpec spec)
    {
        var words = string.Join(' ', Words(spec.Title).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return ValueText.Clean(words.Length > 0 ? words : spec.Label);
    }

    private static string Words(ImmutableArray<RichNode> nodes) =>
        string.Concat(nodes.Select(node => node.Text ?? (node.Children is { } children ? Words(children) + " " : " ")));
}
