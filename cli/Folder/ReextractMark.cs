using System.Globalization;
using StudyLake.Cli.Lake;

namespace StudyLake.Cli.Folder;

/// <summary>
/// When a re-extraction of a source began, kept until it is complete: one that was interrupted goes on with what it has
/// not read since then.
/// </summary>
internal sealed class ReextractMark(string lake, string source, TimeProvider time)
{
    private string FilePath => Path.Combine(lake, "journal", $"reextract-{source}");

    /// <summary>The beginning of the one under way, or of a new one, in ticks of UTC.</summary>
    public async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        if (
            File.Exists(FilePath)
            && long.TryParse(
                await File.ReadAllTextAsync(FilePath, cancellationToken),
                CultureInfo.InvariantCulture,
                out var began
            )
        )
            return began;
        var now = time.GetUtcNow().UtcTicks;
        await DurableFile.WriteAsync(
            FilePath,
            (stream, cancel) =>
                stream
                    .WriteAsync(System.Text.Encoding.ASCII.GetBytes(now.ToString(CultureInfo.InvariantCulture)), cancel)
                    .AsTask(),
            cancellationToken
        );
        return now;
    }

    /// <summary>Forgets it.</summary>
    public void End() => File.Delete(FilePath);
}
