using System.Diagnostics;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>Reads a PDF by poppler, which knows nothing of how it was written.</summary>
internal static class Poppler
{
    /// <summary>The text of all pages as it stands on them, pages divided by a form feed.</summary>
    public static Task<string> TextAsync(ReadOnlyMemory<byte> pdf) => RunAsync("pdftotext", pdf, "-layout", "-", "-");

    /// <summary>The text with words by their places, as XHTML.</summary>
    public static Task<string> RawTextAsync(ReadOnlyMemory<byte> pdf) => RunAsync("pdftotext", pdf, "-raw", "-", "-");

    /// <summary>What the file says of itself.</summary>
    public static Task<string> InfoAsync(ReadOnlyMemory<byte> pdf) => RunAsync("pdfinfo", pdf, "-");

    /// <summary>Its fonts.</summary>
    public static Task<string> FontsAsync(ReadOnlyMemory<byte> pdf) => RunAsync("pdffonts", pdf, "-");

    private static async Task<string> RunAsync(string tool, ReadOnlyMemory<byte> pdf, params string[] arguments)
    {
        var start = new ProcessStartInfo(Needs.Tool(tool), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(pdf, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        return await output;
    }
}
