using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using StudyLake.Analytics;
using StudyLake.Cli.Snapshot;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.DuckDb;

/// <summary>DuckDB in this process, in memory, over the Parquet files of one lake.</summary>
/// <remarks>
/// The lake is only read. After opening, DuckDB's settings are locked and its access to files ends at the folders of
/// the lake's tables and its snapshot, so that no query reaches another file, the network or an extension; and what
/// <see cref="QueryAsync"/> takes must be a single <c>select</c>, so that none writes. A session sees the files that
/// were there when it was opened. Several queries may run at a time.
/// </remarks>
public sealed class DuckDbEngine : IQueryEngine, IAsyncDisposable
{
    private readonly DuckDBConnection _database;
    private readonly string _lake;
    private readonly DateTime? _asOf;
    private readonly DirectoryInfo _spill;
    private readonly SemaphoreSlim _makingRaw = new(1);
    private readonly int _largestMemoryLimit;
    private int _memoryLimit;

    // The raw views that no statement has named yet: making one looks into each of its files.
    private volatile ImmutableDictionary<string, RawFiles> _raw = ImmutableDictionary<string, RawFiles>.Empty;

    private DuckDbEngine(DuckDBConnection database, string lake, DuckDbOptions options)
    {
        _database = database;
        _lake = lake;
        _asOf = options.AsOf;
        _memoryLimit = options.MemoryLimitMebibytes;
        _largestMemoryLimit = options.LargestMemoryLimitMebibytes ?? 0;
        _spill = Directory.CreateTempSubdirectory("studylake-");
    }

    /// <summary>The version of DuckDB's binding, which names the engine's.</summary>
    public static string Version { get; } = typeof(DuckDBConnection).Assembly.GetName().Version?.ToString() ?? "";

    /// <summary>The files of <c>study_events</c> that the engine has open.</summary>
    internal ImmutableArray<EventFile> StudyEventFiles { get; private set; } = [];

