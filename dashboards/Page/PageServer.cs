using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Server;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page;

/// <summary>Serves one dashboard to browsers of this machine, on 127.0.0.1 only.</summary>
/// <remarks>
/// Paths: the page's files; <c>api/board</c> (<see cref="BoardAnswer"/>); <c>api/sheet</c> (a <see cref="SheetLine"/>,
/// <see cref="TileLine"/>s and an <see cref="EndLine"/>, one a line); <c>api/choices</c> (<see cref="ChoicesAnswer"/>);
/// <c>api/csv/VISUAL</c>; <c>api/changes</c> (server-sent events). All take the page's own query string,
/// <see cref="PageAddress"/>. A request that ends early cancels its queries.
/// </remarks>
public sealed class PageServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly PageOptions _options;
    private readonly WebApplication _application;
    private readonly ChangeFeed _changes = new();
    private readonly SemaphoreSlim _reloading = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _closing = [];
    private int _isDisposed;
    private DefinitionWatch? _watch;
    private Task _following = Task.CompletedTask;
    private Task _warming = Task.CompletedTask;
    private Standing _standing;

    // What readers see: a definition over rows, replaced as one.
    private sealed record Standing(OpenRows Rows, Board Board);

    private PageServer(PageOptions options, WebApplication application, Standing standing)
    {
        _options = options;
        _application = application;
        _standing = standing;
    }

    /// <summary>Whether this build brings a dashboard along, for <see cref="PageOptions.Definition"/> null.</summary>
    public static bool HasOwnDashboard => OwnDefinitions.Names.Any();

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address
    {
        get
        {
            var addresses = _application
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses;
            return new Uri(
                addresses?.FirstOrDefault() ?? throw new InvalidOperationException("Expected an address, found none.")
            );
        }
    }

    /// <summary>Opens the definition and starts to listen.</summary>
    /// <exception cref="PageException">The definition cannot be opened.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PageServer> StartAsync(PageOptions options, CancellationToken cancellationToken)
    {
        var rows = new OpenRows(options.Rows, options.Parallel, options.KeptAnswers);
        var board = await BoardLoader.LoadAsync(options, rows, 1, cancellationToken).ConfigureAwait(false);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        // The caller ends the server; Ctrl-C is the command's to hear.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        var server = new PageServer(options, application, new Standing(rows, board));
        server.Map();
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        if (options.Definition is { } path)
            server._watch = new DefinitionWatch(path, () => _ = server.ReloadAsync());
        rows.Imports.Start(board.ImportsInOrder());
        server._warming = Task.Run(server.WarmAsync, CancellationToken.None);
        if (options.NextRows is { } next)
            server._following = Task.Run(() => server.FollowRowsAsync(next), CancellationToken.None);
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        _watch?.Dispose();
        // Open streams of changes end first, or stopping would wait for them.
        await _stop.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        await _warming.ConfigureAwait(false);
        await _standing.Rows.Imports.StopAsync().ConfigureAwait(false);
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        await _standing.Rows.DisposeAsync().ConfigureAwait(false);
        foreach (var closing in _closing)
            await closing.ConfigureAwait(false);
        _reloading.Dispose();
        _stop.Dispose();
    }

    private void Map()
    {
        _application.Use(next => context => PageGuard.RunAsync(context, next));
        _application.Use(next => context => AnswerAsync(context, next));
        _application.MapGet("/api/board", BoardAsync);
        _application.MapGet("/api/sheet", SheetAsync);
        _application.MapGet("/api/choices", ChoicesAsync);
        _application.MapGet("/api/csv/{visual}", CsvAsync);
        _application.MapGet("/api/changes", ChangesAsync);
        _application.MapGet("/{**path}", FileAsync);
    }

    private (Standing Standing, PageAddress Address, DashboardState State) Read(HttpContext context)
    {
        var standing = Enter(context);
        var address = PageAddress.Read(context.Request.Query);
        var state = ReaderState.Of(standing.Board, address, _options.Clock.GetUtcNow(), _options.User);
        return (standing, address, state);
    }

    // The rows stay open until the answer has ended.
    private Standing Enter(HttpContext context)
    {
        for (; ; )
        {
            var standing = Volatile.Read(ref _standing);
            if (standing.Rows.Enter() is { } part)
            {
                context.Response.RegisterForDispose(part);
                return standing;
            }
            // They were replaced between the two lines; the next look finds the new ones, unless all is ending.
            _stop.Token.ThrowIfCancellationRequested();
        }
    }

    // The edge of a request: whatever is thrown becomes an answer, for the browser of somebody has to say something.
    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (context.RequestAborted.IsCancellationRequested || _stop.IsCancellationRequested)
        {
            // The browser has left, or the server is ending.
        }
        catch (Exception exception)
        {
            _options.OnFailure(exception);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await FailAsync(
                        context,
                        StatusCodes.Status500InternalServerError,
                        $"unexpected {exception.GetType().Name}"
                    )
                    .ConfigureAwait(false);
        }
    }

    // The edge of a visual: one that fails in a way nobody foresaw must not take the others with it.
    private async Task<TileLine> TileAsync(
        TileBuilder tiles,
        Sheet sheet,
        Visual visual,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await tiles.BuildAsync(sheet, visual, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _options.OnFailure(exception);
            return new TileLine
            {
                Id = visual.Id,
                Status = "error",
                Error = $"unexpected {exception.GetType().Name}",
            };
        }
    }

    private Task BoardAsync(HttpContext context)
    {
        var (standing, _, state) = Read(context);
        var (rows, board) = (standing.Rows.Rows, standing.Board);
        var zone = board.Definition.Timezone ?? "UTC";
        var asOf = rows.DataAsOf is { } moment ? $" · data as of {PlainText.Of(moment)} UTC" : "";
        var answer = new BoardAnswer
        {
            Version = board.Version,
            Name = board.Name,
            About = board.WhySynthetic is null ? $"{rows.About}{asOf} · {zone}" : $"Made-up rows · {zone}",
            Footer = $"now() is {PlainText.Of(state.Now.UtcDateTime)} UTC · {rows.About}",
            Theme = new ThemeColors(board.Palette.Length > 0 ? board.Palette : ColorBook.Own),
            Banners = board.WhySynthetic is { } why
                ?
                [
                    $"Made-up rows, no real numbers: {why}. Every visual is drawn from values that the definition itself names.",
                ]
                : [],
            Users = board.Users,
            DataSets = DataSetNotes.Of(board),
            Sheets =
            [
                .. board.Sheets.Select(
                    (sheet, i) => new SheetTab(sheet.Id, sheet.Name is { Length: > 0 } name ? name : $"Sheet {i + 1}")
                ),
            ],
            Unsupported = board.Unsupported(new DashboardState { Now = state.Now }),
        };
        return context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
    }

    private async Task SheetAsync(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (standing, address, state) = Read(context);
        var (board, engine) = (standing.Board, standing.Rows.Engine);
        if (board.SheetOf(address.Sheet) is not { } sheet)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "Expected a definition with sheets, found none.")
                .ConfigureAwait(false);
            return;
        }
        var cancellationToken = context.RequestAborted;
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        try
        {
            var tiles = new TileBuilder(board, state, engine);
            // Visuals start before the controls are asked for, or one would wait for the other.
            var work = sheet
                .Visuals.Select(visual =>
                    Task.Run(() => TileAsync(tiles, sheet, visual, cancellationToken), cancellationToken)
                )
                .ToList();
            var controls = await new ControlBuilder(board, state, engine.Open())
                .AllAsync(sheet, cancellationToken)
                .ConfigureAwait(false);
            await LineAsync(context, SheetBuilder.Build(board, sheet, state, controls)).ConfigureAwait(false);
            await foreach (var tile in Task.WhenEach(work).ConfigureAwait(false))
                await LineAsync(context, await tile.ConfigureAwait(false)).ConfigureAwait(false);
            await LineAsync(
                    context,
                    new EndLine(
                        work.Count,
                        Math.Round(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 1)
                    )
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The browser went elsewhere; its queries are cancelled, and nobody reads on.
        }
    }

    private async Task ChoicesAsync(HttpContext context)
    {
        var (standing, _, state) = Read(context);
        var control = context.Request.Query["control"].ToString();
        var search = context.Request.Query["search"].ToString();
        var answer = await new ControlBuilder(standing.Board, state, standing.Rows.Engine.Open())
            .SearchAsync(control, search, context.RequestAborted)
            .ConfigureAwait(false);
        if (answer is null)
            await FailAsync(
                    context,
                    StatusCodes.Status404NotFound,
                    "Expected a control of this definition, found none of that id."
                )
                .ConfigureAwait(false);
        else
            await context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task CsvAsync(HttpContext context)
    {
        var (standing, _, state) = Read(context);
        if (standing.Board.VisualOf(context.Request.RouteValues["visual"]?.ToString() ?? "") is not { } found)
        {
            await FailAsync(
                    context,
                    StatusCodes.Status404NotFound,
                    "Expected a visual of this definition, found none of that id."
                )
                .ConfigureAwait(false);
            return;
        }
        try
        {
            var tiles = new TileBuilder(standing.Board, state, standing.Rows.Engine);
            var (columns, rows) = await tiles
                .RowsAsync(found.Sheet, found.Visual, context.RequestAborted)
                .ConfigureAwait(false);
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition =
                $"attachment; filename=\"{PageCsv.FileName(Board.LabelOf(found.Visual))}\"";
            await PageCsv
                .WriteAsync(columns, rows, context.Response.Body, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PageException or QueryException)
        {
            await FailAsync(context, StatusCodes.Status422UnprocessableEntity, SafeText.Of(exception.Message))
                .ConfigureAwait(false);
        }
    }

    private async Task ChangesAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stop.Token);
        try
        {
            await context.Response.WriteAsync(": open\n\n", ends.Token).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ends.Token).ConfigureAwait(false);
            await foreach (var note in _changes.ReadAsync(ends.Token).ConfigureAwait(false))
            {
                await context
                    .Response.WriteAsync(
                        $"event: changed\ndata: {JsonSerializer.Serialize(note, Json)}\n\n",
                        ends.Token
                    )
                    .ConfigureAwait(false);
                await context.Response.Body.FlushAsync(ends.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The page was closed, or the server is ending.
        }
    }

    private static Task FileAsync(HttpContext context)
    {
        var path = context.Request.RouteValues["path"]?.ToString() ?? "";
        if (PageFiles.Find(path) is not { } file)
            return FailAsync(
                context,
                StatusCodes.Status404NotFound,
                "Expected a file of this page, found none of that name."
            );
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        return context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }

    private async Task ReloadAsync()
    {
        try
        {
            await _reloading.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                var (rows, before) = (_standing.Rows, _standing.Board);
                var next = await BoardLoader
                    .LoadAsync(_options, rows, before.Version + 1, _stop.Token)
                    .ConfigureAwait(false);
                Volatile.Write(ref _standing, new Standing(rows, next));
                rows.Imports.Start(next.ImportsInOrder());
                _changes.Publish(new ChangeNote(next.Version, null));
            }
            finally
            {
                _reloading.Release();
            }
        }
        catch (Exception exception) when (exception is PageException or QueryException or IOException)
        {
            // Half-written or broken: what was read before stays on the page, with the reason above it.
            _changes.Publish(new ChangeNote(_standing.Board.Version, SafeText.Of(exception.Message)));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server is ending.
        }
    }

    // The edge of what runs for nobody. Computes the first sheet before anybody asks for it: its answers are kept, and all code on the way is compiled.
    private async Task WarmAsync()
    {
        var (rows, board) = (_standing.Rows, _standing.Board);
        using var part = rows.Enter();
        if (part is null || board.SheetOf(null) is not { } sheet)
            return;
        var address = PageAddress.Read(QueryCollection.Empty);
        var state = ReaderState.Of(board, address, _options.Clock.GetUtcNow(), _options.User);
        try
        {
            var tiles = new TileBuilder(board, state, rows.Engine);
            var work = sheet.Visuals.Select(visual => TileAsync(tiles, sheet, visual, _stop.Token)).ToList();
            await new ControlBuilder(board, state, rows.Engine.Open())
                .AllAsync(sheet, _stop.Token)
                .ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server is ending.
        }
        catch (Exception exception)
        {
            // Nobody asked yet; who asks will be told.
            _options.OnFailure(exception);
        }
    }

    // The edge of rows that change: whatever goes wrong is told, and the rows before stay.
    private async Task FollowRowsAsync(Func<CancellationToken, Task<PageRows>> next)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ReplaceRowsAsync(await next(_stop.Token).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                _options.OnFailure(exception);
                var message = exception is QueryException or PageException
                    ? SafeText.Of(exception.Message)
                    : $"unexpected {exception.GetType().Name}";
                _changes.Publish(new ChangeNote(_standing.Board.Version, message) { Rows = true });
            }
        }
    }

    // Everything is imported before a reader sees any of it, so that no sheet mixes two states or waits for one.
    private async Task ReplaceRowsAsync(PageRows opened)
    {
        var rows = new OpenRows(opened, _options.Parallel, _options.KeptAnswers);
        var isShown = false;
        try
        {
            var version = _standing.Board.Version;
            var board = await BoardLoader.LoadAsync(_options, rows, version, _stop.Token).ConfigureAwait(false);
            await rows.Imports.AllAsync(board.ImportsInOrder(), _stop.Token).ConfigureAwait(false);
            await _reloading.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                if (_standing.Board.Version is var newer && newer != version)
                    board = await BoardLoader.LoadAsync(_options, rows, newer, _stop.Token).ConfigureAwait(false);
                var before = Interlocked.Exchange(ref _standing, new Standing(rows, board));
                isShown = true;
                rows.Imports.Start(board.ImportsInOrder());
                _closing.Add(before.Rows.DisposeAsync().AsTask());
                _changes.Publish(new ChangeNote(board.Version, null) { Rows = true });
            }
            finally
            {
                _reloading.Release();
            }
        }
        finally
        {
            if (!isShown)
                await rows.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task LineAsync<T>(HttpContext context, T line)
    {
        await JsonSerializer
            .SerializeAsync(context.Response.Body, line, Json, context.RequestAborted)
            .ConfigureAwait(false);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = message }, context.RequestAborted);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
