using StudyLake.Aws.Deployment;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Deployment;

/// <summary>
/// An executable named <c>aws</c> that answers from files and keeps the arguments it was called with; errors have the
/// form of the real one: a line on standard error, exit code 254.
/// </summary>
internal sealed class RecordedAws : IDisposable
{
    private const string Script = """
        #!/bin/sh
        here=$(dirname "$0")
        call="$1-$2"
        for word in "$@"; do printf '%s\n' "$word"; done >> "$here/calls"
        printf '\036\n' >> "$here/calls"
        number=$(($(cat "$here/count-$call" 2>/dev/null || echo 0) + 1))
        echo "$number" > "$here/count-$call"
        for name in "$call-$number" "$call"; do
            if [ -e "$here/$name.error" ]; then cat "$here/$name.error" >&2; exit 254; fi
            if [ -e "$here/$name.json" ]; then cat "$here/$name.json"; exit 0; fi
        done
        echo "aws: error: no answer was recorded for $call" >&2
        exit 252
        """;

    private readonly TemporaryFolder _folder = new();

    public RecordedAws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs a shell");
        var program = _folder.Write("aws", System.Text.Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n")));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Line = new AwsCommandLine("eu-west-1", null, program);
    }

    public AwsCommandLine Line { get; }

    public string Folder => _folder.Path;

    /// <summary>What the n-th call of an operation, or every call without a number, is answered with.</summary>
    public RecordedAws Answers(string operation, string json, int? number = null)
    {
        File.WriteAllText(_folder[$"{Name(operation, number)}.json"], json);
        return this;
    }

    /// <summary>What the n-th call of an operation, or every call without a number, is refused with.</summary>
    public RecordedAws Refuses(string operation, string code, string message, int? number = null)
    {
        File.WriteAllText(
            _folder[$"{Name(operation, number)}.error"],
            $"\nAn error occurred ({code}) when calling the {operation.Split(' ')[1]} operation: {message}\n"
        );
        return this;
    }

    /// <summary>The arguments of every call of an operation, without service and operation.</summary>
    public IReadOnlyList<string[]> Calls(string operation) =>
        !File.Exists(_folder["calls"])
            ? []
            :
            [
                .. File.ReadAllText(_folder["calls"])
                    .Split("\u001e\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(call => call.TrimEnd('\n').Split('\n'))
                    .Where(words => $"{words[0]} {words[1]}" == operation)
                    .Select(words => words[2..]),
            ];

    /// <summary>Runs <c>studylake</c> as a process of its own that finds this program as <c>aws</c>.</summary>
    public Task<(int ExitCode, string Output, string Errors)> StudyLakeAsync(params string[] arguments) =>
        new AwsRun(
            Folder,
            new Dictionary<string, string> { ["PATH"] = $"{Folder}:{Environment.GetEnvironmentVariable("PATH")}" }
        ).StudyLakeAsync(arguments);

    /// <summary>The value behind an option of a call.</summary>
    public static string Option(string[] call, string name) => call[Array.IndexOf(call, name) + 1];

    public void Dispose() => _folder.Dispose();

    private static string Name(string operation, int? number) =>
        operation.Replace(' ', '-') + (number is null ? "" : $"-{number}");
}
