using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A data set of ImportMode SPICE as a table: QuickSight reads its source once, at a refresh, and so do we.</summary>
/// <remarks>
/// The table holds what the data set's own steps give, each column already computed. Row-level rules, parameters and
/// filters apply when it is read, as they do in QuickSight.
/// </remarks>
public sealed class DataSetImport
{
    private readonly ImmutableDictionary<string, RelationColumn> _columns;
    private readonly ImmutableArray<Unsupported> _notes;
    private volatile bool _isReady;

    private DataSetImport(string identifier, Relation relation, CompileContext context)
    {
        Identifier = identifier;
        _notes = [.. context.Unsupported];
        var columns = relation.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        _columns = columns
            .Select((pair, i) => KeyValuePair.Create(pair.Key, pair.Value with { Sql = $"t0.x{i}" }))
            .ToImmutableDictionary(StringComparer.Ordinal);
        var list = columns.Select((pair, i) => $"{pair.Value.Sql} as x{i}");
        var where = relation.Where.Length == 0 ? "" : $" where {string.Join(" and ", relation.Where)}";
        Select = context.Values.Written($"select {string.Join(", ", list)} from {relation.From}{where}");
        var letters = identifier.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Select)));
        Table = $"spice_{string.Concat(letters.Take(40))}_{digest[..10]}";
    }

    /// <summary>The identifier of the data set in the definition.</summary>
    public string Identifier { get; }

    /// <summary>The table's name: a function of <see cref="Select"/>, so that a definition read again finds its tables.</summary>
    public string Table { get; }

    /// <summary>The query whose rows the table holds.</summary>
    public string Select { get; }

    /// <summary>The statement that makes the table. May run again.</summary>
    public string Statement => $"create or replace table {Table} as\n{Select}";

    /// <summary>Whether the table is there; visuals compiled before read the data set's source instead.</summary>
    public bool IsReady => _isReady;

    /// <summary>Tells that the table is there.</summary>
    public void MarkReady() => _isReady = true;

    /// <summary>The import of a data set, or why it has to be read from its source each time.</summary>
    /// <param name="identifier">The identifier in the definition.</param>
    /// <param name="parameters">Whether parameters of the definition reach its SQL.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="newContext">A context of this moment; rows that differ with it cannot be kept.</param>
    internal static (DataSetImport? Import, string? Reason) Create(
        string identifier,
        bool parameters,
        Func<CompileContext, Relation> rows,
        Func<DateTime, CompileContext> newContext
    )
    {
        if (parameters)
            return (null, "its SQL takes parameters");
        var import = At(new DateTime(2001, 2, 3));
        return import.Select == At(new DateTime(2012, 11, 10, 9, 8, 7)).Select
            ? (import, null)
            : (null, "its columns depend on the present");

        DataSetImport At(DateTime now)
        {
            var context = newContext(now);
            return new DataSetImport(identifier, rows(context), context);
        }
    }

    /// <summary>The rows of the table.</summary>
    internal Relation Rows(CompileContext context)
    {
        foreach (var note in _notes)
            context.Note(note.Kind, note.Reason);
        return new Relation($"{Table} as t0", _columns, []);
    }
}
