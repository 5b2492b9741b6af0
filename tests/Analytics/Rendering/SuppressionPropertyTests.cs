using System.Numerics;
using CsCheck;
using StudyLake.Analytics.Rendering;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Tests.Analytics.Rendering;

/// <summary>
/// No withheld value can be computed from the published ones: random reports whose relations the test itself knows, solved
/// by Gaussian elimination in exact fractions, which shares nothing with how the counts were chosen.
/// </summary>
public sealed class SuppressionPropertyTests
{
    private static readonly Gen<Case> Cases =
        from rows in Gen.Int[2, 6]
        from columns in Gen.Int[2, 5]
        from cells in Gen.Frequency((3, Gen.Long[1, 12]), (1, Gen.Long[0, 0]), (8, Gen.Long[5, 400])).Array[
            rows * columns
        ]
        from k in Gen.Int[0, 2].Select(i => new[] { 3, 5, 11 }[i])
        from previous in Gen.Long[1, 300].Array[rows]
        select new Case(rows, columns, cells, k, previous);

    [Fact]
    public void No_withheld_count_is_determined_by_what_is_shown()
    {
        var withheld = 0;
        Cases.Sample(
            item =>
            {
                var system = item.System(Suppression.Apply(item.Document(), item.K));
                withheld += system.Unknowns.Count;
                var determined = system.Determined();
                Assert.True(
                    determined.Count == 0,
                    $"{item.Describe()}: {string.Join(", ", determined)} can be computed."
                );
            },
            iter: 400,
            threads: 1
        );
        Assert.InRange(withheld, 1000, int.MaxValue);
    }

    [Fact]
    public void No_small_count_is_shown()
    {
        Cases.Sample(
            item =>
            {
                var open = Suppression.Apply(item.Document(), item.K);
                foreach (var table in open.Parts.SelectMany(part => part.Tables))
                foreach (var row in table.Rows)
                    Assert.DoesNotContain(row.Cells, cell => cell is long count && count > 0 && count < item.K);
                foreach (var chart in open.Parts.SelectMany(part => part.Charts))
                foreach (var series in chart.Series)
                    Assert.DoesNotContain(series.Values, value => value > 0 && value < item.K);
            },
            iter: 200,
            threads: 1
        );
    }

    // The check itself must be able to fail: with the mark of one corner taken away, the other three follow.
    [Fact]
    public void The_solver_of_this_test_finds_what_can_be_computed()
    {
        var system = new Unknown();
        system.Unknowns.UnionWith(["a", "b", "c"]);
        system.Add(10, ("a", 1), ("b", 1));
        system.Add(7, ("b", 1), ("c", 1));
        Assert.Empty(system.Determined());
        system.Add(4, ("a", 1), ("c", -1), ("b", 0), ("b", 1));
        Assert.Equal(["a", "b", "c"], system.Determined().Order());
    }

    /// <summary>A matrix with totals, its margins as tables with shares and changes, its cells as a chart, its total as key number.</summary>
    private sealed record Case(int Rows, int Columns, long[] Cells, int K, long[] Previous)
    {
        private long At(int row, int column) => Cells[(row * Columns) + column];

        private long Across(int row) => Enumerable.Range(0, Columns).Sum(column => At(row, column));

        private long Down(int column) => Enumerable.Range(0, Rows).Sum(row => At(row, column));

        public string Describe() =>
            $"{Rows} x {Columns}, k {K}, [{string.Join(' ', Cells)}], before [{string.Join(' ', Previous)}]";

