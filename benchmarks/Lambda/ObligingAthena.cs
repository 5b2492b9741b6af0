using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Benchmarks.Lambda;

/// <summary>Athena's protocol with every statement done at once and one row of one number for every query.</summary>
/// <remarks>For what a function takes that only waits for Athena, not for what Athena would say.</remarks>
internal sealed class ObligingAthena : IAsyncDisposable
{
    private LoopbackServer? _server;
    private int _statements;

    /// <summary>Statements that were started.</summary>
    public int Statements => _statements;

    /// <summary>Where it listens, for <c>AWS_ENDPOINT_URL_ATHENA</c>.</summary>
    public Uri Address => _server?.Address ?? throw new InvalidOperationException("Expected a started server.");

    /// <summary>Starts it.</summary>
    public static async Task<ObligingAthena> StartAsync()
    {
        var made = new ObligingAthena();
        made._server = await LoopbackServer.StartAsync(made.AnswerAsync);
        return made;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(
            context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1] switch
            {
                "StartQueryExecution" =>
                    $$"""{"QueryExecutionId":"00000000-0000-0000-0000-{{Interlocked.Increment(
                        ref _statements
                    ):D12}}"}""",
                "GetQueryExecution" =>
                    """{"QueryExecution":{"QueryExecutionId":"x","Status":{"State":"SUCCEEDED","SubmissionDateTime":1790000000.0},"Statistics":{"DataScannedInBytes":10}}}""",
                _ =>
                    """{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"row_count"}]},{"Data":[{"VarCharValue":"100000000"}]}],"ResultSetMetadata":{"ColumnInfo":[{"Name":"row_count","Type":"bigint"}]}}}""",
            }
        );
    }
}
