using System.Globalization;
using System.Text.Json;

namespace StudyLake.Benchmarks.Data;

/// <summary>Writes the files of the reader benchmark, and one list of paths for each group.</summary>
internal static class ReaderData
{
    private const int LongestPlainHeader = 18 << 10;

    /// <summary>The groups: name, and what it is in the words of the report.</summary>
    public static IReadOnlyList<(string Name, string Text)> Groups { get; } =
    [
        ("ct-mr", "plain CT and MR, 2,000 generated"),
        ("ct-mr-pt", "plain CT, MR and PT of the corpus"),
        ("other-images", "other plain images of the corpus, header up to 18 KB"),
        ("siemens-csa", "MR with Siemens CSA headers, 98 generated"),
        ("enhanced", "enhanced multi-frame, header 100 to 505 KB, 29 generated"),
        ("reports", "structured reports of the corpus"),
        ("rdsr", "CT dose reports of 10 to 200 KB, 20 generated"),
    ];

    /// <summary>The list of a group's files.</summary>
    public static string ListOf(string folder, string group) => Path.Combine(folder, group + ".txt");

    /// <summary>Writes everything; the same bytes each time.</summary>
    public static int Write(string folder)
    {
        var shapes = new HeaderShapes(20_260_301);
        Generate(folder, "ct-mr", 2_000, _ => shapes.Plain());
        Generate(folder, "siemens-csa", 98, _ => shapes.SiemensCsa());
        // 100 to 505 KB in 29 even steps.
        Generate(folder, "enhanced", 29, index => shapes.Enhanced(206 + (index * 831 / 28)));
        Generate(folder, "rdsr", 20, index => shapes.Rdsr(5 + (index * 7)));
        var corpus = Corpus();
        Select(
            folder,
            "ct-mr-pt",
            corpus,
            row => row.Category == "plain-ctmrpt" && row.HeaderBytes <= LongestPlainHeader
        );
        Select(
            folder,
            "other-images",
            corpus,
            row => row.Category == "other-image" && row.HeaderBytes <= LongestPlainHeader
        );
        Select(folder, "reports", corpus, row => row.Category == "sr");
        return 0;
    }

    private static void Generate(string folder, string group, int count, Func<int, byte[]> make)
    {
        var files = Path.Combine(folder, group);
        Directory.CreateDirectory(files);
        var paths = new List<string>();
        for (var index = 0; index < count; index++)
        {
            paths.Add(Path.Combine(files, index.ToString("00000", CultureInfo.InvariantCulture) + ".dcm"));
            File.WriteAllBytes(paths[^1], make(index));
        }
        File.WriteAllLines(ListOf(folder, group), paths);
        var sizes = paths.Select(path => new FileInfo(path).Length).Order().ToList();
        Console.WriteLine(
            $"{group}: {count} files of {sizes[0]:N0} to {sizes[^1]:N0} bytes, median {sizes[count / 2]:N0}"
        );
    }

    private static void Select(string folder, string group, List<Row> corpus, Func<Row, bool> wanted)
    {
        var paths = corpus.Where(wanted).Select(row => row.Path).Order(StringComparer.Ordinal).ToList();
        File.WriteAllLines(ListOf(folder, group), paths);
        Console.WriteLine($"{group}: {paths.Count} files of the corpus");
    }

    // Only what every reader reads: one that gives up early would look fast.
    private static List<Row> Corpus()
    {
        var folder = Path.GetFullPath(Path.Combine(RepositoryRoot.Find(), "..", "shared", "data", "dicom"));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException("Expected the corpus at ../shared/data/dicom, found none.");
        var rows = new List<Row>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "oracle.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (!IsReadByAll(root))
                continue;
            rows.Add(
                new Row(
                    Path.Combine(folder, root.GetProperty("file").GetString() ?? ""),
                    root.GetProperty("category").GetString() ?? "",
                    root.GetProperty("hdr_end").GetInt64()
                )
            );
        }
        return rows;
    }

    private static bool IsReadByAll(JsonElement row) =>
        row.GetProperty("status").GetString() == "ok"
        && !row.TryGetProperty("expect", out _)
        && row.TryGetProperty("hdr_end", out var end)
        && end.ValueKind == JsonValueKind.Number
        && (!row.TryGetProperty("mode", out var mode) || mode.GetString() != "forced")
        && row.GetProperty("others")
            .EnumerateObject()
            .All(reader => reader.Value.GetProperty("status").GetString() == "ok");

    private sealed record Row(string Path, string Category, long HeaderBytes);
}