        public ReportDocument Document()
        {
            string[] down = [.. Enumerable.Range(0, Rows).Select(Row)];
            string[] across = [.. Enumerable.Range(0, Columns).Select(Column)];
            var matrix = new long[Rows, Columns];
            for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                matrix[row, column] = At(row, column);
            var total = Cells.Sum();
            var document = SomeReport.Of(
                [
                    SomeReport.Matrix("m", down, across, matrix),
                    new ReportTable
                    {
                        Name = "by-row",
                        Caption = "By row",
                        Columns =
                        [
                            new("row", "Row", Text),
                            new("exams", "Exams", Count),
                            new("share", "Share", Share),
                            new("previous", "Before", Count),
                            new("change", "Change", Change),
                        ],
                        Rows =
                        [
                            .. Enumerable
                                .Range(0, Rows)
                                .Select(row =>
                                    ReportRow.Of(
                                        Row(row),
                                        Across(row),
                                        total == 0 ? null : (double)Across(row) / total,
                                        Previous[row],
                                        ((double)Across(row) / Previous[row]) - 1
                                    )
                                ),
                            ReportRow.Total(
                                "Total",
                                total,
                                total == 0 ? null : 1.0,
                                Previous.Sum(),
                                ((double)total / Previous.Sum()) - 1
                            ),
                        ],
                    },
                    new ReportTable
                    {
                        Name = "by-column",
                        Caption = "By column",
                        Columns = [new("column", "Column", Text), new("exams", "Exams", Count)],
                        Rows =
                        [
                            .. Enumerable
                                .Range(0, Columns)
                                .Select(column => ReportRow.Of(Column(column), Down(column))),
                        ],
                    },
                ],
                SomeReport.Key("exams", "Exams", total, new KeyComparison("before", "Before", Previous.Sum(), null))
            );
            return document with
            {
                Parts =
                [
                    document.Parts[0] with
                    {
                        Charts =
                        [
                            new ReportChart
                            {
                                Kind = ChartKind.StackedBars,
                                Title = "Cells",
                                Description = "Cells.",
                                Labels = [.. down],
                                Series =
                                [
                                    .. Enumerable
                                        .Range(0, Columns)
                                        .Select(column => new ChartSeries(
                                            Column(column),
                                            [.. Enumerable.Range(0, Rows).Select(row => (double?)At(row, column))]
                                        )),
                                ],
                                Format = Count,
                            },
                        ],
                    },
                ],
            };
        }

        /// <summary>What a reader knows: each number by its meaning, wherever it is shown, and what adds up to what.</summary>
        public Unknown System(ReportDocument open)
        {
            var known = new Dictionary<string, double>(StringComparer.Ordinal);
            var marked = new HashSet<string>(StringComparer.Ordinal);
            void See(string name, object? value)
            {
                if (value is Withheld)
                    marked.Add(name);
                else if (value is long count)
                    known[name] = count;
                else if (value is double number)
                    known[name] = number;
            }
            foreach (var table in open.Parts[0].Tables)
            foreach (var row in table.Rows)
            {
                var label = (string)(row.Cells[0] ?? "");
                for (var i = 1; i < table.Columns.Length; i++)
                    See(
                        (table.Name, table.Columns[i].Name) switch
                        {
                            ("m", "exams_total") => "row " + label,
                            ("m", var column) when label == "Total" => "column " + column["exams_".Length..],
                            ("m", var column) => $"cell {label} {column["exams_".Length..]}",
                            ("by-row", "exams") => "row " + label,
                            ("by-row", var column) => $"{column} {label}",
                            _ => "column " + label,
                        },
                        row.Cells[i]
                    );
            }
            See("row Total", open.KeyNumbers[0].Value);
            See("previous Total", open.KeyNumbers[0].Comparisons[0].Value);
            foreach (var series in open.Parts[0].Charts.SelectMany(chart => chart.Series))
                for (var row = 0; row < Rows; row++)
                    See($"cell {Row(row)} {series.Name}", (object?)series.Values[row] ?? Withheld.Value);
            // A share or change that is shown tells the count it was made of.
            for (var row = 0; row <= Rows; row++)
            {
                var name = row == Rows ? "Total" : Row(row);
                Learn(known, "row " + name, "share " + name, "row Total", ratio => ratio);
                Learn(known, "row " + name, "change " + name, "previous " + name, change => change + 1);
            }
            var system = new Unknown();
            system.Unknowns.UnionWith(marked);
            // What is left out whole is as unknown as what is marked.
            void Sum(string total, IEnumerable<string> parts)
            {
                var terms = parts.Select(part => (part, 1)).Append((total, -1)).ToList();
                system.Unknowns.UnionWith(terms.Select(term => term.Item1).Where(term => !known.ContainsKey(term)));
                system.Add(
                    -(BigInteger)
                        terms.Where(term => known.ContainsKey(term.Item1)).Sum(term => term.Item2 * known[term.Item1]),
                    [.. terms.Where(term => !known.ContainsKey(term.Item1))]
                );
            }
            for (var row = 0; row < Rows; row++)
                Sum(
                    "row " + Row(row),
                    Enumerable.Range(0, Columns).Select(column => $"cell {Row(row)} {Column(column)}")
                );
            for (var column = 0; column < Columns; column++)
                Sum(
                    "column " + Column(column),
                    Enumerable.Range(0, Rows).Select(row => $"cell {Row(row)} {Column(column)}")
                );
            Sum("row Total", Enumerable.Range(0, Rows).Select(row => "row " + Row(row)));
            Sum("row Total", Enumerable.Range(0, Columns).Select(column => "column " + Column(column)));
            Sum("previous Total", Enumerable.Range(0, Rows).Select(row => "previous " + Row(row)));
            // A number shown anywhere is known, though it be marked elsewhere: that would be found as a leak.
            foreach (var name in marked.Where(known.ContainsKey))
                system.Add((BigInteger)known[name], (name, 1));
            return system;
        }

