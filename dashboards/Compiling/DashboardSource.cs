using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Analytics;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A definition together with where the rows of its data sets come from.</summary>
/// <remarks>Made once for a definition; safe to use from several threads.</remarks>
public sealed class DashboardSource
{
    private readonly ImmutableDictionary<string, DataSetSource> _dataSets;

    private DashboardSource(
        Definition definition,
        ImmutableDictionary<string, DataSetSource> dataSets,
        ImmutableArray<string> statements
    )
    {
        Definition = definition;
        _dataSets = dataSets;
        Statements = statements;
    }

    /// <summary>The definition.</summary>
    public Definition Definition { get; }

    /// <summary>Statements that make the tables of made-up rows; none for real data.</summary>
    public ImmutableArray<string> Statements { get; }

    /// <summary>Reads what the compiler needs of a definition. A data set that cannot be read fails its visuals only.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="find">The data set of an ARN, for parents and row-level rules.</param>
    /// <param name="options">Where rows come from.</param>
    public static DashboardSource Create(
        Definition definition,
        Func<string, DataSet?> find,
        DashboardSourceOptions options
    )
    {
        var dataSets = ImmutableDictionary.CreateBuilder<string, DataSetSource>(StringComparer.Ordinal);
        var statements = ImmutableArray.CreateBuilder<string>();
        var usage = new Lazy<FieldUsage>(() => FieldUsage.Of(definition));
        var prefix = "synthetic_" + Fingerprint(definition);
        foreach (var declared in definition.DataSets)
        {
            if (dataSets.ContainsKey(declared.Identifier))
                continue;
            var reader = new DataSetReader(definition, declared, find);
            if (!options.IsSynthetic)
            {
                dataSets[declared.Identifier] = reader.Real(usage, options.ImportsSpice);
                continue;
            }
            var (source, statement) = reader.Synthetic(usage.Value, $"{prefix}_{dataSets.Count}", options);
            dataSets[declared.Identifier] = source;
            statements.Add(statement);
        }
        return new DashboardSource(definition, dataSets.ToImmutable(), statements.ToImmutable());
    }

    /// <summary>Makes the tables of made-up rows, if any, in the engine. May run again.</summary>
    /// <exception cref="QueryException">The engine failed.</exception>
    public async Task PrepareAsync(IQueryEngine engine, CancellationToken cancellationToken)
    {
        foreach (var statement in Statements)
            await engine.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The data sets that are read from tables once these are made, in the order of their declaration.</summary>
    public ImmutableArray<DataSetImport> Imports =>
        [
            .. Definition
                .DataSets.Select(declared => DataSet(declared.Identifier)?.Import)
                .OfType<DataSetImport>()
                .DistinctBy(import => import.Identifier),
        ];

    /// <summary>Why a data set of ImportMode SPICE is read from its source each time; null for any other.</summary>
    public string? WhyNotImported(string identifier) => DataSet(identifier)?.WhyNotImported;

    internal DataSetSource? DataSet(string identifier) => _dataSets.GetValueOrDefault(identifier);

    internal IEnumerable<DataSetSource> DataSets => _dataSets.Values;

    private static string Fingerprint(Definition definition)
    {
        var bytes = Encoding.UTF8.GetBytes(definition.Json.Exists ? definition.Json.Element.GetRawText() : "");
        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..10];
    }
}
