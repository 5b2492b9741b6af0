using StudyLake.Analytics.Rendering.Withholding;

namespace StudyLake.Analytics.Rendering;

/// <summary>
/// The public form of a report: small counts of patients and exams are withheld, and as many others as it takes that none of
/// them can be worked out.
/// </summary>
/// <remarks>
/// <para>Withheld is every count from 1 to k − 1. 0 is shown. Marks do not tell a small count from one withheld for its sake.</para>
/// <para>
/// A table or chart in which more than half of the counts that are not 0 are small is left out whole: it would be a page
/// of marks, and what it takes to protect it would cost the totals.
/// </para>
/// <para>
/// Further counts are withheld until each withheld one could be any of at least k whole numbers, given everything the report
/// still shows: rows and columns that add up, groups of rows that add up to a number elsewhere, a column that is the change
/// of another, the same number in another table, key number or chart, and that a withheld count is at least 1. Which
/// relations hold is found by adding up the numbers themselves, so that none depends on being declared.
/// </para>
/// <para>
/// A share, change or average is shown only when it can be worked out from counts shown in its row, or is declared to come
/// from such; charts leave out what is withheld, small lines beside key numbers go, rows with something withheld stand
/// behind the others in the order of their names, sentences with numbers in them go, parts for inside go.
/// </para>
/// <para>
/// It looks at one report: two public reports of overlapping periods, rules or filters can still be subtracted from one
/// another. Publish one series of reports, with whole months.
/// </para>
/// </remarks>
public static class Suppression
{
    /// <summary>The least count shown where readers are of the organisation.</summary>
    public const int Inside = 5;

    /// <summary>The least count shown to everybody: 1 to 10 are withheld, as CMS does.</summary>
    public const int Outside = 11;

    /// <summary>The public form.</summary>
    /// <param name="document">The report as it is for inside.</param>
    /// <param name="k">The least count shown, 2 or more.</param>
    public static ReportDocument Apply(ReportDocument document, int k = Outside)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        var open = PublicForm.Begin(document, k);
        var counts = Counts.Of(open);
        var withheld = new Protection(counts, Relations.Of(counts), k).Withheld();
        return PublicForm.Of(open, counts, withheld, k);
    }
}
