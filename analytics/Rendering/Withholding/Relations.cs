using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>
/// What a reader can know of the counts of a report: which are the same, and which add up to which. Every candidate is added
/// up; what holds is taken as known, even where it holds by chance, which withholds too much rather than too little.
/// </summary>
internal sealed class Relations
{
    // Rows and columns of a table among which three columns are tried for a sum.
    private const int MostColumns = 12;

    /// <summary>Two quotients that differ by less are the same: reports round theirs to six digits.</summary>
    public const double Same = 6e-7;

    private readonly Counts counts;
    private readonly int[] leader;
    private readonly List<List<(int Factor, int Count)>> found = [];
    private readonly List<long> hidden = [];
    private readonly List<(Count One, Count Other)> doubtful = [];

    private Relations(Counts counts)
    {
        this.counts = counts;
        leader = [.. Enumerable.Range(0, counts.All.Count)];
    }

    /// <summary>The variable of each count: counts that are the same have the same.</summary>
    public int VariableOf(Count count) => Leader(count.Id);

    /// <summary>Equal counts that may be the same: withheld together, and not taken for known to be the same.</summary>
    public IReadOnlyList<(Count One, Count Other)> Doubtful => doubtful;

    /// <summary>Values of variables that are stated nowhere but follow, such as the rest of a part; they come after the counts.</summary>
    public IReadOnlyList<long> Hidden => hidden;

    /// <summary>All relations.</summary>
    public ImmutableArray<Relation> All { get; private set; } = [];

    /// <summary>Finds them.</summary>
    public static Relations Of(Counts counts)
    {
        var relations = new Relations(counts);
        relations.FindSame();
        foreach (var table in counts.Tables)
        {
            relations.FindColumnSums(table);
            relations.FindRowSums(table);
            relations.FindSteps(table);
            relations.FindParts(table);
        }
        relations.FindGroups();
        relations.All =
        [
            .. relations
                .found.Select(terms =>
                    terms
                        .GroupBy(term => term.Count < counts.All.Count ? relations.Leader(term.Count) : term.Count)
                        .Select(group => (Variable: group.Key, Factor: group.Sum(term => term.Factor)))
                        .Where(term => term.Factor != 0)
                        .ToDictionary(term => term.Variable, term => term.Factor)
                )
                .Where(terms => terms.Count > 0)
                .Select(terms => new Relation(terms)),
        ];
        return relations;
    }

    private int Leader(int id)
    {
        while (leader[id] != id)
            id = leader[id] = leader[leader[id]];
        return id;
    }

    // Equal numbers at two places may be the same number when a name is common to both, or when they are totals. Of several
    // such at one place the one that fits best is; the others are withheld with it, in case.
    private void FindSame()
    {
        foreach (var equal in counts.All.Where(count => count.Value > 0).GroupBy(count => count.Value))
        {
            var list = equal.ToList();
            var best = list.ToDictionary(one => one, one => Best(one, list));
            foreach (var one in list)
            foreach (var other in list.Where(other => other.Id > one.Id && Fit(one, other) > 0))
                if (best[one].Contains(other) && best[other].Contains(one))
                    leader[Leader(other.Id)] = Leader(one.Id);
                else
                    doubtful.Add((one, other));
        }
    }

    private HashSet<Count> Best(Count one, List<Count> equal) =>
        [
            .. equal
                .Where(other => Fit(one, other) > 0)
                .GroupBy(other => other.Home, ReferenceEqualityComparer.Instance)
                .SelectMany(place =>
                {
                    var most = place.Max(other => Fit(one, other));
                    return place.Where(other => Fit(one, other) == most);
                }),
        ];

    // 0 when they cannot be the same.
    private int Fit(Count one, Count other)
    {
        if (ReferenceEquals(one.Home, other.Home))
            return 0;
        if (one.Months.Count > 0 && other.Months.Count > 0 && !one.Months.Overlaps(other.Months))
            return 0;
        var common = one.Labels.Count(other.Labels.Contains);
        var isKey = ReferenceEquals(one.Home, counts.Keys) || ReferenceEquals(other.Home, counts.Keys);
        if (common == 0 && !isKey && !(one.IsTotal && other.IsTotal))
            return 0;
        var isOwnMonth = counts.Month is { } month && (one.Months.Contains(month) || other.Months.Contains(month));
        return 1 + (4 * common) + (isOwnMonth ? 2 : 0) + (one.IsTotal == other.IsTotal ? 1 : 0);
    }

    private void FindColumnSums(ReportTable table)
    {
        foreach (var column in People(table))
        {
            var above = new List<Count>();
            var all = new List<Count>();
            for (var row = 0; row < table.Rows.Length; row++)
            {
                var count = counts.At(table, row, column);
                if (!table.Rows[row].IsTotal)
                {
                    if (count is not null)
                    {
                        above.Add(count);
                        all.Add(count);
                    }
                    continue;
                }
                if (count is not null && !AddSum(count, above))
                    AddSum(count, all);
                above = [];
            }
        }
    }

    private void FindRowSums(ReportTable table)
    {
        var people = People(table).ToList();
        foreach (var total in people)
        {
            var others = people.Where(column => column != total).ToList();
            if (others.Count == 0)
                continue;
            AddWhereAllRowsHold(table, total, others);
            var before = others.Where(column => column < total).ToList();
            if (before.Count > 0 && before.Count < others.Count)
                AddWhereAllRowsHold(table, total, before);
            if (others.Count is < 3 or > MostColumns)
                continue;
            foreach (var one in others)
            foreach (var other in others.Where(other => other > one))
                AddWhereAllRowsHold(table, total, [one, other]);
        }
    }

