using Amazon.Athena;
using Amazon.Runtime;
using StudyLake.Aws.Athena;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Athena;

/// <summary>The engine, the client and a stand-in for Athena, over HTTP on the loopback.</summary>
internal sealed class AthenaBench : IAsyncDisposable
{
    private readonly AmazonAthenaClient _client;
    private readonly TimeProvider _clock;

    private AthenaBench(AthenaStandIn service, InstantTime time, TimeProvider clock)
    {
        Service = service;
        Time = time;
        _clock = clock;
        _client = new AmazonAthenaClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonAthenaConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "eu-central-1" }
        );
        Engine = Open("run-1");
    }

    public AthenaStandIn Service { get; }

    public IAmazonAthena Client => _client;

    public InstantTime Time { get; }

    public AthenaEngine Engine { get; }

    public List<AthenaStatement> Ended { get; } = [];

    /// <param name="lake">Folder of a lake; null for an empty one.</param>
    /// <param name="clock">What the engine waits by; null for a clock on which no wait takes time.</param>
    public static async Task<AthenaBench> StartAsync(string? lake = null, TimeProvider? clock = null)
    {
        var time = new InstantTime();
        using var empty = new TemporaryFolder();
        return new AthenaBench(await AthenaStandIn.StartAsync(lake ?? empty.Path, time), time, clock ?? time);
    }

    /// <summary>An engine for another run, or another attempt of the same.</summary>
    public AthenaEngine Open(string run, AthenaOptions? options = null) =>
        new(
            _client,
            (
                options
                ?? new AthenaOptions
                {
                    WorkGroup = AthenaStandIn.WorkGroup,
                    Database = AthenaStandIn.Database,
                    Run = run,
                }
            ),
            _clock,
            Ended.Add
        );

    public async Task<object?[][]> RowsAsync(string query, params object?[] parameters) =>
        await RowsAsync(Engine, query, parameters);

    public static async Task<object?[][]> RowsAsync(AthenaEngine engine, string query, params object?[] parameters)
    {
        await using var result = await engine.QueryAsync(query, parameters, CancellationToken.None);
        return [.. (await result.ToArrayAsync(CancellationToken.None)).Select(row => row.ToArray())];
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _client.Dispose();
    }
}
