using System.Globalization;

namespace StudyLake.Dashboards.Compiling;

/// <summary>The named steps of a query, each reading the one before.</summary>
/// <remarks>Conditions wait until the next step, so that filtering needs no step of its own.</remarks>
internal sealed class RowSteps
{
    private readonly List<(string Name, string Sql)> _steps = [];
    private readonly List<string> _pending = [];
    private readonly Dictionary<char, int> _counts = [];

    /// <summary>The step that is read next.</summary>
    public string Current { get; private set; } = "s";

    public string NextName(char letter)
    {
        var number = _counts.GetValueOrDefault(letter);
        _counts[letter] = number + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
    }

    public void Where(string condition) => _pending.Add(condition);

    /// <summary>The waiting conditions as a clause, which are then met.</summary>
    public string TakeWhere()
    {
        var clause = _pending.Count == 0 ? "" : $" where {string.Join(" and ", _pending)}";
        _pending.Clear();
        return clause;
    }

    /// <summary>A step beside the chain.</summary>
    public void AddBeside(string name, string sql) => _steps.Add((name, sql));

    /// <summary>A step of the chain.</summary>
    public void Add(string name, string sql)
    {
        _steps.Add((name, sql));
        Current = name;
    }

    /// <summary>A step that adds columns.</summary>
    public void AddColumns(char letter, IReadOnlyCollection<(string Sql, string Alias)> columns)
    {
        if (columns.Count == 0)
            return;
        var list = string.Join(", ", columns.Select(column => $"{column.Sql} as {column.Alias}"));
        Add(NextName(letter), $"select *, {list} from {Current}{TakeWhere()}");
    }

    /// <summary>A step that only meets the waiting conditions, so that its rows can be read twice.</summary>
    public void Settle()
    {
        if (_pending.Count > 0)
            Add(NextName('w'), $"select * from {Current}{TakeWhere()}");
    }

    /// <summary>The whole query.</summary>
    public string Finish(string source, string final)
    {
        var steps = _steps.Prepend(("s", source)).Select(step => $"{step.Item1} as (\n    {step.Item2}\n)");
        return $"with {string.Join(",\n", steps)}\n{final}";
    }
}
