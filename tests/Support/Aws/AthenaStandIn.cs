using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Microsoft.AspNetCore.Http;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Support.Aws;

/// <summary>Amazon Athena's wire protocol and its rules as its documents give them, with DuckDB behind it.</summary>
/// <remarks>
/// Sources: the service model of 2017-05-18; "Service Quotas", "Use parameterized queries" and "Per-query data usage
/// control" of the user guide. Bytes scanned are the sizes of the Parquet files of every table that a query reads,
/// directly or through views; Athena may read fewer.
/// </remarks>
internal sealed partial class AthenaStandIn : IAsyncDisposable
{
    private const int MaxStatementBytes = 262_144;
    private const int MaxPageRows = 1_000;

    private readonly DuckDbEngine _engine;
    private readonly string _lake;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, AthenaExecution> _executions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Content, string Id)> _tokens = new(StringComparer.Ordinal);

    // The words of each view, which it may read by.
    private readonly ConcurrentDictionary<string, string[]> _views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _places = new(StringComparer.Ordinal);
    private LoopbackServer? _server;
    private int _unloads;

    private AthenaStandIn(DuckDbEngine engine, string lake, TimeProvider time)
    {
        _engine = engine;
        _lake = lake;
        _time = time;
    }

    public const string WorkGroup = "studylake";

    public const string Database = "studylake";

    /// <summary>The workgroup's BytesScannedCutoffPerQuery; null for none.</summary>
    public long? ScanLimit { get; set; }

    /// <summary>
    /// Views that are computed once when they are made, which changes no answer: DuckDB runs a view once for every mention
    /// of it, and views over views mention the fold some hundred times.
    /// </summary>
    public Func<string, bool> IsComputedOnce { get; set; } = static _ => false;

    /// <summary>What happens to a call, by its operation and its number among those, from 1.</summary>
    public Func<string, int, AthenaFault> Fault { get; set; } = static (_, _) => AthenaFault.None;

    /// <summary>Told of each place that <c>UNLOAD</c> has written to: the files a listing would show.</summary>
    public Action<string> Unloaded { get; set; } = static _ => { };

    /// <summary>Names of the tables that were dropped.</summary>
    public List<string> Dropped { get; } = [];

    /// <summary>Ends the n-th execution, from 1, as failed with a reason that lets it be retried; null for not.</summary>
    public Func<int, string?> Flaw { get; set; } = static _ => null;

    /// <summary>Done before the work of each execution; a test holds one with it.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started server.");

    /// <summary>Every execution, in order of their start.</summary>
    public IReadOnlyList<AthenaExecution> Executions =>
        [.. _executions.Values.OrderBy(item => int.Parse(item.Id[6..]))];

    /// <summary>How often an operation was called.</summary>
    public int Calls(string operation) => _calls.GetValueOrDefault(operation);

    /// <param name="lake">Folder of the lake, whose raw tables are there as Glue would have them.</param>
    /// <param name="time">The clock of the statuses.</param>
    public static async Task<AthenaStandIn> StartAsync(string lake, TimeProvider time)
    {
        var engine = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = lake, Threads = 1 },
            CancellationToken.None
        );
        var service = new AthenaStandIn(engine, lake, time);
        service._server = await LoopbackServer.StartAsync(service.AnswerAsync);
        return service;
    }

    /// <summary>Makes a table of text from a CSV file with a header, as the Glue catalog has those of the registry.</summary>
    /// <remarks>Read by another DuckDB, since the one behind the protocol may read the lake's tables only.</remarks>
    public async Task AddCsvTableAsync(string name, string file)
    {
        using var reader = new DuckDBConnection("DataSource=:memory:");
        await reader.OpenAsync();
        using var command = reader.CreateCommand();
        command.CommandText =
            $"select * from read_csv({SqlTypes.Literal(file)}, header = true, all_varchar = true, delim = ',', "
            + "quote = '\"', escape = '\"', allow_quoted_nulls = false)";
        using var rows = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        await _engine.ExecuteAsync(
            $"create table {name} ({string.Join(", ", columns.Select(column => $"{column} varchar"))})",
            CancellationToken.None
        );
        while (await rows.ReadAsync())
        {
            var values = columns.Select((_, i) => SqlTypes.Literal(rows.IsDBNull(i) ? null : rows.GetString(i)));
            await _engine.ExecuteAsync(
                $"insert into {name} values ({string.Join(", ", values)})",
                CancellationToken.None
            );
        }
    }

    /// <summary>Shows queries every file that is in the folders of the lake's tables now, as a listing of S3 would.</summary>
    public async Task RefreshAsync()
    {
        foreach (var table in LakeTables.All)
        {
            var folder = Path.Combine(_lake, table.Name);
            string[] files = Directory.Exists(folder)
                ? Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories)
                : [];
            await _engine.ExecuteAsync(
                RawViews.Statement(table, [.. files.Order(StringComparer.Ordinal)]),
                CancellationToken.None
            );
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        var call = _calls.AddOrUpdate(request.Operation, 1, static (_, n) => n + 1);
        var fault = Fault(request.Operation, call);
        var (status, answer) = fault switch
        {
            AthenaFault.Throttled => (400, Error("ThrottlingException", "Rate exceeded")),
            AthenaFault.TooManyStatements => (
                400,
                Error(
                    "TooManyRequestsException",
                    "You have exceeded the limit for the number of queries you can run concurrently."
                )
            ),
            AthenaFault.Failed => (500, Error("InternalServerException", "Internal error")),
            _ => Answer(request),
        };
        if (fault == AthenaFault.DoneThenSilent)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private (int Status, JsonObject Answer) Answer(RecordedRequest request)
    {
        try
        {
            return (
                200,
                request.Operation switch
                {
                    "StartQueryExecution" => Start(request.Json),
                    "GetQueryExecution" => Describe(Find(request.Json)),
                    "GetQueryResults" => Page(Find(request.Json), request.Json),
                    "StopQueryExecution" => Stop(Find(request.Json)),
                    _ => throw new RefusedException("UNKNOWN", $"Unknown operation {request.Operation}"),
                }
            );
        }
        catch (RefusedException exception)
        {
            var error = Error("InvalidRequestException", exception.Message);
            error["AthenaErrorCode"] = exception.Code;
            return (400, error);
        }
    }

    private JsonObject Start(JsonElement request)
    {
        var statement = Text(request, "QueryString") ?? "";
        var token = Text(request, "ClientRequestToken") ?? "";
        Refuse(Encoding.UTF8.GetByteCount(statement) is 0 or > MaxStatementBytes, "QueryString length out of range");
        Refuse(token.Length is < 32 or > 128, "ClientRequestToken length out of range");
        Refuse(Text(request, "WorkGroup") != WorkGroup, "WorkGroup is not found.");
        string[] parameters = request.TryGetProperty("ExecutionParameters", out var list)
            ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];
        Refuse(list.ValueKind == JsonValueKind.Array && parameters.Length == 0, "ExecutionParameters is empty");
        Refuse(parameters.Any(text => text.Length is 0 or > 1024), "ExecutionParameters length out of range");
        Refuse(
            Quoted().Replace(statement, "").TrimEnd().TrimEnd(';').Contains(';', StringComparison.Ordinal),
            "Only one sql statement is allowed."
        );
        var content = request.GetRawText();
        lock (_tokens)
        {
            if (_tokens.TryGetValue(token, out var known))
            {
                Refuse(known.Content != content, "Idempotent parameters do not match");
                return new JsonObject { ["QueryExecutionId"] = known.Id };
            }
            var execution = new AthenaExecution($"query-{_tokens.Count + 1}", statement, parameters, _time.GetUtcNow());
            _tokens.Add(token, (content, execution.Id));
            _executions[execution.Id] = execution;
            var database = request.TryGetProperty("QueryExecutionContext", out var place)
                ? Text(place, "Database")
                : null;
            execution.Start(cancel => WorkAsync(execution, _tokens.Count, database, cancel));
            return new JsonObject { ["QueryExecutionId"] = execution.Id };
        }
    }

    // DuckDB replaces a view by a view and a table by a table only.
    private async Task<string> ComputedAsync(string view, string statement, int head, CancellationToken cancel)
    {
        var isComputed = IsComputedOnce(view);
        var kind = isComputed ? "table" : "view";
        if (_kinds.TryGetValue(view, out var before) && before != kind)
            await _engine.ExecuteAsync($"drop {before} {view}", cancel);
        _kinds[view] = kind;
        return isComputed ? $"create or replace table {view}{statement[head..]}" : statement;
    }

    private async Task WorkAsync(AthenaExecution execution, int number, string? database, CancellationToken cancel)
    {
        await Before(cancel);
        if (Flaw(number) is { } flaw)
        {
            execution.Finish("FAILED", flaw, isRetryable: true);
            return;
        }
        if (database != Database)
        {
            execution.Finish("FAILED", $"SCHEMA_NOT_FOUND: line 1:1: Schema '{database}' does not exist");
            return;
        }
        var statement = Bound(execution);
        if (statement is null)
            return;
        execution.ScannedBytes = Scanned(statement);
        if (execution.ScannedBytes > ScanLimit)
        {
            execution.Finish("CANCELLED", "Query cancelled! : Bytes scanned limit was exceeded");
            return;
        }
        if (await TableAsync(execution, statement, cancel))
            return;
        if (!execution.IsSelect)
        {
            var made = View().Match(statement);
            if (made.Success)
                statement = await ComputedAsync(made.Groups[1].Value, statement, made.Length, cancel);
            await _engine.ExecuteAsync(statement, cancel);
            if (made.Success)
                _views[made.Groups[1].Value.ToLowerInvariant()] = Words(statement);
            return;
        }
        // A database of Glue is a schema; DuckDB's own is called main.
        var catalogued = statement.Replace($"table_schema = '{Database}'", "table_schema = 'main'");
        await using var result = await _engine.QueryAsync(catalogued, [], cancel);
        execution.Columns = result.Columns;
        execution.Rows = await result.ToArrayAsync(cancel);
    }

    /// <summary>
    /// What stands outside the grammar of queries: <c>UNLOAD</c> writes files to a place that must be empty, an external
    /// table reads every file below its place, dropping it leaves them.
    /// </summary>
    private async Task<bool> TableAsync(AthenaExecution execution, string statement, CancellationToken cancel)
    {
        if (Unload().Match(statement) is { Success: true } unload)
        {
            var place = unload.Groups["place"].Value;
            if (_places.Keys.Any(known => known.StartsWith(place, StringComparison.Ordinal)))
            {
                execution.Finish("FAILED", $"HIVE_PATH_ALREADY_EXISTS: Unable to write to {place}: it is not empty");
                return true;
            }
            var table = $"unloaded_{Interlocked.Increment(ref _unloads)}";
            await _engine.ExecuteAsync($"create table {table} as {unload.Groups["query"].Value}", cancel);
            _places[place] = table;
            // Without a row there is no file.
            if (await HasRowsAsync(table, cancel))
                Unloaded(place);
            return true;
        }
        if (External().Match(statement) is { Success: true } external)
        {
            var columns = external
                .Groups["columns"]
                .Value.Split(',', StringSplitOptions.TrimEntries)
                .Select(column => column.Split(' '))
                .Select(column =>
                    (
                        Name: column[0],
                        Type: column[1] switch
                        {
                            "string" => "varchar",
                            "int" => "integer",
                            var type => type,
                        }
                    )
                )
                .ToList();
            var place = external.Groups["place"].Value;
            var parts = _places
                .Where(known => known.Key.StartsWith(place, StringComparison.Ordinal))
                .Select(known =>
                    $"select {string.Join(", ", columns.Select(column => $"cast({column.Name} as {column.Type}) as {column.Name}"))} from {known.Value}"
                )
                .Append(
                    $"select {string.Join(", ", columns.Select(column => $"cast(null as {column.Type}) as {column.Name}"))} where false"
                );
            await _engine.ExecuteAsync(
                $"create view if not exists {external.Groups["name"].Value} as {string.Join(" union all ", parts)}",
                cancel
            );
            return true;
        }
        if (Drop().Match(statement) is { Success: true } drop)
        {
            await _engine.ExecuteAsync($"drop view if exists {drop.Groups["name"].Value}", cancel);
            lock (Dropped)
                Dropped.Add(drop.Groups["name"].Value);
            return true;
        }
        return false;
    }

    private async Task<bool> HasRowsAsync(string table, CancellationToken cancel)
    {
        await using var result = await _engine.QueryAsync($"select 1 from {table} limit 1", [], cancel);
        return (await result.ToArrayAsync(cancel)).Length > 0;
    }

    // Parameters are texts of expressions, and are put where the marks are.
    private static string? Bound(AthenaExecution execution)
    {
        var next = 0;
        var marks = 0;
        var text = Outside(
            execution.Statement,
            part =>
                Mark()
                    .Replace(
                        part,
                        _ =>
                        {
                            marks++;
                            return next < execution.Parameters.Count ? $"({execution.Parameters[next++]})" : "?";
                        }
                    )
        );
        if (marks == execution.Parameters.Count)
            return text;
        execution.Finish(
            "FAILED",
            $"INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected {marks} but found {execution.Parameters.Count}"
        );
        return null;
    }

    private long Scanned(string statement)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(Words(statement));
        while (open.TryDequeue(out var name))
        {
            if (seen.Add(name) && _views.TryGetValue(name, out var view))
            {
                foreach (var word in view)
                    open.Enqueue(word);
            }
        }
        var tables = LakeTables.All.Where(table => seen.Contains(RawTables.Name(table))).ToList();
        if (tables.Count == 0)
            return 0;
        var files = LakeFiles.Open(_lake);
        return tables.SelectMany(table => files.Of(table)).Sum(file => new FileInfo(file).Length);
    }

    private static string[] Words(string statement) => [.. SqlReferences.Words(statement).Distinct()];

    private static JsonObject Describe(AthenaExecution execution)
    {
        execution.Polls++;
        // The two states before the end are always seen, as on Athena, however fast the work is.
        var end = execution.Polls > 2 && execution.Work.IsCompleted ? execution.End : null;
        var status = new JsonObject
        {
            ["State"] = end ?? (execution.Polls == 1 ? "QUEUED" : "RUNNING"),
            ["SubmissionDateTime"] = execution.SubmittedAt.ToUnixTimeMilliseconds() / 1000.0,
        };
        if (end is not null && execution.Reason is not null)
            status["StateChangeReason"] = execution.Reason;
        if (end == "FAILED")
            status["AthenaError"] = new JsonObject
            {
                ["ErrorCategory"] = execution.IsRetryable ? 1 : 2,
                ["Retryable"] = execution.IsRetryable,
                ["ErrorMessage"] = execution.Reason,
            };
        return new JsonObject
        {
            ["QueryExecution"] = new JsonObject
            {
                ["QueryExecutionId"] = execution.Id,
                ["Query"] = execution.Statement,
                ["StatementType"] = execution.IsSelect ? "DML" : "DDL",
                ["Status"] = status,
                ["Statistics"] = new JsonObject
                {
                    ["DataScannedInBytes"] = end is null ? 0 : execution.ScannedBytes,
                    ["EngineExecutionTimeInMillis"] = 7,
                    ["QueryQueueTimeInMillis"] = 3,
                },
                ["WorkGroup"] = WorkGroup,
            },
        };
    }

    private static JsonObject Page(AthenaExecution execution, JsonElement request)
    {
        Refuse(execution.End is null, "Query has not yet finished. Current state: RUNNING");
        Refuse(execution.End != "SUCCEEDED", $"Query did not finish successfully. Final query state: {execution.End}");
        var size = request.TryGetProperty("MaxResults", out var most) ? most.GetInt32() : MaxPageRows;
        Refuse(size is < 1 or > MaxPageRows, "MaxResults out of range");
        var start = Text(request, "NextToken") is { } token ? int.Parse(token.Split('-')[1]) : 0;
        string?[] header = [.. execution.Columns.Select(column => column.Name)];
        // The header is the first row of all, and counts as one.
        var all = (execution.IsSelect ? new[] { header } : []).Concat(
            execution.Rows.Select(row => row.Select(TrinoText.Value).ToArray())
        );
        var rows = all.Skip(start).Take(size).ToArray();
        var answer = new JsonObject
        {
            ["ResultSet"] = new JsonObject
            {
                ["Rows"] = new JsonArray([.. rows.Select(Row)]),
                ["ResultSetMetadata"] = new JsonObject
                {
                    ["ColumnInfo"] = new JsonArray([
                        .. execution.Columns.Select(column => new JsonObject
                        {
                            ["Name"] = column.Name,
                            ["Label"] = column.Name,
                            ["Type"] = TrinoText.Type(column.Type),
                            ["Nullable"] = "UNKNOWN",
                        }),
                    ]),
                },
            },
        };
        if (start + size < execution.Rows.Length + 1 && execution.IsSelect)
            answer["NextToken"] = $"page-{start + size}";
        return answer;

        static JsonNode Row(string?[] values) =>
            new JsonObject
            {
                ["Data"] = new JsonArray([
                    .. values.Select(value => value is null ? [] : new JsonObject { ["VarCharValue"] = value }),
                ]),
            };
    }

    private static JsonObject Stop(AthenaExecution execution)
    {
        _ = execution.StopAsync();
        return [];
    }

    private AthenaExecution Find(JsonElement request)
    {
        var id = Text(request, "QueryExecutionId") ?? "";
        Refuse(!_executions.ContainsKey(id), $"QueryExecution {id} was not found");
        return _executions[id];
    }

    private static string Outside(string statement, Func<string, string> change)
    {
        var text = new StringBuilder();
        var rest = 0;
        foreach (Match match in Quoted().Matches(statement))
        {
            text.Append(change(statement[rest..match.Index])).Append(match.Value);
            rest = match.Index + match.Length;
        }
        return text.Append(change(statement[rest..])).ToString();
    }

    private static JsonObject Error(string code, string message) => new() { ["__type"] = code, ["Message"] = message };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Refuse(bool condition, string message)
    {
        if (condition)
            throw new RefusedException("INVALID_INPUT", message);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var execution in _executions.Values)
        {
            await execution.StopAsync();
            await execution.Work;
        }
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var execution in _executions.Values)
            execution.Dispose();
        await _engine.DisposeAsync();
    }

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\?")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*create\s+or\s+replace\s+view\s+(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex View();

    [GeneratedRegex(
        @"^unload \((?<query>.*)\)\s+to '(?<place>s3://[^']+/)'\s+with \(format = 'PARQUET', compression = 'ZSTD'\)$",
        RegexOptions.Singleline
    )]
    private static partial Regex Unload();

    [GeneratedRegex(
        @"^create external table if not exists (?<name>\w+) \((?<columns>[^()]*)\)\s+stored as parquet\s+location '(?<place>s3://[^']+/)'$"
    )]
    private static partial Regex External();

    [GeneratedRegex(@"^drop table if exists (?<name>\w+)$")]
    private static partial Regex Drop();

    private sealed class RefusedException(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
