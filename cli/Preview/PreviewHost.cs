using System.ComponentModel;
using System.Diagnostics;
using StudyLake.Dashboards.Page;

namespace StudyLake.Cli.Preview;

/// <summary>Serves a dashboard until Ctrl-C.</summary>
internal static class PreviewHost
{
    /// <summary>Starts, prints the address, opens a browser where somebody sits, and waits.</summary>
    /// <exception cref="PageException">The definition cannot be opened.</exception>
    public static async Task ServeAsync(PageOptions options, bool opens, CancellationToken cancellationToken)
    {
        await using var server = await PageServer.StartAsync(options, cancellationToken);
        Console.WriteLine($"dashboard: {server.Address}");
        Console.WriteLine("Ctrl-C ends it.");
        if (opens && !Console.IsOutputRedirected)
            Open(server.Address);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a preview ends; nothing is left to be done.
        }
    }

    /// <summary>Says what went wrong in a request; where, only when asked for, for it may quote a header.</summary>
    public static void Report(Exception exception)
    {
        var isDebug = Environment.GetEnvironmentVariable("STUDYLAKE_DEBUG") == "1";
        Console.Error.WriteLine(
            isDebug
                ? $"studylake: {TerminalText.Lines(exception.ToString())}"
                : $"studylake: unexpected {exception.GetType().Name}; set STUDYLAKE_DEBUG=1 to see where"
        );
    }

    private static void Open(Uri address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true })?.Dispose();
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("studylake: no browser was found; open the address yourself.");
        }
    }
}
