using System.Reflection;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>The assets of <c>dashboards/definitions</c>, out of this assembly.</summary>
internal static class OwnDefinitions
{
    private const string Prefix = "definitions/";

    /// <summary>All of them, in the order of their paths.</summary>
    /// <exception cref="PageException">There are none.</exception>
    public static AssetFolder Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0)
            throw new PageException("Expected the name of a definition: this build brings none along.");
        return new AssetFolder(names.Select(name => AssetReader.Read(AssetFile.Parse(name, Bytes(assembly, name)))), []);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the resource {name}, found none.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
