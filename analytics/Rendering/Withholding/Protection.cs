namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>Chooses what to withhold: the small counts, then others until each withheld one could be many numbers.</summary>
internal sealed class Protection
{
    private readonly Counts counts;
    private readonly Relations relations;
    private readonly int k;
    private readonly Dictionary<int, long> values = [];
    private readonly Dictionary<int, bool> isTotal = [];
    private readonly HashSet<int> unknown = [];
    private readonly int firstHidden;
    private readonly ILookup<int, Relation> byVariable;

    public Protection(Counts counts, Relations relations, int k)
    {
        (this.counts, this.relations, this.k) = (counts, relations, k);
        firstHidden = counts.All.Count;
        byVariable = relations
            .All.SelectMany(relation => relation.Terms.Keys, (relation, variable) => (relation, variable))
            .ToLookup(item => item.variable, item => item.relation);
        foreach (var count in counts.All)
        {
            var variable = relations.VariableOf(count);
            values[variable] = count.Value;
            isTotal[variable] = isTotal.GetValueOrDefault(variable) || count.IsTotal;
        }
        for (var i = 0; i < relations.Hidden.Count; i++)
            values[firstHidden + i] = relations.Hidden[i];
    }

    /// <summary>The counts to withhold.</summary>
    public IReadOnlySet<Count> Withheld()
    {
        foreach (var (variable, value) in values)
            if (variable >= firstHidden || (value > 0 && value < k))
                unknown.Add(variable);
        Spread();
        // Each round withholds at least one more, so that this ends.
        for (var grows = true; grows; Spread())
        {
            grows = false;
            foreach (var part in Components())
            {
                var changed = new HashSet<int>();
                foreach (var narrow in Narrow(part))
                {
                    // What was chosen for another may have helped this one; the next round tells.
                    if (changed.Overlaps(Neighbours(narrow)) || Choose(narrow, part) is not { } chosen)
                        continue;
                    changed.Add(chosen);
                    unknown.Add(chosen);
                    grows = true;
                }
            }
        }
        return counts.All.Where(count => count.Value > 0 && unknown.Contains(relations.VariableOf(count))).ToHashSet();
    }

    private void Spread()
    {
        for (var grows = true; grows; )
        {
            grows = false;
            foreach (var (one, other) in relations.Doubtful)
            {
                var (a, b) = (relations.VariableOf(one), relations.VariableOf(other));
                if (unknown.Contains(a) != unknown.Contains(b))
                    grows |= unknown.Add(a) | unknown.Add(b);
            }
        }
    }

    // Unknowns that no relation connects do not tell on one another.
    private List<List<Relation>> Components()
    {
        var components = new List<(HashSet<int> Unknowns, List<Relation> Relations)>();
        foreach (var relation in relations.All)
        {
            var here = relation.Terms.Keys.Where(unknown.Contains).ToHashSet();
            if (here.Count == 0)
                continue;
            var joined = new List<Relation> { relation };
            foreach (var old in components.Where(component => component.Unknowns.Overlaps(here)).ToList())
            {
                here.UnionWith(old.Unknowns);
                joined.AddRange(old.Relations);
                components.Remove(old);
            }
            components.Add((here, joined));
        }
        return components.ConvertAll(component => component.Relations);
    }

    // Unknowns of the component that could be fewer than k numbers.
    private List<int> Narrow(List<Relation> part)
    {
        var variables = part.SelectMany(relation => relation.Terms.Keys)
            .Where(unknown.Contains)
            .Distinct()
            .Order()
            .ToList();
        var index = variables
            .Select((variable, i) => (variable, i))
            .ToDictionary(item => item.variable, item => item.i);
        var factors = new double[part.Count, variables.Count];
        var sums = new double[part.Count];
        for (var row = 0; row < part.Count; row++)
            foreach (var (variable, factor) in part[row].Terms)
                if (index.TryGetValue(variable, out var column))
                {
                    factors[row, column] += factor;
                    // Of a withheld count the reader knows that it is at least 1; of one that is nowhere, not even that.
                    sums[row] += factor * (double)(values[variable] - Least(variable));
                }
        var widths = new Polytope(factors, sums).Widths(k - 1);
        return [.. variables.Where(variable => NeedsProtection(variable) && widths[index[variable]] < k - 1)];
    }

    private long Least(int variable) => variable >= firstHidden ? 0 : 1;

    private bool NeedsProtection(int variable) =>
        variable < firstHidden || (values[variable] > 0 && values[variable] < k);

    private IEnumerable<int> Neighbours(int variable) =>
        byVariable[variable].SelectMany(relation => relation.Terms.Keys);

    // No total if possible; then from the relation that pins it most; then what is not pinned itself by another relation that
    // has no unknown yet; then the smallest.
    private int? Choose(int narrow, List<Relation> part)
    {
        return Cheapest(byVariable[narrow]) ?? Cheapest(part);

        int? Cheapest(IEnumerable<Relation> among) =>
            among
                .SelectMany(
                    relation => relation.Terms.Keys,
                    (relation, variable) => (Variable: variable, Unknowns: Unknowns(relation))
                )
                .Where(item =>
                    item.Variable < firstHidden && values[item.Variable] > 0 && !unknown.Contains(item.Variable)
                )
                .OrderBy(item => isTotal[item.Variable])
                .ThenBy(item => item.Unknowns)
                .ThenBy(item => byVariable[item.Variable].Count(relation => Unknowns(relation) == 0))
                .ThenBy(item => values[item.Variable])
                .ThenBy(item => item.Variable)
                .Select(item => (int?)item.Variable)
                .FirstOrDefault();
    }

    private int Unknowns(Relation relation) => relation.Terms.Keys.Count(unknown.Contains);
}
