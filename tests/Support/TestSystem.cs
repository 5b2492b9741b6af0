using System.Globalization;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Query;
using StudyLake.Events;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Tests.Support;

/// <summary>The whole system on one machine, in this process: a folder, a lake and questions to it.</summary>
internal sealed class TestSystem : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _writes;

    public string Lake => _folder["lake"];

    public string Files => _folder["files"];

    public string Keys => _folder["keys.json"];

    public TestSystem() => Directory.CreateDirectory(_folder["files"]);

    /// <summary>Writes a file, each time with another modification time.</summary>
    public void Put(string name, byte[] content) =>
        _folder.Write(
            Path.Combine("files", name),
            content,
            new DateTime(2026, 9, 16, 8, 0, 0, DateTimeKind.Utc).AddMinutes(++_writes)
        );

    public void Put(string name, TestObject content) => Put(name, content.Bytes());

    public void Delete(string name) => File.Delete(_folder["files", name]);

    /// <summary>Gives the registry one file.</summary>
    public void Register(string file, params string[] lines) =>
        _folder.Write(
            Path.Combine("lake", "registry", file),
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")
        );

    /// <summary>Ingests and transforms as the command does.</summary>
    public async Task<IngestRun> IngestAsync(bool reextract = false)
    {
        using var session = await OpenAsync();
        var result = await session.PassAsync(reextract, static _ => { }, CancellationToken.None);
        await TransformCommand.TransformAsync(Lake, showProgress: false, CancellationToken.None);
        return result.Run;
    }

    /// <summary>Compares the folder with the lake as the command does.</summary>
    public async Task<ReconcileRun> ReconcileAsync(bool isDryRun = false)
    {
        using var session = await OpenAsync();
        var result = await session.ReconcileAsync(
            new ReconcileOptions { Grace = TimeSpan.Zero, IsDryRun = isDryRun },
            CancellationToken.None
        );
        await TransformCommand.TransformAsync(Lake, showProgress: false, CancellationToken.None);
        return result;
    }

    /// <summary>Makes all tables again from the log.</summary>
    public Task RebuildAsync() =>
        TransformCommand.TransformAsync(Lake, showProgress: false, CancellationToken.None, rebuild: true);

    private Task<IngestSession> OpenAsync() =>
        IngestSession.OpenAsync(
            new IngestSessionOptions
            {
                Root = Files,
                Lake = Lake,
                KeyFile = Keys,
                Source = "files",
                AllowEmpty = true,
            },
            TimeProvider.System,
            CancellationToken.None
        );

    /// <summary>The rows of a query as text, values divided by a bar, null as a dash.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var session = await LakeSession.OpenAsync(Lake, null, CancellationToken.None);
        await using var result = await session.QueryAsync(sql, [], CancellationToken.None);
        var rows = await result.ToArrayAsync(CancellationToken.None);
        return [.. rows.Select(row => string.Join("|", row.Select(Text)))];
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "-",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    public void Dispose() => _folder.Dispose();
}
