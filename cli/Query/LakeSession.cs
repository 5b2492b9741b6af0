using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Snapshot;
using StudyLake.Transform;

namespace StudyLake.Cli.Query;

/// <summary>A lake opened for questions: DuckDB with every view of staging and marts over it.</summary>
internal sealed class LakeSession : IQueryEngine, IAsyncDisposable
{
    private readonly DuckDbEngine _engine;
    private readonly ViewInstaller _views;
    private readonly SnapshotReader _snapshots;
    private readonly Registry _registry;
    private readonly string _lake;
    private LakeClock? _clock;

    // The snapshot, and what of it is not made yet; null without one.
    private SnapshotViews? _kept;
    private SnapshotManifest? _storage;

    // Models that come from elsewhere: what they are made of otherwise is not needed for them.
    private ImmutableHashSet<string> _given;
    private readonly SemaphoreSlim _preparing = new(1);

    // Names of the models that are there. Only grows, and is replaced as a whole, so that it is read without waiting.
    private volatile ImmutableHashSet<string> _prepared = [];

    // Whether the tables of the registry are there, which no model is behind.
    private volatile bool _isOpen;

    private LakeSession(DuckDbEngine engine, ModelCatalog catalog, Registry registry, string lake, LakeClock clock)
    {
        _clock = clock;
        _given = clock.IsOwn ? [] : [LakeClock.Model];
        _registry = registry;
        _lake = lake;
        _engine = engine;
        _views = new ViewInstaller(engine, catalog, registry);
        _snapshots = new SnapshotReader(engine, catalog, lake, new SnapshotOptions());
        Catalog = catalog;
    }

    /// <summary>Whether marts are read from the snapshot, where it reaches.</summary>
    public bool UsesSnapshot { get; private set; }

    /// <summary>The models.</summary>
    public ModelCatalog Catalog { get; }

    /// <summary>Opens a lake.</summary>
    /// <param name="lake">Its folder.</param>
    /// <param name="registryFolder">The registry's folder, or null for <c>registry</c> in the lake, else for none.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="asOf">Shows the lake as it was known then, UTC; null for now.</param>
    /// <param name="useSnapshot">Whether to read the snapshot where it serves; changes no result.</param>
    /// <param name="now">What counts as now, UTC; null for the moment up to which the data are complete.</param>
    /// <param name="memoryLimitMebibytes">
    /// Beyond it DuckDB spills to disk, and it rises to the default where that does not do; null, or more than the default,
    /// for the default.
    /// </param>
    /// <exception cref="CommandException">There is no lake, or the registry named is not there.</exception>
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    public static async Task<LakeSession> OpenAsync(
        string lake,
        string? registryFolder,
        CancellationToken cancellationToken,
        DateTime? asOf = null,
        bool useSnapshot = true,
        DateTime? now = null,
        int? memoryLimitMebibytes = null
    )
    {
        var folder = Path.GetFullPath(lake);
        if (await LakeManifest.ReadAsync(new FolderLakeStore(folder), cancellationToken) is null)
            throw new CommandException(
                "Expected a lake, found none: name its folder with --lake, or make one with 'studylake ingest'."
            );
        var registry = LoadRegistry(folder, registryFolder);
        // Reading the models takes as long as starting the engine, and needs nothing of it.
        var catalog = Task.Run(ModelCatalog.Embedded, cancellationToken);
        var options = new DuckDbOptions { Lake = folder, AsOf = asOf };
        if (memoryLimitMebibytes is { } limit)
        {
            options = options with
            {
                MemoryLimitMebibytes = Math.Min(limit, options.MemoryLimitMebibytes),
                LargestMemoryLimitMebibytes = options.MemoryLimitMebibytes,
                KeepsOrder = false,
                KeepsFooters = false,
                KeepsFreedMemory = false,
            };
        }
        var engine = await DuckDbEngine.OpenAsync(options, cancellationToken);
        var session = new LakeSession(engine, await catalog, registry, folder, new LakeClock(asOf, now));
        if (useSnapshot && asOf is null && session._snapshots.Usable(registry, engine.StudyEventFiles) is { } snapshot)
            session.Use(snapshot);
        return session;
    }

