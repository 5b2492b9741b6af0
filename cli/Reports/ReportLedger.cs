using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Cli.Reports;

/// <summary>What <c>report run --due</c> has made in a folder: one line of JSON for each report, added and never changed.</summary>
/// <remarks>
/// A line is added behind the report's files and flushed to disk, so that a crash leaves a report either listed with
/// its files or to be made again. A line that a crash cut off is no entry, and the next one starts on a line of its own.
/// </remarks>
internal sealed class ReportLedger
{
    /// <summary>The ledger's file.</summary>
    public const string FileName = "reports.ledger.jsonl";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _path;
    private readonly List<LedgerEntry> _entries = [];

    private ReportLedger(string path) => _path = path;

    /// <summary>What was made, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Reads the ledger of a folder; an empty one when there is none. What is no entry is passed over.</summary>
    public static async Task<ReportLedger> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var ledger = new ReportLedger(Path.Combine(Path.GetFullPath(folder), FileName));
        if (!File.Exists(ledger._path))
            return ledger;
        var lines = await File.ReadAllLinesAsync(ledger._path, cancellationToken);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            if (Read(lines[i]) is { } entry)
                ledger._entries.Add(entry);
        }
        return ledger;
    }

    /// <summary>When the last one that was made had fallen due, UTC; null when none was.</summary>
    public DateTime? LastDue(string report, string? rule, string? site) =>
        _entries
            .Where(entry => entry.Report == report && entry.Rule == rule && entry.Site == site)
            .Max(entry => (DateTime?)entry.DueAt);

    /// <summary>Adds a report whose files are there.</summary>
    public async Task AddAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var line = JsonSerializer.Serialize(entry, Json) + "\n";
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
                line = "\n" + line;
        }
        await file.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
        file.Flush(flushToDisk: true);
        _entries.Add(entry);
    }

    private static LedgerEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerEntry>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
