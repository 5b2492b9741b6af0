using System.Collections.Frozen;
using System.Reflection;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>The files of the page, out of this assembly: nothing is read from the disk or the network.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private const string ECharts = "echarts.js";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, byte[]> Files = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name == ECharts || name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(
            name => name == ECharts ? name : name[Prefix.Length..].Replace('\\', '/'),
            Read,
            StringComparer.Ordinal
        )
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their paths.</summary>
    public static IEnumerable<string> Paths => Files.Keys;

    /// <summary>A file with its media type; null for none of that path.</summary>
    public static (byte[] Bytes, string Type)? Find(string path) =>
        Files.TryGetValue(path.Length == 0 ? "index.html" : path, out var bytes)
            ? (bytes, Types[Path.GetExtension(path.Length == 0 ? "index.html" : path)])
            : null;

    private static byte[] Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the resource {name}, found none.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
