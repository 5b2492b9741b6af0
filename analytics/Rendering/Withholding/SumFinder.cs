namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Finds counts that others add up to: down a column, along a row, and from rows to a number elsewhere.</summary>
/// <param name="counts">The counts.</param>
/// <param name="found">Takes what is found: factors and counts that add up to nought.</param>
internal sealed class SumFinder(Counts counts, List<List<(int Factor, int Count)>> found)
{
    // Rows and columns of a table among which three columns are tried for a sum.
    private const int MostColumns = 12;

    /// <summary>Totals below the rows that they add up.</summary>
    public void FindColumnSums(ReportTable table)
    {
        foreach (var column in Relations.People(table))
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

    /// <summary>Totals beside the columns that they add up, where that holds in every row.</summary>
    public void FindRowSums(ReportTable table)
    {
        var people = Relations.People(table).ToList();
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

    /// <summary>Rows of one name may add up to a number elsewhere that has this name; all rows to one that is a total.</summary>
    public void FindGroups()
    {
        var byValue = counts.All.ToLookup(count => count.Value);
        foreach (var table in counts.Tables)
        foreach (var column in Relations.People(table))
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
}
