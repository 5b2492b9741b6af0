using System.Text;
using StudyLake.Aws.Functions;
using StudyLake.Aws.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Aws.Functions;
using StudyLake.Tests.Aws.S3;
using StudyLake.Tests.Support.Aws;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>The function that a schedule calls: the snapshot, then the tables of reports, over stand-ins of S3 and Athena.</summary>
public sealed class SnapshotFunctionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invocation_builds_and_makes_what_is_due_and_says_so()
    {
        await using var bench = await SnapshotBench.StartAsync(TenStudies.Lake());
        await bench.WriteAsync("first");
        var time = new HastyTime();
        await LakeManifest.OpenOrCreateAsync(bench.Store, time, Cancellation);
        using var output = new MemoryStream();
        using var s3 = bench.S3.Client();
        var function = new SnapshotFunction(
            SnapshotSettings.Read(
                FunctionBench.Variables(
                    ("STUDYLAKE_WORKGROUP", AthenaStandIn.WorkGroup),
                    ("STUDYLAKE_DATABASE", AthenaStandIn.Database)
                )
            ),
            s3,
            bench.Athena.Client,
            new FunctionLog("snapshot", output, time),
            time
        );
        await function.StartAsync(Cancellation);

        Assert.Equal(
            """{"build":"unfinished","instances":0,"tables":"unfinished","left_out":[]}""",
            await InvokeAsync("{}", TimeSpan.Zero)
        );
        // The ten studies have 17 instances in 18 objects.
        Assert.Equal("""{"build":"whole","instances":18,"tables":"made","left_out":[]}""", await InvokeAsync("{}"));
        Assert.Equal(
            """{"build":"up_to_date","instances":0,"tables":"up_to_date","left_out":[]}""",
            await InvokeAsync("{}")
        );
        Assert.StartsWith(
            """{"build":"up_to_date","instances":0,"tables":"made",""",
            await InvokeAsync("""{"tables":true}"""),
            StringComparison.Ordinal
        );
        Assert.StartsWith("""{"build":"whole",""", await InvokeAsync("""{"whole":true}"""), StringComparison.Ordinal);
        // The tables still stand on the base of before, which has to stay as long.
        var tables = (await ReportTables.Manifests.ReadAllAsync(bench.Store, Cancellation))[^1];
        var snapshot = (await SnapshotManifest.Manifests.ReadAllAsync(bench.Store, Cancellation))[^1];
        Assert.NotEqual(snapshot.BaseRun, tables.State.BaseRun);
        var written = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("\"SnapshotBuilds\":1", written, StringComparison.Ordinal);
        Assert.Contains("\"ReportTablesMade\":1", written, StringComparison.Ordinal);
        Assert.Contains("\"SnapshotUnfinished\":1", written, StringComparison.Ordinal);

        async Task<string> InvokeAsync(string request, TimeSpan? remaining = null)
        {
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(request));
            // The clock that hastens waits shortens the time of an invocation too.
            await using var answer = await function.HandleAsync(
                input,
                new SomeContext(remaining ?? TimeSpan.FromHours(10))
            );
            using var reader = new StreamReader(answer);
            return await reader.ReadToEndAsync(Cancellation);
        }
    }
}
