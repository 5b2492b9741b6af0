using System.Collections.Concurrent;
using System.Diagnostics;

namespace StudyLake.Tests.Support.Aws;

/// <summary>An instance of a function: the published program as a process under a Runtime API of its own.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private FunctionProcess(Process process, RuntimeApiStandIn runtime) => (_process, Runtime) = (process, runtime);

    /// <summary>Its Runtime API.</summary>
    public RuntimeApiStandIn Runtime { get; }

    /// <summary>The lines it has written.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>When the process was started: a <see cref="Stopwatch"/>'s timestamp.</summary>
    public long StartedAt { get; private set; }

    /// <summary>The process.</summary>
    public Process Process => _process;

    /// <summary>Starts a program with an environment of nothing but these variables.</summary>
    public static async Task<FunctionProcess> StartAsync(
        string program,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string>? arguments = null
    )
    {
        var runtime = await RuntimeApiStandIn.StartAsync();
        var start = new ProcessStartInfo(program, arguments ?? [])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Address;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var made = new FunctionProcess(process, runtime);
        process.OutputDataReceived += (_, line) => made.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => made.Keep(line.Data);
        process.Exited += (_, _) => runtime.Fail("the process has ended");
        made.StartedAt = Stopwatch.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return made;
    }

    /// <summary>Ends it as the service does when time is over, or a machine when it fails: at once.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        await Runtime.DisposeAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }
}
