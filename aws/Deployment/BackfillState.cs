using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Aws.Deployment;

/// <summary>How far a backfill is, in a file beside the person who runs it.</summary>
/// <param name="Source">What is read, as <see cref="IBackfillSource.Name"/>.</param>
/// <param name="Position">Behind which the next run goes on; null at the beginning. It may hold a key, so a patient's name.</param>
/// <param name="Sent">Objects sent so far.</param>
/// <param name="IsComplete">Whether everything was sent.</param>
public sealed record BackfillState(string Source, string? Position, long Sent, bool IsComplete)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The state in a file, or null when there is no file.</summary>
    /// <exception cref="FormatException">The file holds something else.</exception>
    public static BackfillState? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), BackfillJson.Default.BackfillState)
                ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new FormatException(
                "Expected the state of a backfill in the file named, found something else: name another with --state.",
                exception
            );
        }
    }

    /// <summary>Writes the state, readable by its owner only; a crash leaves the old or the new one.</summary>
    public void Write(string file)
    {
        var temporary = file + ".tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, this, BackfillJson.Default.BackfillState);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }
}

/// <summary>Serialiser of the state.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BackfillState))]
internal sealed partial class BackfillJson : JsonSerializerContext;
