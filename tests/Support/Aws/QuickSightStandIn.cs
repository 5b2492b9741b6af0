using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.QuickSight;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// QuickSight as far as dashboards are deployed: it keeps what it is given, works on it for a while before it succeeds
/// or fails, and refuses duplicates, missing references, changes of what is being changed, and too many calls.
/// </summary>
/// <remarks>Written after the service model and the API reference; it was never compared with the service.</remarks>
internal sealed class QuickSightStandIn : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";
    private const string Prefix = $"arn:aws:quicksight:{Region}:{Account}:";

    private static readonly Dictionary<string, (string IdMember, string ArnWord)> Collections = new()
    {
        ["data-sources"] = ("DataSourceId", "datasource"),
        ["data-sets"] = ("DataSetId", "dataset"),
        ["themes"] = ("ThemeId", "theme"),
        ["dashboards"] = ("DashboardId", "dashboard"),
    };

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private LoopbackServer? _server;

    /// <summary>Everything there is, by ARN.</summary>
    public SortedDictionary<string, QuickSightAsset> Assets { get; } = new(StringComparer.Ordinal);

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>What came and was not only a question.</summary>
    public IReadOnlyList<string> Writes =>
        [.. Requests.Where(request => request.Method != "GET").Select(request => $"{request.Method} {request.Target}")];

    /// <summary>How often something must be looked at before it is done.</summary>
    public int Polls { get; set; } = 2;

    /// <summary>Whether descriptions hold defaults that nobody asked for.</summary>
    public bool AddsDefaults { get; set; }

    /// <summary>Errors that the next version of an asset of that id ends with.</summary>
    public Dictionary<string, JsonObject> FailsNext { get; } = [];

    /// <summary>How many of the next requests are answered with ThrottlingException.</summary>
    public int Throttles { get; set; }

    /// <summary>Is called after each write has had its effect, before it is answered.</summary>
    public Action? AfterWrite { get; set; }

    public string Address => _server?.Address.ToString() ?? "";

    public IReadOnlyCollection<Exception> Failures => _server?.Failures ?? [];

    public static async Task<QuickSightStandIn> StartAsync()
    {
        var standIn = new QuickSightStandIn();
        standIn._server = await LoopbackServer.StartAsync(standIn.AnswerAsync);
        return standIn;
    }

    public QuickSightConnection Connect() =>
        QuickSightConnection.Open(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            new AmazonQuickSightConfig { ServiceURL = Address, AuthenticationRegion = Region }
        );

    public QuickSightAsset Asset(string arnWord, string id) => Assets[$"{Prefix}{arnWord}/{id}"];

    /// <summary>Everything that readers see, without what it took to come there.</summary>
    public string State()
    {
        lock (_lock)
        {
            return string.Join(
                '\n',
                Assets.Values.Select(asset =>
                {
                    var shown = asset.Collection == "dashboards" ? asset.Versions[asset.Published - 1] : asset.Latest;
                    var request = shown.Request.DeepClone().AsObject();
                    request.Remove("Permissions");
                    var grants = asset.Permissions.Select(held => $"{held.Key}: {string.Join(' ', held.Value)}");
                    var schedules = asset.Schedules.Select(schedule => $"{schedule.Key}: {Sorted(schedule.Value)}");
                    return $"{asset.Arn} {shown.IsSuccessful} {Sorted(request)} {string.Join(", ", grants)} {asset.RefreshProperties?.ToJsonString()} {string.Join(", ", schedules)} {asset.Tags.Count}";
                })
            );
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Sorted(JsonObject json) =>
        string.Join(
            ",",
            json.OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => $"{member.Key}={member.Value?.ToJsonString()}")
        );

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        _requests.Enqueue(request);
        int status;
        JsonObject answer;
        lock (_lock)
        {
            try
            {
                (status, answer) = (200, Answer(request));
                if (request.Method != "GET")
                    AfterWrite?.Invoke();
            }
            catch (RefusedException refused)
            {
                (status, answer) = (
                    refused.Status,
                    new JsonObject { ["__type"] = refused.Code, ["Message"] = refused.Message }
                );
            }
        }
        answer["RequestId"] = $"request-{_requests.Count}";
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private JsonObject Answer(RecordedRequest request)
    {
        if (!request.Headers["authorization"].Contains($"/{Region}/quicksight/", StringComparison.Ordinal))
            throw new RefusedException(403, "AccessDeniedException", "The request is not signed for QuickSight.");
        if (Throttles > 0)
        {
            Throttles--;
            throw new RefusedException(429, "ThrottlingException", "Rate exceeded");
        }
        var target = request.Target.Split('?');
        string[] path = [.. target[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
        var body = request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body)?.AsObject() ?? [];
        if (path[0] == "resources")
            return Tags(request.Method, Find(path[1]), body);
        Assert.Equal(["accounts", Account], path[..2]);
        var (idMember, word) = Collections[path[2]];
        var id = path.Length > 3 ? path[3] : body[idMember]?.GetValue<string>() ?? "";
        var arn = $"{Prefix}{word}/{id}";
        if (request.Method == "POST" && (path.Length == 3 || (path.Length == 4 && path[2] is "themes" or "dashboards")))
            return Create(path[2], id, arn, body);
        var asset = Find(arn);
        return path.Length == 4
            ? request.Method == "PUT"
                ? Update(asset, body)
                : Describe(asset, Uri.UnescapeDataString(target.ElementAtOrDefault(1) ?? ""))
            : path[4] switch
            {
                "definition" => Definition(asset),
                "permissions" => Permissions(request.Method, asset, body),
                "versions" => Publish(asset, int.Parse(path[5])),
                "refresh-properties" => RefreshProperties(request.Method, asset, body),
                "refresh-schedules" => Schedules(request.Method, asset, path.ElementAtOrDefault(5), body),
                "ingestions" => Ingestions(asset),
                _ => throw new RefusedException(404, "UnknownOperationException", request.Target),
            };
    }

    private JsonObject Create(string collection, string id, string arn, JsonObject body)
    {
        if (Assets.ContainsKey(arn))
            throw new RefusedException(409, "ResourceExistsException", $"{arn} already exists.");
        CheckReferences(collection, body);
        var asset = new QuickSightAsset(collection, id, arn);
        Assets.Add(arn, asset);
        Grant(asset, body["Permissions"]);
        Add(asset, body, isCreate: true);
        asset.Published = 1;
        return Made(asset);
    }

    private JsonObject Update(QuickSightAsset asset, JsonObject body)
    {
        if (asset.Latest.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            throw new RefusedException(409, "ConflictException", $"{asset.Arn} is being changed.");
        foreach (var never in new[] { "Permissions", "Tags", "Type", "UseAs", "DataSetId", "DashboardId" })
        {
            if (body.ContainsKey(never))
                throw new RefusedException(400, "InvalidParameterValueException", $"{never} cannot be updated.");
        }
        CheckReferences(asset.Collection, body);
        // What cannot be updated stays.
        foreach (var kept in new[] { "Type", "UseAs" })
        {
            if (asset.Latest.Request[kept] is { } value)
                body[kept] = value.DeepClone();
        }
        Add(asset, body, isCreate: false);
        return Made(asset);
    }

    private void Add(QuickSightAsset asset, JsonObject body, bool isCreate)
    {
        List<JsonObject> errors = [];
        if (FailsNext.Remove(asset.Id, out var error))
            errors.Add(error);
        foreach (var declared in body["Definition"]?["DataSetIdentifierDeclarations"]?.AsArray() ?? [])
        {
            var dataSet = declared?["DataSetArn"]?.GetValue<string>() ?? "";
            if (!Assets.ContainsKey(dataSet))
                errors.Add(
                    new JsonObject
                    {
                        ["Type"] = "DATA_SET_NOT_FOUND",
                        ["Message"] = $"{dataSet} was not found",
                        ["ViolatedEntities"] = new JsonArray(new JsonObject { ["Path"] = $"dataset/{dataSet}" }),
                    }
                );
        }
        var polls = asset.Collection == "data-sets" ? 0 : Polls;
        if (asset.Collection is "data-sources" or "data-sets")
            asset.Versions.Clear();
        asset.Versions.Add(new QuickSightVersion(body, isCreate, polls, errors));
        if (body["ImportMode"]?.GetValue<string>() == "SPICE")
            asset.Ingestions++;
    }

    private void CheckReferences(string collection, JsonObject body)
    {
        if (collection == "dashboards" && body["ThemeArn"]?.GetValue<string>() is { } theme)
            Find(theme);
        if (collection == "data-sets")
        {
            foreach (var table in body["PhysicalTableMap"]?.AsObject() ?? [])
            {
                var kind = Assert.Single(table.Value?.AsObject() ?? []);
                var source = kind.Value?["DataSourceArn"]?.GetValue<string>() ?? "";
                if (!Find(source).Latest.IsSuccessful)
                    throw new RefusedException(409, "ConflictException", $"{source} is not ready.");
            }
            if (body["RowLevelPermissionDataSet"]?["Arn"]?.GetValue<string>() is { } rules)
                Find(rules);
        }
    }

    private static JsonObject Made(QuickSightAsset asset) =>
        new()
        {
            ["Arn"] = asset.Arn,
            ["CreationStatus"] = asset.Latest.Status,
            ["VersionArn"] = $"{asset.Arn}/version/{asset.Versions.Count}",
        };

    private JsonObject Describe(QuickSightAsset asset, string query)
    {
        var version = query.EndsWith("$PUBLISHED", StringComparison.Ordinal)
            ? asset.Versions[asset.Published - 1]
            : asset.Latest;
        version.Look();
        var found = version.Request.DeepClone().AsObject();
        found.Remove("Permissions");
        found["Arn"] = asset.Arn;
        found["LastUpdatedTime"] = 1_790_000_000.25 + asset.Versions.Count;
        found["Status"] = version.Status;
        if (version.Errors.Count > 0)
            found["ErrorInfo"] = version.Errors[0].DeepClone();
        switch (asset.Collection)
        {
            case "data-sources":
                if (AddsDefaults)
                    found["SslProperties"] = new JsonObject { ["DisableSsl"] = false };
                return new JsonObject { ["DataSource"] = found };
            case "data-sets":
                // A data set has no state of its own; its ingestions have.
                found.Remove("Status");
                found["OutputColumns"] = new JsonArray();
                if (AddsDefaults)
                    found["DataSetUsageConfiguration"] = new JsonObject
                    {
                        ["DisableUseAsDirectQuerySource"] = false,
                        ["DisableUseAsImportedSource"] = false,
                    };
                return new JsonObject { ["DataSet"] = found };
        }
        var state = new JsonObject
        {
            ["VersionNumber"] = asset.Versions.IndexOf(version) + 1,
            ["Status"] = version.Status,
            ["Errors"] = Errors(version),
        };
        if (asset.Collection == "themes")
        {
            state["BaseThemeId"] = found["BaseThemeId"]?.DeepClone();
            state["Configuration"] = found["Configuration"]?.DeepClone();
        }
        return new JsonObject
        {
            [asset.Collection == "themes" ? "Theme" : "Dashboard"] = new JsonObject
            {
                ["Arn"] = asset.Arn,
                ["Name"] = found["Name"]?.DeepClone(),
                ["LastUpdatedTime"] = found["LastUpdatedTime"]?.DeepClone(),
                ["Version"] = state,
            },
        };
    }

    private JsonObject Definition(QuickSightAsset asset)
    {
        var definition = asset.Latest.Request["Definition"]?.DeepClone().AsObject() ?? [];
        if (AddsDefaults)
            definition["AnalysisDefaults"] = new JsonObject
            {
                ["DefaultNewSheetConfiguration"] = new JsonObject { ["SheetContentType"] = "INTERACTIVE" },
            };
        return new JsonObject
        {
            ["DashboardId"] = asset.Id,
            ["Name"] = asset.Latest.Request["Name"]?.DeepClone(),
            ["ThemeArn"] = asset.Latest.Request["ThemeArn"]?.DeepClone(),
            ["DashboardPublishOptions"] = asset.Latest.Request["DashboardPublishOptions"]?.DeepClone(),
            ["Definition"] = definition,
            ["ResourceStatus"] = asset.Latest.Status,
            ["Errors"] = Errors(asset.Latest),
        };
    }

    private static JsonArray Errors(QuickSightVersion version) =>
        version.Status.EndsWith("_FAILED", StringComparison.Ordinal)
            ? new JsonArray([.. version.Errors.Select(error => error.DeepClone())])
            : [];

    private static JsonObject Publish(QuickSightAsset asset, int version)
    {
        if (version > asset.Versions.Count || !asset.Versions[version - 1].IsSuccessful)
            throw new RefusedException(400, "InvalidParameterValueException", $"Version {version} cannot be shown.");
        asset.Published = version;
        return new JsonObject { ["DashboardArn"] = asset.Arn };
    }

    private static JsonObject Permissions(string method, QuickSightAsset asset, JsonObject body)
    {
        var updates = asset.Collection.StartsWith("data-", StringComparison.Ordinal) ? "POST" : "PUT";
        if (method == updates)
            Grant(asset, body["GrantPermissions"]);
        else
            Assert.Equal("GET", method);
        return new JsonObject
        {
            ["Permissions"] = new JsonArray([
                .. asset.Permissions.Select(held => new JsonObject
                {
                    ["Principal"] = held.Key,
                    ["Actions"] = new JsonArray([.. held.Value.Select(action => JsonValue.Create(action))]),
                }),
            ]),
        };
    }

    private static void Grant(QuickSightAsset asset, JsonNode? permissions)
    {
        foreach (var permission in permissions?.AsArray() ?? [])
        {
            var principal = permission?["Principal"]?.GetValue<string>() ?? "";
            if (principal.Contains("${", StringComparison.Ordinal))
                throw new RefusedException(400, "InvalidParameterValueException", $"{principal} is no principal.");
            if (!asset.Permissions.TryGetValue(principal, out var held))
                asset.Permissions.Add(principal, held = new SortedSet<string>(StringComparer.Ordinal));
            foreach (var action in permission?["Actions"]?.AsArray() ?? [])
                held.Add(action?.GetValue<string>() ?? "");
        }
    }

    private static JsonObject Tags(string method, QuickSightAsset asset, JsonObject body)
    {
        if (method == "POST")
        {
            foreach (var tag in body["Tags"]?.AsArray() ?? [])
                asset.Tags[tag?["Key"]?.GetValue<string>() ?? ""] = tag?["Value"]?.GetValue<string>() ?? "";
        }
        return new JsonObject
        {
            ["Tags"] = new JsonArray([
                .. asset.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value }),
            ]),
        };
    }

    private static JsonObject RefreshProperties(string method, QuickSightAsset asset, JsonObject body)
    {
        if (method == "PUT")
            asset.RefreshProperties = body["DataSetRefreshProperties"]?.DeepClone().AsObject();
        return asset.RefreshProperties is { } found
            ? new JsonObject { ["DataSetRefreshProperties"] = found.DeepClone() }
            : throw new RefusedException(404, "ResourceNotFoundException", "There are no refresh properties.");
    }

    private static JsonObject Schedules(string method, QuickSightAsset asset, string? id, JsonObject body)
    {
        var schedule = body["Schedule"]?.DeepClone().AsObject();
        id ??= schedule?["ScheduleId"]?.GetValue<string>() ?? "";
        var isThere = asset.Schedules.ContainsKey(id);
        if (method == "POST" && isThere)
            throw new RefusedException(409, "ResourceExistsException", $"Schedule {id} already exists.");
        if (method != "POST" && !isThere)
            throw new RefusedException(404, "ResourceNotFoundException", $"There is no schedule {id}.");
        if (schedule is not null)
        {
            if (schedule["RefreshType"]?.GetValue<string>() == "INCREMENTAL_REFRESH" && asset.RefreshProperties is null)
                throw new RefusedException(400, "PreconditionNotMetException", "There are no refresh properties.");
            asset.Schedules[id] = schedule;
        }
        var found = asset.Schedules[id].DeepClone().AsObject();
        found["Arn"] = $"{asset.Arn}/refresh-schedule/{id}";
        found["StartAfterDateTime"] ??= 1_790_000_000;
        return new JsonObject { ["RefreshSchedule"] = found };
    }

    private static JsonObject Ingestions(QuickSightAsset asset) =>
        new()
        {
            ["Ingestions"] = new JsonArray([
                .. Enumerable
                    .Range(1, asset.Ingestions)
                    .Select(number => new JsonObject
                    {
                        ["Arn"] = $"{asset.Arn}/ingestion/{number}",
                        ["IngestionId"] = $"{number}",
                        ["IngestionStatus"] = "COMPLETED",
                        ["CreatedTime"] = 1_790_000_000 + number,
                        ["RowInfo"] = new JsonObject { ["RowsIngested"] = 1000 * number, ["RowsDropped"] = 0 },
                    }),
            ]),
        };

    private QuickSightAsset Find(string arn) =>
        Assets.GetValueOrDefault(arn)
        ?? throw new RefusedException(404, "ResourceNotFoundException", $"{arn} was not found.");

    private sealed class RefusedException(int status, string code, string message) : Exception(message)
    {
        public int Status => status;

        public string Code => code;
    }
}
