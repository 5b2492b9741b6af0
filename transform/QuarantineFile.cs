using System.Text.Json;

namespace StudyLake.Transform;

/// <summary>The unreadable lines of a segment, one JSON object a line: offset, bytes, reason, line in base 64.</summary>
internal static class QuarantineFile
{
    /// <summary>Writes the lines in their order.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<QuarantinedLine> lines,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        using var buffer = new MemoryStream();
        foreach (var line in lines)
        {
            buffer.SetLength(0);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                writer.WriteNumber("offset", line.Offset);
                writer.WriteNumber("bytes", line.Bytes.Length);
                writer.WriteString("reason", line.Reason.Name());
                writer.WriteBase64String("line", line.Bytes);
                writer.WriteEndObject();
            }
            buffer.WriteByte((byte)'\n');
            await output
                .WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
