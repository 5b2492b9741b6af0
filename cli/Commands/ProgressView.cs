using Spectre.Console;

namespace StudyLake.Cli.Commands;

/// <summary>
/// Shows how far long work is, with rate and remaining time: a bar on a terminal, a line every ten seconds elsewhere.
/// Writes to standard error, so that standard output stays for results.
/// </summary>
internal static class ProgressView
{
    private static readonly TimeSpan BarPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(10);

    /// <summary>How far the work is.</summary>
    /// <param name="Done">Units done.</param>
    /// <param name="Total">Units in all, or null while that is not known.</param>
    /// <param name="Note">A few words beside the numbers.</param>
    internal readonly record struct State(long Done, long? Total, string Note);

    /// <summary>Shows the state until the work ends. What the work throws is left to its own awaiter.</summary>
    public static Task ShowAsync(string name, string unit, Func<State> state, Task work, TimeProvider time) =>
        Console.IsErrorRedirected ? LinesAsync(name, unit, state, work, time) : BarAsync(name, unit, state, work, time);

    private static async Task LinesAsync(string name, string unit, Func<State> state, Task work, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (!await EndsWithinAsync(work, LinePeriod, time))
            await Console.Error.WriteLineAsync($"{name}: {Describe(state(), unit, time.GetElapsedTime(started))}");
    }

    private static async Task BarAsync(string name, string unit, Func<State> state, Task work, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(name);
                bool ended;
                do
                {
                    ended = await EndsWithinAsync(work, BarPeriod, time);
                    var now = state();
                    bar.IsIndeterminate = now.Total is null;
                    bar.MaxValue = Math.Max(1, now.Total ?? 1);
                    bar.Value = now.Done;
                    bar.Description = Markup.Escape($"{name} {Describe(now, unit, time.GetElapsedTime(started))}");
                } while (!ended);
            });
    }

    private static async Task<bool> EndsWithinAsync(Task work, TimeSpan period, TimeProvider time) =>
        await Task.WhenAny(work, Task.Delay(period, time)) == work;

    /// <summary>The state in words: units done, the rate and, where the end is known, the time that is left.</summary>
    internal static string Describe(State state, string unit, TimeSpan elapsed)
    {
        var rate = state.Done / Math.Max(0.001, elapsed.TotalSeconds);
        string[] parts =
        [
            $"{state.Done:N0} {unit}",
            rate is > 0 and < 10 ? $"{rate:0.0}/s" : $"{rate:N0}/s",
            state.Note,
            state.Total is { } all ? $"{all:N0} in all" : "",
            state.Total is { } total && rate > 0 ? $"{Left(total)} left" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));

        string Left(long total)
        {
            var left = TimeSpan.FromSeconds(Math.Max(0, total - state.Done) / rate);
            return $"{(long)left.TotalHours}:{left:mm\\:ss}";
        }
    }
}
