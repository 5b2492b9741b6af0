using System.Globalization;
using StudyLake.Dashboards.Model;

namespace StudyLake.Tests.Dashboards.Definitions;

/// <summary>Colours of our dashboard: one for a modality everywhere, and told apart by eyes that see fewer.</summary>
/// <remarks>
/// Colour vision by the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency", 2009, severity 1.0; distances in CIE L*a*b* of 1976, where about 2 is just noticed side by side.
/// </remarks>
public sealed class ColorTests
{
    private const double Least = 16;

    private static readonly string[] Imaging = ["CT", "MR", "US", "DX", "CR", "MG", "XA", "NM", "PT", "RF"];

    private static IEnumerable<(string DataSet, IReadOnlyDictionary<string, string> Colors)> Bound =>
        AssetFolder
            .Load([OwnLake.Definitions])
            .Definitions.Single()
            .Json.List("ColumnConfigurations")
            .Where(item => item["Column"].Text("ColumnName") == "modality")
            .Select(item =>
                (
                    item["Column"].Text("DataSetIdentifier") ?? "",
                    (IReadOnlyDictionary<string, string>)
                        item["ColorsConfiguration"]
                            .List("CustomColors")
                            .ToDictionary(color => color.Text("FieldValue") ?? "", color => color.Text("Color") ?? "")
                )
            );

    [Fact]
    public void A_modality_has_one_colour_in_every_data_set()
    {
        var bound = Bound.ToList();

        Assert.Equal(
            ["device_days", "exams", "issues", "studies", "volume"],
            bound.Select(item => item.DataSet).Order()
        );
        Assert.All(bound, item => Assert.Equal(bound[0].Colors, item.Colors));
    }

    [Theory]
    [InlineData("normal", 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)]
    [InlineData(
        "protanopia",
        0.152286,
        1.052583,
        -0.204868,
        0.114503,
        0.786281,
        0.099216,
        -0.003882,
        -0.048116,
        1.051998
    )]
    [InlineData(
        "deuteranopia",
        0.367322,
        0.860646,
        -0.227968,
        0.280085,
        0.672501,
        0.047413,
        -0.011820,
        0.042940,
        0.968881
    )]
    [InlineData(
        "tritanopia",
        1.255528,
        -0.076749,
        -0.178779,
        -0.078411,
        0.930809,
        0.147602,
        0.004733,
        0.691367,
        0.303900
    )]
    public void Any_two_modalities_can_be_told_apart(string vision, params double[] matrix)
    {
        var colors = Bound.First().Colors;
        var seen = Imaging.Select(modality => (modality, Lab: Lab(Seen(Linear(colors[modality]), matrix)))).ToList();

        foreach (var (one, other) in seen.SelectMany((one, i) => seen.Skip(i + 1).Select(other => (one, other))))
        {
            var distance = Math.Sqrt(one.Lab.Zip(other.Lab, (a, b) => (a - b) * (a - b)).Sum());
            Assert.True(distance >= Least, $"{vision}: {one.modality} and {other.modality} are {distance:F1} apart.");
        }
    }

    private static double[] Linear(string color) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    int.Parse(color.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0
                )
                .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)),
        ];

    private static double[] Seen(double[] rgb, double[] matrix) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(row => Math.Clamp(rgb.Select((value, i) => matrix[3 * row + i] * value).Sum(), 0, 1)),
        ];

    private static double[] Lab(double[] rgb)
    {
        var x = Root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
        var y = Root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        var z = Root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];

        static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
