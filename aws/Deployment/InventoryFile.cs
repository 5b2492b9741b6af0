using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace StudyLake.Aws.Deployment;

/// <summary>Reads one CSV file of an inventory: every field quoted, no line end within one, keys percent-encoded.</summary>
internal static class InventoryFile
{
    /// <summary>The lines with their number from 1; a file that begins as gzip does is inflated.</summary>
    public static async IAsyncEnumerable<(long Line, string[] Fields)> ReadAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var buffered = new BufferedStream(file);
        var first = buffered.ReadByte();
        buffered.Seek(0, SeekOrigin.Begin);
        using var content = first == 0x1F ? new GZipStream(buffered, CompressionMode.Decompress) : (Stream)buffered;
        using var reader = new StreamReader(content, Encoding.UTF8);
        for (var line = 1L; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text; line++)
        {
            if (text.Length > 0)
                yield return (line, Split(text));
        }
    }

    /// <summary>The fields of a line; a comma within quotes divides nothing.</summary>
    internal static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
