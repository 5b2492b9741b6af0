using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StudyLake.Analytics;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>A table of a data set over our own views: what it reads and what it says it gets.</summary>
/// <remarks>
/// Reads the form that the SQL of our data sets has: one <c>select</c> over views, whose columns are named or stand
/// behind <c>as</c>, with common table expressions before it at most.
/// </remarks>
internal sealed partial class OurTable
{
    /// <summary>The data source of our own data sets, as their files name it.</summary>
    public const string DataSource = "${DataSourceArn}";

    // Words of SQL that are neither columns nor functions.
    private static readonly HashSet<string> Keywords = new(
        (
            "all and as asc between bigint boolean by case cast char cross current_date current_timestamp date day "
            + "decimal desc distinct double else end except exists false first following from full group having hour "
            + "in inner integer intersect interval is join last left like limit minute month not null nulls offset on "
            + "or order outer over partition preceding range real right row rows second select smallint then time "
            + "timestamp true unbounded union using values varchar week when where with year"
        ).Split(' '),
        StringComparer.Ordinal
    );

    private readonly ModelCatalog _models;
    private readonly string? _sql;

    private OurTable(TableStep table, ModelCatalog models)
    {
        Table = table;
        _models = models;
        _sql = table.Sql is { } sql ? Schema().Replace(Unquoted().Replace(sql, " ").ToLowerInvariant(), "$1 ") : null;
        var names = _sql is null ? [table.Name ?? ""] : SqlModel.ReferencesOf(_sql).ToImmutableArray();
        Unknown = [.. names.Where(name => !models.Contains(name))];
        Views = [.. names.Where(models.Contains).Select(name => models[name])];
    }

    /// <summary>The table of the data set.</summary>
    public TableStep Table { get; }

    /// <summary>The views that it reads.</summary>
    public ImmutableArray<SqlModel> Views { get; }

    /// <summary>Names that it reads from and that are no views.</summary>
    public ImmutableArray<string> Unknown { get; }

    /// <summary>Every table over our views within a data set.</summary>
    public static IEnumerable<OurTable> Of(LintSubject subject) =>
        (subject.DataSet?.Plan.Steps ?? [])
            .OfType<TableStep>()
            .Where(table => table.DataSourceArn == DataSource)
            .Select(table => new OurTable(table, subject.Models.Value));

    /// <summary>The names of views that there are.</summary>
    public IEnumerable<string> KnownViews => _models.Views.Select(model => model.Name);

    /// <summary>The columns of the views, of two with one name the first.</summary>
    public IEnumerable<ModelColumn> Columns =>
        Views.SelectMany(view => view.Description.Columns).DistinctBy(column => column.Name);

    /// <summary>Where the SQL, or the table's name, stands.</summary>
    public JsonView Place => _sql is null ? Table.Json["RelationalTable"]["Name"] : Table.Json["CustomSql"]["SqlQuery"];

    /// <summary>Words of the SQL that stand where a column would, and are no column of the views.</summary>
    public IEnumerable<string> UnknownWords
    {
        get
        {
            if (_sql is null)
                return [];
            var known = Columns
                .Select(column => column.Name)
                .Concat(Views.Select(view => view.Name))
                .Concat(Unknown)
                .Concat(Names().Matches(_sql).Select(match => match.Groups["name"].Value))
                .ToHashSet(StringComparer.Ordinal);
            return Words()
                .Matches(_sql)
                .Select(match => match.Value)
                .Where(word => !Keywords.Contains(word) && !known.Contains(word))
                .Distinct(StringComparer.Ordinal);
        }
    }

    /// <summary>The type in our views of a column that the table says it gets; null when an expression makes it.</summary>
    public string? TypeOf(string output)
    {
        var name = output;
        if (_sql is not null && Regex.Matches(_sql, $@"\bas\s+{Regex.Escape(output)}\b") is { Count: > 0 })
        {
            var renamed = Regex.Match(_sql, $@"(?:select|,)\s*(?:\w+\.)?(?<from>\w+)\s+as\s+{Regex.Escape(output)}\b");
            if (!renamed.Success)
                return null;
            name = renamed.Groups["from"].Value;
        }
        return Columns.FirstOrDefault(column => column.Name == name)?.Type;
    }

    /// <summary>Whether the SQL, or the view, gives a column of that name.</summary>
    public bool Gives(string output) =>
        Columns.Any(column => column.Name == output)
        || (_sql is not null && Names().Matches(_sql).Any(match => match.Groups["name"].Value == output));

    [GeneratedRegex(@"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|<<\$\w+>>", RegexOptions.Singleline)]
    private static partial Regex Unquoted();

    // The database before a view, often a placeholder.
    [GeneratedRegex(@"\b(from|join)\s+""?[\w${}]+""?\s*\.")]
    private static partial Regex Schema();

    // Not a function, which has a bracket behind it.
    [GeneratedRegex(@"\b[a-z_][a-z0-9_]*\b(?!\s*\()")]
    private static partial Regex Words();

    // What the text names itself: columns behind as, and common table expressions before it.
    [GeneratedRegex(@"\bas\s+(?<name>[a-z_][a-z0-9_]*)|(?<name>[a-z_][a-z0-9_]*)\s+as\s*\(")]
    private static partial Regex Names();
}
