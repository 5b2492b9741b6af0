using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What a stage of a query can name instead of computing it: columns, and expressions of earlier stages.</summary>
/// <param name="column">The text for a column.</param>
internal sealed class SqlNames(Func<string, string> column)
{
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>Texts already written under these names; an expression may be part of many.</summary>
    public Dictionary<BoundExpression, string> Written { get; } = new(ReferenceEqualityComparer.Instance);

    public string Column(string name) => column(name);

    /// <summary>Says that an expression with this key can be named so.</summary>
    public void Add(string key, string alias)
    {
        if (_aliases.TryAdd(key, alias))
            Written.Clear();
    }

    public string? Find(string key) => _aliases.GetValueOrDefault(key);

    public bool IsEmpty => _aliases.Count == 0;
}
