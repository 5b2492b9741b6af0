using System.Globalization;
using StudyLake.Events;

namespace StudyLake.Tests.Ingest;

/// <summary>Compares the dose columns of an event with the dose items that an independent reader lists.</summary>
internal sealed class DoseComparison
{
    // Column, code, and the units seen with what one of them is in the unit of the column.
    private static readonly (string Column, string Code, Dictionary<string, double> Units)[] Sums =
    [
        ("dose_dlp_total_mgy_cm", "113813", new() { ["mGy.cm"] = 1, ["mGycm"] = 1 }),
        ("dose_dlp_events_mgy_cm", "113838", new() { ["mGy.cm"] = 1, ["mGycm"] = 1 }),
        ("dose_dap_total_gy_cm2", "113722", new() { ["Gy.m2"] = 10000, ["Gym2"] = 10000 }),
        ("dose_rp_total_mgy", "113725", new() { ["Gy"] = 1000 }),
        ("dose_fluoro_time_s", "113730", new() { ["s"] = 1 }),
    ];

    public int Files { get; private set; }

    public int ValuesCompared { get; private set; }

    public List<string> Different { get; } = [];

    public string Summary => $"{Files} dose reports, {ValuesCompared} values compared, {Different.Count} different";

    public void Compare(
        string file,
        IReadOnlyList<(string Code, string Scheme, string? Value, string? Unit)> items,
        AttributeValues made
    )
    {
        Files++;
        foreach (var (column, code, units) in Sums)
        {
            // A total without a number is listed with neither value nor unit.
            double[] numbers =
            [
                .. items
                    .Where(item => item.Code == code && !string.IsNullOrEmpty(item.Value))
                    .Select(item => Number(item.Value) * units[item.Unit ?? ""]),
            ];
            Check(file, column, Actual(made, column), numbers.Length == 0 ? null : numbers.Sum());
        }
        double[] glandular =
        [
            .. items.Where(item => item is { Code: "111637", Unit: "mGy" }).Select(item => Number(item.Value)),
        ];
        Check(
            file,
            "dose_glandular_max_mgy",
            Actual(made, "dose_glandular_max_mgy"),
            glandular.Length == 0 ? null : glandular.Max()
        );
        // The oracle does not say which events are localizers, so the maximum is one of its values or none.
        double[] ctdivol =
        [
            .. items.Where(item => item is { Code: "113830", Unit: "mGy" }).Select(item => Number(item.Value)),
        ];
        if (Actual(made, "dose_ctdivol_max_mgy") is { } largest)
            Check(file, "dose_ctdivol_max_mgy", largest, ctdivol.MinBy(value => Math.Abs(value - largest)));
        else
            Check(file, "dose_ctdivol_max_mgy of no event", ctdivol.Length <= 1 ? null : 0, null);
    }

    private static double Number(string? text) => double.Parse(text ?? "", CultureInfo.InvariantCulture);

    private static double? Actual(AttributeValues made, string name) =>
        made.Number(AttributeTable.Attributes.Single(column => column.Name == name));

    private void Check(string file, string what, double? actual, double? expected)
    {
        ValuesCompared++;
        var isEqual =
            actual is { } left && expected is { } right
                ? Math.Abs(left - right) <= 1e-6 * Math.Max(Math.Abs(left), Math.Abs(right))
                : actual is null && expected is null;
        if (!isEqual)
            Different.Add($"{file}: {what}: expected {expected}, found {actual}");
    }
}
