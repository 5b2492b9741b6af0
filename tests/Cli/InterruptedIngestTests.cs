using System.Diagnostics;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli;

/// <summary>The real program and Ctrl-C.</summary>
public sealed class InterruptedIngestTests : IDisposable
{
    private const int Interrupted = 130;
    private const int Files = 3_000;
    private readonly TemporaryFolder _folder = new();
    private Process? _watch;

    public void Dispose()
    {
        // A test that fails must not leave a watch behind.
        if (_watch is { HasExited: false })
            _watch.Kill(entireProcessTree: true);
        _watch?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ctrl_C_ends_an_ingest_with_what_it_read_and_the_next_one_reads_the_rest()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs Unix signals");
        Put(Files);
        var exitCode = 0;
        // Where in its work the program is after so many milliseconds is the machine's to say; some moment hits it.
        for (var delay = 200; delay <= 1_500 && exitCode != Interrupted; delay += 100)
        {
            if (Directory.Exists(_folder["lake"]))
                Directory.Delete(_folder["lake"], recursive: true);
            exitCode = await InterruptAsync(TimeSpan.FromMilliseconds(delay));
        }
        Assert.Equal(Interrupted, exitCode);

        var rest = await RunAsync("ingest", _folder["files"], "--lake", _folder["lake"]);
        var count = await RunAsync(
            "query",
            "--lake",
            _folder["lake"],
            "--format",
            "csv",
            "select count(*) as objects from instances"
        );

        Assert.True(rest.ExitCode == 0, rest.Errors);
        Assert.Equal($"objects\n{Files}\n", count.Output);
        Assert.Equal(0, (await RunAsync("status", "--lake", _folder["lake"])).ExitCode);
    }

    [Fact]
    public async Task A_watch_takes_in_what_arrives_and_what_is_removed_until_it_is_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs Unix signals");
        Put(2);
        var watch = _watch = StudyLakeProcess.Start(
            _folder["keys.json"],
            "ingest",
            _folder["files"],
            "--lake",
            _folder["lake"],
            "--watch"
        );
        var lines = new List<string>();
        watch.OutputDataReceived += (_, line) =>
        {
            lock (lines)
                lines.Add(line.Data ?? "");
        };
        watch.BeginOutputReadLine();
        await UntilAsync(() => Contains("2 stored"));

        Put(3);
        await UntilAsync(() => Contains("1 stored"));
        File.Delete(_folder["files", "0", "0.dcm"]);
        await UntilAsync(() => Contains("1 removed"));
        await SignalAsync(watch);

        Assert.Equal(0, watch.ExitCode);
        bool Contains(string text)
        {
            lock (lines)
                return lines.Any(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_pipe_in_the_folder_does_not_block_the_ingest()
    {
        Put(1);
        using var mkfifo = Process.Start(Needs.Tool("mkfifo"), _folder["files", "pipe"]);
        await mkfifo.WaitForExitAsync();

        var result = await RunAsync("ingest", _folder["files"], "--lake", _folder["lake"]);

        Assert.Contains("1 stored, 1 rejected", result.Output, StringComparison.Ordinal);
    }

    private void Put(int files)
    {
        var content = File.ReadAllBytes(Repository.Data("dicom", "own-nasties", "076-no-pixel.dcm"));
        for (var i = 0; i < files; i++)
        {
            if (!File.Exists(_folder["files", $"{i % 50}", $"{i}.dcm"]))
                _folder.Write(Path.Combine("files", $"{i % 50}", $"{i}.dcm"), content);
        }
    }

    private async Task<int> InterruptAsync(TimeSpan delay)
    {
        using var process = StudyLakeProcess.Start(
            _folder["keys.json"],
            "ingest",
            _folder["files"],
            "--lake",
            _folder["lake"],
            "--parallel",
            "1"
        );
        await Task.Delay(delay);
        await SignalAsync(process);
        return process.ExitCode;
    }

    private static async Task SignalAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 900 && !condition(); attempt++)
            await Task.Delay(200);
        Assert.True(condition());
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        StudyLakeProcess.RunAsync(_folder["keys.json"], arguments);
}
