using StudyLake.Aws.Functions;
using StudyLake.Tests.Aws.Functions;
using StudyLake.Tests.Support.Aws;
using StudyLake.Tests.Transform;

namespace StudyLake.Tests.Aws.Compaction;

/// <summary>A transformed lake in the buckets of a stand-in.</summary>
internal static class BucketLake
{
    /// <summary>Puts every file of a lake into its bucket.</summary>
    public static void Put(this FunctionBench bench, MemoryLakeStore lake)
    {
        foreach (var (name, content) in lake.Files)
            (
                name.StartsWith("log/", StringComparison.Ordinal) || name.StartsWith("runs/", StringComparison.Ordinal)
                    ? bench.EventLog
                    : bench.Lake
            ).Put(name, content);
    }

    /// <summary>The lake as it is in the buckets now.</summary>
    public static MemoryLakeStore Get(this FunctionBench bench)
    {
        var lake = new MemoryLakeStore();
        foreach (var file in bench.Lake.Live().Concat(bench.EventLog.Live()))
            lake.Files[file.Key] = file.Content;
        return lake;
    }

    /// <summary>Invokes the function; its answer.</summary>
    public static async Task<string> InvokeAsync(
        this CompactFunction function,
        string request = "{}",
        TimeSpan? remaining = null
    )
    {
        await using var answer = await function.HandleAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(request)),
            new SomeContext(remaining ?? TimeSpan.FromMinutes(15))
        );
        using var reader = new StreamReader(answer);
        return await reader.ReadToEndAsync();
    }
}
