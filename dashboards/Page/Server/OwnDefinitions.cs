using System.Reflection;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>The assets of <c>dashboards/definitions</c>, out of this assembly.</summary>
public static class OwnDefinitions
{
    private const string Prefix = "definitions/";

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their paths.</summary>
    /// <exception cref="PageException">There are none.</exception>
    public static AssetFolder Read()
    {
        var names = Names.ToList();
        if (names.Count == 0)
            throw new PageException("Expected the name of a definition: this build brings none along.");
        return new AssetFolder(names.Select(name => AssetReader.Read(AssetFile.Parse(name, Bytes(name)))), []);
    }

    private static byte[] Bytes(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the resource {name}, found none.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
