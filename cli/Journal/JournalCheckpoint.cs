using System.Security.Cryptography;
using StudyLake.Cli.Lake;

namespace StudyLake.Cli.Journal;

/// <summary>
/// The journal as of one segment, in <c>journal/checkpoint</c>: 16 bytes of object id and 43 of state for each object,
/// and a checksum. A checkpoint that is damaged or of another form counts as absent, for the log has it all.
/// </summary>
/// <param name="Sequence">The last segment it covers.</param>
/// <param name="LastSegment">Path of that segment below the lake; the checkpoint holds only while it is there.</param>
/// <param name="Sources">The names of the sources.</param>
/// <param name="Entries">The state of each object.</param>
internal sealed record JournalCheckpoint(
    long Sequence,
    string LastSegment,
    List<string> Sources,
    Dictionary<ObjectNumber, JournalEntry> Entries
)
{
    private const string Magic = "StudyLake journal 3";

    /// <summary>Reads the checkpoint of a lake; null when there is none that holds.</summary>
    public static JournalCheckpoint? TryRead(string lake)
    {
        var path = PathIn(lake);
        if (!File.Exists(path) || !ChecksumHolds(path))
            return null;
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        if (reader.ReadString() != Magic)
            return null;
        var sequence = reader.ReadInt64();
        var lastSegment = reader.ReadString();
        var sources = new List<string>();
        for (var count = reader.ReadInt32(); sources.Count < count; )
            sources.Add(reader.ReadString());
        var total = reader.ReadInt32();
        var entries = new Dictionary<ObjectNumber, JournalEntry>(total);
        for (var i = 0; i < total; i++)
            ReadEntry(reader, entries);
        return new JournalCheckpoint(sequence, lastSegment, sources, entries);
    }

    /// <summary>Replaces the checkpoint of a lake.</summary>
    public static async Task WriteAsync(
        string lake,
        JournalCheckpoint checkpoint,
        CancellationToken cancellationToken
    ) =>
        await DurableFile.WriteAsync(
            PathIn(lake),
            async (stream, cancel) =>
            {
                using var sha256 = SHA256.Create();
                await using (var hashing = new CryptoStream(stream, sha256, CryptoStreamMode.Write, leaveOpen: true))
                await using (var buffered = new BufferedStream(hashing, 1 << 20))
                await using (var writer = new BinaryWriter(buffered))
                    Write(writer, checkpoint, cancel);
                await stream.WriteAsync(sha256.Hash ?? [], cancel);
            },
            cancellationToken
        );

    private static string PathIn(string lake) => Path.Combine(lake, "journal", "checkpoint");

    private static bool ChecksumHolds(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < SHA256.HashSizeInBytes)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (var left = file.Length - SHA256.HashSizeInBytes; left > 0; )
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        var stored = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(stored);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(stored);
    }

    private static void Write(BinaryWriter writer, JournalCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        writer.Write(Magic);
        writer.Write(checkpoint.Sequence);
        writer.Write(checkpoint.LastSegment);
        writer.Write(checkpoint.Sources.Count);
        foreach (var source in checkpoint.Sources)
            writer.Write(source);
        writer.Write(checkpoint.Entries.Count);
        foreach (var (number, entry) in checkpoint.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write((ulong)(number.Value >> 64));
            writer.Write((ulong)number.Value);
            writer.Write(entry.Revision);
            writer.Write(entry.Reconciliation);
            writer.Write(entry.Bytes);
            writer.Write(entry.ModifiedTicks);
            writer.Write(entry.ReadTicks);
            writer.Write((ushort)entry.Source);
            writer.Write(entry.IsPresent);
        }
    }

    private static void ReadEntry(BinaryReader reader, Dictionary<ObjectNumber, JournalEntry> entries)
    {
        var number = new ObjectNumber(((UInt128)reader.ReadUInt64() << 64) | reader.ReadUInt64());
        var entry = new JournalEntry
        {
            Revision = reader.ReadInt64(),
            Reconciliation = reader.ReadInt64(),
            Bytes = reader.ReadInt64(),
            ModifiedTicks = reader.ReadInt64(),
            ReadTicks = reader.ReadInt64(),
            Source = reader.ReadUInt16(),
            IsPresent = reader.ReadBoolean(),
        };
        entries[number] = entry;
    }
}