    private void AddWhereAllRowsHold(ReportTable table, int total, List<int> parts)
    {
        var sums = Enumerable
            .Range(0, table.Rows.Length)
            .Select(row =>
                (
                    Total: counts.At(table, row, total),
                    Parts: parts.Select(part => counts.At(table, row, part)).OfType<Count>().ToList()
                )
            )
            .Where(sum => sum.Total is not null && sum.Parts.Count > 0)
            .ToList();
        if (sums.Count == 0 || sums.Exists(sum => sum.Total?.Value != sum.Parts.Sum(part => part.Value)))
            return;
        foreach (var (sum, row) in sums)
            if (sum is not null)
                AddSum(sum, row);
    }

    // A column that says by how much another one grew since the row before.
    private void FindSteps(ReportTable table)
    {
        var rows = Enumerable.Range(0, table.Rows.Length).Where(row => !table.Rows[row].IsTotal).ToList();
        var people = People(table).ToList();
        foreach (var level in people)
        foreach (var step in people.Where(step => step != level))
        {
            var known = new List<(Count Now, Count Step, Count Before)>();
            for (var i = 1; i < rows.Count; i++)
                if (
                    counts.At(table, rows[i], level) is { } now
                    && counts.At(table, rows[i], step) is { } by
                    && counts.At(table, rows[i - 1], level) is { } before
                )
                    known.Add((now, by, before));
            if (known.Count < 2 || known.Exists(item => item.Now.Value - item.Step.Value != item.Before.Value))
                continue;
            found.AddRange(
                known.Select(item => new List<(int, int)>
                {
                    (1, item.Now.Id),
                    (-1, item.Step.Id),
                    (-1, item.Before.Id),
                })
            );
        }
    }

    // The rest of a part is a count too, though it is stated nowhere: declared, or given away by a share.
    private void FindParts(ReportTable table)
    {
        for (var row = 0; row < table.Rows.Length; row++)
            foreach (var (part, whole) in Parts(table, row))
            {
                if (part.Value >= whole.Value)
                    continue;
                found.Add([(1, whole.Id), (-1, part.Id), (-1, counts.All.Count + hidden.Count)]);
                hidden.Add(whole.Value - part.Value);
            }
    }

    private IEnumerable<(Count Part, Count Whole)> Parts(ReportTable table, int row)
    {
        var people = People(table).ToList();
        foreach (var part in people)
        {
            var declared = table.Columns[part].PartOf;
            if (declared is null || counts.At(table, row, part) is not { } count)
                continue;
            foreach (var whole in people.Where(column => table.Columns[column].Name == declared))
                if (counts.At(table, row, whole) is { } all)
                    yield return (count, all);
        }
        for (var column = 0; column < table.Columns.Length; column++)
        {
            if (table.Columns[column].Format != ColumnFormat.Share)
                continue;
            if (table.Rows[row].Cells[column] is not IConvertible value || value is string)
                continue;
            var share = value.ToDouble(CultureInfo.InvariantCulture);
            foreach (var part in people)
            foreach (var whole in people.Where(whole => whole != part))
                if (
                    counts.At(table, row, part) is { } count
                    && counts.At(table, row, whole) is { Value: > 0 } all
                    && Math.Abs(((double)count.Value / all.Value) - share) < Same
                )
                    yield return (count, all);
        }
    }

    // Rows of one name may add up to a number elsewhere that has this name; all rows to one that is a total.
    private void FindGroups()
    {
        var byValue = counts.All.ToLookup(count => count.Value);
        foreach (var table in counts.Tables)
        foreach (var column in People(table))
        {
            var rows = Enumerable
                .Range(0, table.Rows.Length)
                .Where(row => !table.Rows[row].IsTotal)
                .Select(row => (Row: table.Rows[row], Count: counts.At(table, row, column)))
                .Where(item => item.Count is not null)
                .Select(item => (item.Row, Count: item.Count ?? throw new InvalidOperationException()))
                .ToList();
            if (rows.Count < 2)
                continue;
            var sum = rows.Sum(item => item.Count.Value);
            foreach (var total in byValue[sum].Where(other => other.IsTotal && !ReferenceEquals(other.Home, table)))
                AddSum(total, rows.ConvertAll(item => item.Count));
            for (var by = 0; by < table.Columns.Length; by++)
            {
                foreach (
                    var group in rows.Where(item => item.Row.Cells[by] is string)
                        .GroupBy(item => (string?)item.Row.Cells[by])
                )
                {
                    var members = group.Select(item => item.Count).ToList();
                    if (members.Count < 2)
                        continue;
                    foreach (var total in byValue[members.Sum(member => member.Value)])
                        if (!ReferenceEquals(total.Home, table) && total.Labels.Contains(group.Key ?? ""))
                            AddSum(total, members);
                }
            }
        }
    }

    private bool AddSum(Count total, List<Count> parts)
    {
        if (parts.Count == 0 || total.Value != parts.Sum(part => part.Value))
            return false;
        found.Add([(-1, total.Id), .. parts.Select(part => (1, part.Id))]);
        return true;
    }

    private static IEnumerable<int> People(ReportTable table) =>
        Enumerable.Range(0, table.Columns.Length).Where(column => table.Columns[column].IsOfPeople);
}