        private static void Learn(
            Dictionary<string, double> known,
            string part,
            string ratio,
            string whole,
            Func<double, double> factor
        )
        {
            if (!known.TryGetValue(ratio, out var shown))
                return;
            if (known.TryGetValue(whole, out var all))
                known.TryAdd(part, Math.Round(all * factor(shown)));
            else if (known.TryGetValue(part, out var some) && factor(shown) > 0)
                known.TryAdd(whole, Math.Round(some / factor(shown)));
        }

        private static string Row(int row) => $"Row{(char)('A' + row)}";

        private static string Column(int column) => $"Col{(char)('P' + column)}";
    }

    /// <summary>A system of linear equations over whole numbers, reduced in exact fractions.</summary>
    private sealed class Unknown
    {
        private readonly List<(BigInteger Sum, Dictionary<string, BigInteger> Terms)> equations = [];

        public HashSet<string> Unknowns { get; } = new(StringComparer.Ordinal);

        public void Add(BigInteger sum, params ReadOnlySpan<(string Name, int Factor)> terms)
        {
            var factors = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
            foreach (var (name, factor) in terms)
                factors[name] = factors.GetValueOrDefault(name) + factor;
            equations.Add((sum, factors));
        }

        /// <summary>The unknowns that have one solution: after reduction their equation has no other unknown.</summary>
        public List<string> Determined()
        {
            var names = Unknowns.Order(StringComparer.Ordinal).ToList();
            var matrix = equations
                .Select(equation => names.Select(name => equation.Terms.GetValueOrDefault(name)).ToArray())
                .ToList();
            var pivots = new List<(int Row, int Column)>();
            for (var column = 0; column < names.Count; column++)
            {
                var row = Enumerable
                    .Range(pivots.Count, matrix.Count - pivots.Count)
                    .FirstOrDefault(i => !matrix[i][column].IsZero, -1);
                if (row < 0)
                    continue;
                var at = pivots.Count;
                (matrix[row], matrix[at]) = (matrix[at], matrix[row]);
                for (var i = 0; i < matrix.Count; i++)
                {
                    if (i == at || matrix[i][column].IsZero)
                        continue;
                    // Without fractions: both rows times what the other has.
                    var (mine, its) = (matrix[at][column], matrix[i][column]);
                    for (var j = 0; j < names.Count; j++)
                        matrix[i][j] = (matrix[i][j] * mine) - (matrix[at][j] * its);
                }
                pivots.Add((at, column));
            }
            return
            [
                .. pivots
                    .Where(pivot => matrix[pivot.Row].Count(factor => !factor.IsZero) == 1)
                    .Select(pivot => names[pivot.Column]),
            ];
        }
    }
}
