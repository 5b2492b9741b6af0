using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>
/// What a reader can know of the counts of a report: which are the same, and which add up to which. Every candidate is added
/// up; what holds is taken as known, even where it holds by chance, which withholds too much rather than too little.
/// </summary>
internal sealed class Relations
{
    /// <summary>Two quotients that differ by less are the same: reports round theirs to six digits.</summary>
    public const double Same = 6e-7;

    private readonly SameCounts same;
    private readonly List<long> hidden = [];

    private Relations(Counts counts)
    {
        same = SameCounts.Of(counts);
        var found = new List<List<(int Factor, int Count)>>();
        var sums = new SumFinder(counts, found);
        var rests = new RestFinder(counts, found, hidden);
        foreach (var table in counts.Tables)
        {
            sums.FindColumnSums(table);
            sums.FindRowSums(table);
            rests.FindSteps(table);
            rests.FindParts(table);
        }
        sums.FindGroups();
        // What is hidden has its number behind the counts.
        All =
        [
            .. found
                .Select(terms =>
                    terms
                        .GroupBy(term => term.Count < counts.All.Count ? same.Leader(term.Count) : term.Count)
                        .Select(group => (Variable: group.Key, Factor: group.Sum(term => term.Factor)))
                        .Where(term => term.Factor != 0)
                        .ToDictionary(term => term.Variable, term => term.Factor)
                )
                .Where(terms => terms.Count > 0)
                .Select(terms => new Relation(terms)),
        ];
    }

    /// <summary>The variable of each count: counts that are the same have the same.</summary>
    public int VariableOf(Count count) => same.Leader(count.Id);

    /// <summary>Equal counts that may be the same: withheld together, and not taken for known to be the same.</summary>
    public IReadOnlyList<(Count One, Count Other)> Doubtful => same.Doubtful;

    /// <summary>Values of variables that are stated nowhere but follow, such as the rest of a part; they come after the counts.</summary>
    public IReadOnlyList<long> Hidden => hidden;

    /// <summary>All relations.</summary>
    public ImmutableArray<Relation> All { get; }

    /// <summary>Finds them.</summary>
    public static Relations Of(Counts counts) => new(counts);

    /// <summary>The columns that number people.</summary>
    internal static IEnumerable<int> People(ReportTable table) =>
        Enumerable.Range(0, table.Columns.Length).Where(column => table.Columns[column].IsOfPeople);
}