    /// <summary>Runs one <c>select</c>, or all of a table or view whose bare name is given. Several may run at a time.</summary>
    /// <exception cref="QueryException">The engine refused or failed it.</exception>
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        var sql = IsName(query.Trim()) ? $"select * from {query.Trim()}" : query;
        await PrepareInTurnAsync(sql, cancellationToken);
        return await _engine.QueryAsync(sql, parameters, cancellationToken);
    }

    /// <summary>Runs a statement, which may read tables and views as a query does; queries go on beside it.</summary>
    /// <exception cref="QueryException">The engine refused or failed it.</exception>
    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await PrepareInTurnAsync(statement, cancellationToken);
        await _engine.ExecuteApartAsync(statement, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _preparing.Dispose();
    }

    /// <summary>Brings the snapshot up to the files that are open here. The caller holds the lock of the transform.</summary>
    /// <exception cref="QueryException">The engine failed; the snapshot before stays.</exception>
    public Task<SnapshotSummary> BuildSnapshotAsync(
        IProgress<SnapshotProgress>? progress,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    ) =>
        new SnapshotBuilder(_engine, Catalog, _registry, _lake, new SnapshotOptions(), timeProvider).BuildAsync(
            _engine.StudyEventFiles,
            _views,
            progress,
            cancellationToken
        );

    private void Use(SnapshotManifest snapshot)
    {
        _kept = new SnapshotViews(_engine, Catalog, _snapshots, snapshot, _engine.StudyEventFiles);
        _given = _given.Union(SnapshotModels.Kept);
        if (SnapshotStorage.Serves(snapshot, _engine.StudyEventFiles))
        {
            _storage = snapshot;
            _given = _given.Add(SnapshotStorage.Model);
        }
        UsesSnapshot = true;
    }

    // Views are made one after the other; the queries over them run at the same time.
    private async Task PrepareInTurnAsync(string sql, CancellationToken cancellationToken)
    {
        var behind = Catalog.Behind(sql, _given).Select(model => model.Name).ToImmutableHashSet();
        // Making a table may take minutes; what asks nothing of it does not wait.
        if (_isOpen && behind.IsSubsetOf(_prepared))
            return;
        await _preparing.WaitAsync(cancellationToken);
        try
        {
            await PrepareAsync(sql, behind, cancellationToken);
            _isOpen = true;
            _prepared = _prepared.Union(behind);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task PrepareAsync(string sql, ImmutableHashSet<string> behind, CancellationToken cancellationToken)
    {
        if (_clock is { IsOwn: false } clock)
        {
            await _engine.ExecuteAsync(
                $"create or replace view {LakeClock.Model} as {clock.Statement}",
                cancellationToken
            );
            _views.Provide(LakeClock.Model);
        }
        _clock = null;
        if (_storage is { } storage && behind.Contains(SnapshotStorage.Model))
        {
            await _snapshots.InstallStorageAsync(storage, _engine.StudyEventFiles, cancellationToken);
            _views.Provide(SnapshotStorage.Model);
            _storage = null;
        }
        var kept = SnapshotModels.Kept.Where(behind.Contains).ToList();
        if (_kept is not null && kept.Count > 0)
        {
            await _views.PrepareAsync(SnapshotModels.Others(Catalog), cancellationToken);
            await _kept.InstallAsync(kept, cancellationToken);
            kept.ForEach(_views.Provide);
        }
        // Before the models, so that a damaged file is not said to be a fault of one of them.
        var reading = Catalog.Behind(sql, _given).Where(model => !_given.Contains(model.Name));
        await _engine.MakeRawAsync(string.Join(' ', reading.SelectMany(model => model.References)), cancellationToken);
        await _views.PrepareAsync(sql, cancellationToken);
    }

    private static bool IsName(string query) =>
        query.Length > 0 && query.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(query[0]);

    private static Registry LoadRegistry(string lake, string? folder)
    {
        if (folder is not null && !Directory.Exists(folder))
            throw new CommandException("Expected the registry's folder, found none of that name.");
        var found = folder ?? Path.Combine(lake, "registry");
        return Directory.Exists(found) ? Registry.Load(found) : Registry.Empty;
    }
}
