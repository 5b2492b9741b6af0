using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Analytics.Rendering;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace StudyLake.Analytics.Reporting;

/// <summary>Every report, and the words and definitions they share; all found sound.</summary>
public sealed class ReportCatalog
{
    private const string Layout = "report.yml";
    private const string WordsFile = "reports/words.yml";
    private const string DefinitionsFile = "reports/definitions.yml";

    private readonly ImmutableSortedDictionary<string, ReportDefinition> _byName;

    /// <summary>Reads and checks reports.</summary>
    /// <param name="models">The queries that layouts name.</param>
    /// <param name="files">
    /// Texts by path: <c>reports/NAME/report.yml</c>, <c>reports/words.yml</c> and <c>reports/definitions.yml</c>.
    /// </param>
    /// <exception cref="ReportDefinitionException">A file cannot be read, or names what is not there.</exception>
    public ReportCatalog(ModelCatalog models, IReadOnlyDictionary<string, string> files)
    {
        Models = models;
        Words = Read<Dictionary<string, Dictionary<string, string>>>(files, WordsFile) ?? [];
        Definitions = (Read<Dictionary<string, TermText>>(files, DefinitionsFile) ?? []).ToImmutableDictionary(
            item => item.Key,
            item => new ReportFact(item.Value.Term, item.Value.Text),
            StringComparer.Ordinal
        );
        var found = ImmutableSortedDictionary.CreateBuilder<string, ReportDefinition>(StringComparer.Ordinal);
        foreach (var path in files.Keys.Where(path => path.EndsWith("/" + Layout, StringComparison.Ordinal)).Order())
        {
            var report =
                Read<ReportDefinition>(files, path)
                ?? throw new ReportDefinitionException($"{path}: expected a report, found an empty file.");
            var check = new ReportCheck(path, this);
            check.Run(report);
            found[report.Report] = report;
        }
        _byName = found.ToImmutable();
        var text = new StringBuilder();
        foreach (var model in models.Models)
            text.Append(model.Name).Append('\n').Append(model.Sql).Append('\n');
        foreach (var file in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            text.Append(file.Key).Append('\n').Append(file.Value).Append('\n');
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The queries.</summary>
    public ModelCatalog Models { get; }

    /// <summary>A digest of every query and layout.</summary>
    public string Digest { get; }

    /// <summary>Every report, by name.</summary>
    public IEnumerable<ReportDefinition> Reports => _byName.Values;

    /// <summary>Lists of words: by list and value what a reader sees.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Words { get; }

    /// <summary>What each term means, by name.</summary>
    public ImmutableDictionary<string, ReportFact> Definitions { get; }

    /// <summary>The report of that name; null for none.</summary>
    public ReportDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The reports that are part of this assembly.</summary>
    /// <exception cref="ReportDefinitionException">A file of one is unsound.</exception>
    public static ReportCatalog Embedded(ModelCatalog models) =>
        new(
            models,
            Assembly
                .GetExecutingAssembly()
                .GetManifestResourceNames()
                .Where(IsFile)
                .ToDictionary(path => path, ModelCatalog.Resource, StringComparer.Ordinal)
        );

    /// <summary>Whether a file below <c>analytics/</c> is a report's layout or text, and no model.</summary>
    internal static bool IsFile(string path) =>
        path is WordsFile or DefinitionsFile
        || (
            path.StartsWith("reports/", StringComparison.Ordinal)
            && path.EndsWith("/" + Layout, StringComparison.Ordinal)
        );

    private static T? Read<T>(IReadOnlyDictionary<string, string> files, string path)
        where T : class
    {
        if (!files.TryGetValue(path, out var text))
            return null;
        var yaml = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithEnumNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            return yaml.Deserialize<T?>(text);
        }
        catch (YamlException exception)
        {
            throw new ReportDefinitionException($"{path}, line {exception.Start.Line}: {Reason(exception)}", exception);
        }
    }

    private static string Reason(Exception exception) =>
        exception.InnerException is { } inner ? Reason(inner) : exception.Message;

    private sealed class TermText
    {
        public string Term { get; set; } = "";

        public string Text { get; set; } = "";
    }
}