    /// <summary>Starts DuckDB and lists the files of the lake; each raw view is made when a statement first names it.</summary>
    /// <exception cref="QueryException">DuckDB refused a setting.</exception>
    public static async Task<DuckDbEngine> OpenAsync(DuckDbOptions options, CancellationToken cancellationToken)
    {
        var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var lake = Path.GetFullPath(options.Lake);
        var engine = new DuckDbEngine(database, lake, options);
        try
        {
            foreach (var statement in Settings(options, engine._spill.FullName).Concat(DuckDbMacros.Statements))
                await engine.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
            var files = LakeFiles.Open(lake);
            foreach (var table in LakeTables.MarksFirst)
            {
                var paths = files.Of(table);
                if (table == LakeTables.StudyEvents)
                    engine.StudyEventFiles = files.Events(paths);
                engine._raw = engine._raw.Add(RawTables.Name(table), new RawFiles(table, paths));
            }
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await MakeRawAsync(statement, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var limit = _memoryLimit;
            try
            {
                await RunAsync(_database, statement, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (QueryException exception)
                when (limit < _largestMemoryLimit
                    && exception.InnerException is DuckDBException { ErrorType: DuckDBErrorType.OutOfMemory }
                )
            {
                await RaiseMemoryLimitAsync(limit, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a statement on a connection of its own, so that a long one holds up no other.</summary>
    /// <exception cref="QueryException">The engine refused or failed it.</exception>
    internal async Task ExecuteApartAsync(string statement, CancellationToken cancellationToken)
    {
        await MakeRawAsync(statement, cancellationToken).ConfigureAwait(false);
        await using var connection = _database.Duplicate();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, statement, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<QueryResult> QueryAsync(
        string query,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        await MakeRawAsync(query, cancellationToken).ConfigureAwait(false);
        var connection = _database.Duplicate();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await EnsureSelectAsync(connection, query, cancellationToken).ConfigureAwait(false);
            var command = connection.CreateCommand();
            command.CommandText = query;
            command.UseStreamingMode = true;
            foreach (var parameter in parameters)
                command.Parameters.Add(new DuckDBParameter(parameter ?? DBNull.Value));
            var registration = cancellationToken.Register(command.Cancel);
            var open = new OpenQuery(connection, command, registration);
            try
            {
                open.Reader = await Task.Run(command.ExecuteReader, cancellationToken).ConfigureAwait(false);
                var columns = Columns(open.Reader);
                return new QueryResult(columns, Rows(open.Reader, columns, cancellationToken), open);
            }
            catch
            {
                await open.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (DuckDBException exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(exception);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync().ConfigureAwait(false);
        _makingRaw.Dispose();
        if (Directory.Exists(_spill.FullName))
            _spill.Delete(recursive: true);
    }

    // Another statement may have raised it meanwhile, which is enough to try again.
    private Task RaiseMemoryLimitAsync(int from, CancellationToken cancellationToken)
    {
        var to = Math.Min(from + (from / 2), _largestMemoryLimit);
        return Interlocked.CompareExchange(ref _memoryLimit, to, from) == from
            ? RunAsync(_database, MemoryLimit(to), cancellationToken)
            : Task.CompletedTask;
    }

    private static string MemoryLimit(int mebibytes) =>
        string.Create(CultureInfo.InvariantCulture, $"set global memory_limit = '{mebibytes}MiB'");

    private async Task RunAsync(DuckDBConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await using var registration = cancellationToken.Register(command.Cancel);
        try
        {
            await Task.Run(command.ExecuteNonQuery, cancellationToken).ConfigureAwait(false);
        }
        catch (DuckDBException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(exception);
        }
    }

    /// <summary>Makes the raw views that a text names and that are not there yet.</summary>
    /// <remarks>A model over a raw view is made by a statement that names it, so whatever reads it comes after.</remarks>
    /// <exception cref="QueryException">A Parquet file of the lake cannot be read.</exception>
    internal async Task MakeRawAsync(string text, CancellationToken cancellationToken)
    {
        if (!_raw.Keys.Any(name => Names(text, name)))
            return;
        await _makingRaw.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var (name, raw) in _raw.Where(view => Names(text, view.Key)))
            {
                await using var connection = _database.Duplicate();
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                var alike = await AlikeAsync(connection, raw.Files, cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, RawViews.Statement(raw.Table, alike, _asOf), cancellationToken)
                    .ConfigureAwait(false);
                _raw = _raw.Remove(name);
            }
        }
        finally
        {
            _makingRaw.Release();
        }
    }

    private async Task<ImmutableArray<ImmutableArray<string>>> AlikeAsync(
        DuckDBConnection connection,
        ImmutableArray<string> files,
        CancellationToken cancellationToken
    )
    {
        if (files.IsEmpty)
            return [];
        await using var command = connection.CreateCommand();
        command.CommandText = AlikeFiles.Query(files);
        await using var registration = cancellationToken.Register(command.Cancel);
        try
        {
            await using var reader = await Task.Run(command.ExecuteReader, cancellationToken).ConfigureAwait(false);
            var groups = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                groups.Add([.. reader.GetFieldValue<List<string>>(0)]);
            return groups.ToImmutable();
        }
        catch (DuckDBException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(exception);
        }
    }

    // The name as a word of its own, in any case and quoted or not.
    private static bool Names(string text, string name)
    {
        for (
            var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (!IsWord(at - 1) && !IsWord(at + name.Length))
                return true;
        }
        return false;

        bool IsWord(int place) =>
            place >= 0 && place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] == '_');
    }

    private QueryException Failure(DuckDBException exception) =>
        new(DamagedFile.Describe(exception.Message, _lake), exception);

    private static IEnumerable<string> Settings(DuckDbOptions options, string spillFolder)
    {
        yield return "set global TimeZone = 'UTC'";
        yield return "set global integer_division = true";
        yield return $"set global temp_directory = {SqlTypes.Literal(spillFolder)}";
        if (options.Threads is { } threads)
            yield return string.Create(CultureInfo.InvariantCulture, $"set global threads = {threads}");
        yield return MemoryLimit(options.MemoryLimitMebibytes);
        yield return $"set global parquet_metadata_cache = {(options.KeepsFooters ? "true" : "false")}";
        if (!options.KeepsOrder)
            yield return "set global preserve_insertion_order = false";
        if (!options.KeepsFreedMemory)
        {
            // What was read of files is otherwise kept up to the limit, and the system keeps it too.
            yield return "set global enable_external_file_cache = false";
            yield return "set global allocator_background_threads = true";
            yield return "set global allocator_flush_threshold = '8MiB'";
            yield return "set global allocator_bulk_deallocation_flush_threshold = '16MiB'";
        }
        var folders = LakeTables
            .All.Select(table => table.Name)
            .Append(SnapshotFolder.Name)
            .Select(name =>
                SqlTypes.Literal(Path.Combine(Path.GetFullPath(options.Lake), name) + Path.DirectorySeparatorChar)
            );
        yield return $"set global allowed_directories = [{string.Join(", ", folders)}]";
        yield return "set global enable_external_access = false";
        if (options.LargestMemoryLimitMebibytes is not null)
            yield return "set global allowed_configs = ['memory_limit']";
        yield return "set global lock_configuration = true";
    }

    /// <summary>DuckDB's own parser says whether a text is one <c>select</c>: it can write only those as JSON.</summary>
    private static async Task EnsureSelectAsync(
        DuckDBConnection connection,
        string query,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select cast(json_serialize_sql(cast(? as varchar)) as varchar)";
        command.Parameters.Add(new DuckDBParameter(query));
        var answer = (string?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(answer ?? "{}");
        if (json.RootElement.GetProperty("error").GetBoolean())
        {
            var type = json.RootElement.GetProperty("error_type").GetString();
            var message = json.RootElement.GetProperty("error_message").GetString();
            throw new QueryException(
                type == "parser"
                    ? $"Parser Error: {message}"
                    : "Expected one select statement, found another statement."
            );
        }
        var count = json.RootElement.GetProperty("statements").GetArrayLength();
        if (count != 1)
            throw new QueryException($"Expected one select statement, found {count}.");
    }

    private static ImmutableArray<QueryColumn> Columns(DbDataReader reader) =>
        [
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(i => new QueryColumn(reader.GetName(i), DuckDbValue.Type(reader.GetDataTypeName(i)))),
        ];

    private async IAsyncEnumerable<ImmutableArray<object?>> Rows(
        DbDataReader reader,
        ImmutableArray<QueryColumn> columns,
        CancellationToken queryCancellation,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (await ReadAsync().ConfigureAwait(false))
        {
            var row = ImmutableArray.CreateBuilder<object?>(columns.Length);
            for (var i = 0; i < columns.Length; i++)
                row.Add(reader.IsDBNull(i) ? null : DuckDbValue.Convert(reader.GetValue(i), columns[i].Type));
            yield return row.MoveToImmutable();
        }

        async Task<bool> ReadAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await reader.ReadAsync(queryCancellation).ConfigureAwait(false);
            }
            catch (DuckDBException exception)
            {
                queryCancellation.ThrowIfCancellationRequested();
                throw Failure(exception);
            }
        }
    }

    private sealed record RawFiles(LakeTable Table, ImmutableArray<string> Files);

    private sealed class OpenQuery(
        DuckDBConnection connection,
        DuckDBCommand command,
        CancellationTokenRegistration registration
    ) : IAsyncDisposable
    {
        public DbDataReader? Reader { get; set; }

        public async ValueTask DisposeAsync()
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            if (Reader is not null)
                await Reader.DisposeAsync().ConfigureAwait(false);
            await command.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
