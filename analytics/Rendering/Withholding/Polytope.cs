namespace StudyLake.Analytics.Rendering.Withholding;

/// <summary>
/// All ways to fill in unknowns y ≥ 0 with A y = b: how far each unknown can move. The simplex method on a dense tableau with
/// Bland's rule, which cannot cycle.
/// </summary>
/// <remarks>
/// Every corner visited is a way to fill in, so a width found is never more than there is, up to rounding; the search stops
/// for an unknown as soon as it is wide enough. Sums of rows and columns have whole corners.
/// </remarks>
internal sealed class Polytope
{
    private const double Tiny = 1e-7;
    private const int MostSteps = 20_000;

    private readonly int columns;
    private readonly List<double[]> rows = [];
    private readonly List<int> basis = [];
    private readonly bool[] isBasic;
    private readonly double[] low;
    private readonly double[] high;
    private int steps;

    /// <summary>The system; the caller knows that it can be filled in.</summary>
    public Polytope(double[,] factors, double[] sums)
    {
        columns = factors.GetLength(1);
        isBasic = new bool[columns];
        for (var i = 0; i < sums.Length; i++)
        {
            var sign = sums[i] < 0 ? -1 : 1;
            var row = new double[columns + 1];
            for (var j = 0; j < columns; j++)
                row[j] = sign * factors[i, j];
            row[columns] = sign * sums[i];
            rows.Add(row);
            // A helper of this row, to be driven out.
            basis.Add(columns + i);
        }
        low = [.. Enumerable.Repeat(double.PositiveInfinity, columns)];
        high = [.. Enumerable.Repeat(double.NegativeInfinity, columns)];
        FindCorner();
    }

    /// <summary>Of each unknown, the width of what it can be, in whole numbers; at least <paramref name="enough"/> is enough.</summary>
    public double[] Widths(double enough)
    {
        Look();
        for (var unknown = 0; unknown < columns; unknown++)
        {
            Push(unknown, up: true, enough);
            Push(unknown, up: false, enough);
        }
        return [.. Enumerable.Range(0, columns).Select(Width)];
    }

    private double Width(int unknown) =>
        double.IsPositiveInfinity(high[unknown])
            ? double.PositiveInfinity
            : Math.Floor(high[unknown] + Tiny) - Math.Ceiling(low[unknown] - Tiny);

    private void Push(int unknown, bool up, double enough)
    {
        while (Width(unknown) < enough && steps++ < MostSteps)
        {
            var row = basis.IndexOf(unknown);
            int enters;
            if (row < 0)
            {
                // At zero, its least; it can only enter.
                if (!up)
                    return;
                enters = unknown;
            }
            else
            {
                enters = -1;
                for (var j = 0; j < columns && enters < 0; j++)
                    if (!isBasic[j] && (up ? rows[row][j] < -Tiny : rows[row][j] > Tiny))
                        enters = j;
                if (enters < 0)
                    return;
            }
            var leaves = Leaving(enters);
            if (leaves < 0)
            {
                // Nothing stops it, nor what it takes along.
                high[enters] = double.PositiveInfinity;
                for (var i = 0; i < rows.Count; i++)
                    if (rows[i][enters] < -Tiny)
                        high[basis[i]] = double.PositiveInfinity;
                return;
            }
            Pivot(leaves, enters);
            Look();
        }
    }

    private void FindCorner()
    {
        while (steps++ < MostSteps)
        {
            var enters = -1;
            for (var j = 0; j < columns && enters < 0; j++)
            {
                var gain = 0.0;
                for (var i = 0; i < rows.Count; i++)
                    if (basis[i] >= columns)
                        gain += rows[i][j];
                if (gain > Tiny && !isBasic[j])
                    enters = j;
            }
            if (enters < 0)
                break;
            var leaves = Leaving(enters);
            if (leaves < 0)
                break;
            Pivot(leaves, enters);
        }
        // A helper that is left stands at zero: another takes its place, or its row says nothing new.
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (basis[i] < columns)
                continue;
            var enters = Array.FindIndex(rows[i], 0, columns, factor => Math.Abs(factor) > Tiny);
            if (enters >= 0)
            {
                Pivot(i, enters);
                continue;
            }
            rows.RemoveAt(i);
            basis.RemoveAt(i);
        }
        steps = 0;
    }

    // Bland: of the rows that stop it first, the one of the smallest unknown.
    private int Leaving(int enters)
    {
        var (found, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i][enters] <= Tiny)
                continue;
            var ratio = rows[i][columns] / rows[i][enters];
            if (ratio < least - Tiny || (ratio < least + Tiny && found >= 0 && basis[i] < basis[found]))
                (found, least) = (i, Math.Min(ratio, least));
        }
        return found;
    }

    private void Pivot(int row, int column)
    {
        var pivot = rows[row];
        var factor = pivot[column];
        for (var j = 0; j <= columns; j++)
            pivot[j] /= factor;
        for (var i = 0; i < rows.Count; i++)
        {
            var times = rows[i][column];
            if (i == row || times == 0)
                continue;
            for (var j = 0; j <= columns; j++)
                rows[i][j] -= times * pivot[j];
        }
        if (basis[row] < columns)
            isBasic[basis[row]] = false;
        isBasic[column] = true;
        basis[row] = column;
    }

    private void Look()
    {
        var at = new double[columns];
        for (var i = 0; i < rows.Count; i++)
            at[basis[i]] = rows[i][columns];
        for (var j = 0; j < columns; j++)
        {
            low[j] = Math.Min(low[j], at[j]);
            high[j] = Math.Max(high[j], at[j]);
        }
    }
}
