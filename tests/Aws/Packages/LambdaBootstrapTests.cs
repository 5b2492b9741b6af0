using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>The loop of the functions under a stand-in of the Runtime API.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class LambdaBootstrapTests
{
    [Fact]
    public async Task An_invocation_is_answered_and_knows_its_id_trace_and_remaining_time()
    {
        ILambdaContext? seen = null;
        var trace = "";
        var result = await RunAsync(
            (input, context) =>
            {
                seen = context;
                trace = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? "";
                return Task.FromResult(input);
            },
            api => api.InvokeAsync("\"ä\"", TimeSpan.FromSeconds(30), "Root=1-2-3;Sampled=1")
        );

        Assert.Equal("\"ä\"", result.Response);
        Assert.StartsWith("8476a536-", seen?.AwsRequestId, StringComparison.Ordinal);
        Assert.Equal("Root=1-2-3;Sampled=1", seen?.TraceId);
        Assert.Equal("Root=1-2-3;Sampled=1", trace);
        Assert.InRange(seen?.RemainingTime ?? default, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_next_invocation_is_served()
    {
        var calls = 0;
        using var api = new Running(
            (input, _) =>
                ++calls == 1 ? throw new InvalidOperationException("broken by the test") : Task.FromResult(input)
        );
        await api.StartAsync();

        var first = await api.Runtime.InvokeAsync("1");
        var second = await api.Runtime.InvokeAsync("2");

        using var error = JsonDocument.Parse(first.Error ?? "");
        Assert.Equal("InvalidOperationException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("broken by the test", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(JsonValueKind.Array, error.RootElement.GetProperty("stackTrace").ValueKind);
        Assert.Equal("2", second.Response);
    }

    [Fact]
    public async Task Six_megabytes_go_both_ways_and_more_is_reported_as_error()
    {
        using var api = new Running(
            (input, _) =>
                Task.FromResult<Stream>(
                    new MemoryStream(
                        new StreamReader(input).ReadToEnd() is { Length: > 2 } text
                            ? Encoding.UTF8.GetBytes(text)
                            : new byte[(6 << 20) + 1]
                    )
                )
        );
        await api.StartAsync();
        var largest = $"\"{new string('x', (6 << 20) - 2)}\"";

        Assert.Equal(largest, (await api.Runtime.InvokeAsync(largest)).Response);
        Assert.Contains(
            "ResponseTooLargeException",
            (await api.Runtime.InvokeAsync("1")).Error,
            StringComparison.Ordinal
        );
        Assert.Equal("123", (await api.Runtime.InvokeAsync("123")).Response);
    }

    [Fact]
    public async Task A_start_that_fails_is_reported_and_ends_the_program()
    {
        using var api = new Running(
            (input, _) => Task.FromResult(input),
            () => throw new InvalidOperationException("no settings")
        );
        await api.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => api.Loop);
        Assert.Contains("no settings", await api.Runtime.InitError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_Runtime_API_ends_the_program()
    {
        using var api = new Running((input, _) => Task.FromResult(input));
        await api.StartAsync();
        api.Runtime.ForcedStatus = 500;

        _ = api.Runtime.InvokeAsync("1");

        await Assert.ThrowsAsync<HttpRequestException>(() => api.Loop);
    }

    private static async Task<InvocationResult> RunAsync(
        Func<Stream, ILambdaContext, Task<Stream>> handler,
        Func<RuntimeApiStandIn, Task<InvocationResult>> invoke
    )
    {
        using var api = new Running(handler);
        await api.StartAsync();
        return await invoke(api.Runtime);
    }

    private sealed class Running(
        Func<Stream, ILambdaContext, Task<Stream>> handler,
        LambdaBootstrapInitializer? initializer = null
    ) : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private RuntimeApiStandIn? _runtime;

        public RuntimeApiStandIn Runtime => _runtime ?? throw new InvalidOperationException("Expected a started API.");

        public Task Loop { get; private set; } = Task.CompletedTask;

        public async Task StartAsync()
        {
            _runtime = await RuntimeApiStandIn.StartAsync();
            Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", _runtime.Address);
            var builder = LambdaBootstrapBuilder.Create(handler);
            if (initializer is not null)
                builder.UseBootstrapHandler(initializer);
            Loop = builder.Build().RunAsync(_stop.Token);
        }

        public void Dispose()
        {
            _stop.Cancel();
            Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", null);
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", null);
            _stop.Dispose();
        }
    }
}
