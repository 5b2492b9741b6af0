using System.Diagnostics;

namespace StudyLake.Benchmarks.Reader;

/// <summary>A reader in a process of its own, which lives through all rounds.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _name;

    public WorkerProcess(string name, ProcessStartInfo start)
    {
        _name = name;
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"Expected {start.FileName} to start.");
    }

    /// <summary>What a program says of its version.</summary>
    public static string VersionOf(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"Expected {program} to start.");
        return process.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>Loads a group of files into the worker's memory.</summary>
    public void Load(string group, string list) => Ask($"load {group} {list}");

    /// <summary>Reads each file of a group.</summary>
    public WorkerAnswer Run(string group, string variant, int repeats)
    {
        var words = Ask($"run {group} {variant} {repeats}").Split(' ');
        return new WorkerAnswer(long.Parse(words[0]), long.Parse(words[1]), [.. words.Skip(2).Select(double.Parse)]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"Expected an answer of {_name} to '{question}', found its end.");
    }
}

/// <summary>What a worker answers to a run.</summary>
/// <param name="Values">Attributes found over all files.</param>
/// <param name="Allocated">Median bytes allocated by a read; 0 where the worker cannot tell.</param>
/// <param name="Nanoseconds">Processor time of one read, for each file.</param>
internal sealed record WorkerAnswer(long Values, long Allocated, double[] Nanoseconds)
{
    /// <summary>One answer of several to the same run: the median of each file.</summary>
    public static WorkerAnswer Median(IReadOnlyList<WorkerAnswer> turns) =>
        turns[0] with
        {
            Nanoseconds =
            [
                .. Enumerable
                    .Range(0, turns[0].Nanoseconds.Length)
                    .Select(file => Statistics.Median(turns.Select(turn => turn.Nanoseconds[file]))),
            ],
        };
}
