using System.Globalization;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Finds counts that follow from two others: growth since the row before, and the rest of a part.</summary>
/// <param name="counts">The counts.</param>
/// <param name="found">Takes what is found: factors and counts that add up to nought.</param>
/// <param name="hidden">Takes the numbers that are stated nowhere.</param>
internal sealed class RestFinder(Counts counts, List<List<(int Factor, int Count)>> found, List<long> hidden)
{
    /// <summary>A column that says by how much another one grew since the row before.</summary>
    public void FindSteps(ReportTable table)
    {
        var rows = Enumerable.Range(0, table.Rows.Length).Where(row => !table.Rows[row].IsTotal).ToList();
        var people = Relations.People(table).ToList();
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

    /// <summary>The rest of a part is a count too, though it is stated nowhere: declared, or given away by a share.</summary>
    public void FindParts(ReportTable table)
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
        var people = Relations.People(table).ToList();
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
                    && Math.Abs(((double)count.Value / all.Value) - share) < Relations.Same
                )
                    yield return (count, all);
        }
    }
}
