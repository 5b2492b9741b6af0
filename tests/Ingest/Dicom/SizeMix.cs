namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Objects whose headers and sizes are drawn from what was measured on public files, sparse behind the header.</summary>
/// <remarks>
/// Two mixes. By objects: lengths follow the quantiles of 9,941 objects, and which class is longer than 32 KiB follows
/// the classes' own quantiles. By series: each of 572 series counts once, which shows variety rather than volume.
/// Between quantiles lengths are log-linear.
/// </remarks>
internal sealed class SizeMix(int seed)
{
    private static readonly Kind Ct = new("CT", "1.2.840.10008.5.1.4.1.1.2", 58, 3)
    {
        ToImagePixel = new((0, 900), (0.5, 2_046), (0.95, 4_208), (1, 12_038)),
        ToPixels = new((0, 1_600), (0.5, 3_396), (0.95, 33_922), (1, 64_198)),
    };

    private static readonly Kind[] Kinds =
    [
        Ct,
        new("MR", "1.2.840.10008.5.1.4.1.1.4", 124, 62)
        {
            ToImagePixel = new((0, 1_200), (0.5, 2_754), (0.95, 9_360), (1, 85_974)),
            ToPixels = new((0, 4_000), (0.5, 26_016), (0.95, 179_886), (1, 183_122)),
        },
        new("PT", "1.2.840.10008.5.1.4.1.1.128", 8, 0)
        {
            ToImagePixel = new((0, 1_200), (0.5, 2_484), (0.95, 5_160), (1, 5_160)),
            ToPixels = new((0, 2_000), (0.5, 6_114), (0.95, 8_814), (1, 8_814)),
        },
        new("DX", "1.2.840.10008.5.1.4.1.1.1.1", 166, 8)
        {
            ToImagePixel = new((0, 900), (0.5, 1_392), (0.95, 4_340), (1, 258_752)),
            ToPixels = new((0, 900), (0.5, 1_432), (0.95, 32_872), (1, 947_706)),
        },
        new("CTE", "1.2.840.10008.5.1.4.1.1.2.1", 68, 27)
        {
            ToImagePixel = new((0, 1_200), (0.5, 2_366), (0.95, 28_262), (1, 69_526)),
            ToPixels = new((0, 2_000), (0.5, 9_422), (0.95, 414_862), (1, 470_544)),
        },
        new("RT", "1.2.840.10008.5.1.4.1.1.481.2", 14, 1)
        {
            ToImagePixel = new((0, 800), (0.5, 918), (0.95, 1_414), (1, 1_414)),
            ToPixels = new((0, 900), (0.5, 1_606), (0.95, 1_940_626), (1, 1_940_626)),
        },
        new("SR", "1.2.840.10008.5.1.4.1.1.88.33", 64, 25)
        {
            ToImagePixel = new((0, 800), (1, 1_400)),
            ToPixels = new((0, 2_000), (0.5, 16_056), (0.95, 323_584), (1, 3_319_688)),
        },
    ];

    // Of 9,941 objects: how many headers end within 8, 16, 32 and 64 KiB, the median, the 95th percentile, the longest.
    private static readonly Quantiles AllToImagePixel = new(
        (0, 900),
        (0.5, 3_156),
        (0.95, 5_466),
        (0.992, 8_192),
        (0.997, 16_384),
        (0.998, 32_768),
        (1, 331_490)
    );

    private static readonly Quantiles AllToPixels = new(
        (0, 1_600),
        (0.112, 8_192),
        (0.5, 9_320),
        (0.869, 16_384),
        (0.95, 18_078),
        (0.970, 32_768),
        (0.973, 65_536),
        (1, 4_197_602)
    );

    // Of an image of real size: median 480 KB.
    private static readonly Quantiles ImageBytes = new(
        (0, 130_000),
        (0.5, 480_000),
        (0.95, 8_000_000),
        (1, 30_000_000)
    );

    private readonly Random _random = new(seed);

    /// <summary>One object of the mix by objects.</summary>
    public (RangeSource Source, bool IsImage) NextObject()
    {
        var share = _random.NextDouble();
        var (head, front) = ((int)AllToImagePixel.At(share), (int)AllToPixels.At(share));
        var kind = front <= 32_768 ? Ct : Draw(static kind => kind.LongOnes);
        return Make(kind, kind == Ct ? head : (int)kind.ToImagePixel.At(share), front);
    }

    /// <summary>One object of the mix by series.</summary>
    public (RangeSource Source, bool IsImage) NextSeries()
    {
        var kind = Draw(static kind => kind.Series);
        // Both lengths of one header are long or short together.
        var share = _random.NextDouble();
        return Make(kind, (int)kind.ToImagePixel.At(share), (int)kind.ToPixels.At(share));
    }

    private (RangeSource Source, bool IsImage) Make(Kind kind, int head, int front)
    {
        head = Math.Min(head, front);
        var bytes = kind.Name switch
        {
            "SR" => Report(kind, front),
            "CTE" => Frames(kind, head, front),
            _ => Image(kind, head, front),
        };
        if (kind.Name == "SR")
            return (new RangeSource(bytes.ToArray()), false);
        var pixels = (uint)ImageBytes.At(_random.NextDouble()) & ~1u;
        bytes.Header(0x7FE00010, "OW", pixels);
        return (new RangeSource(bytes.ToArray(), bytes.Length + (long)pixels), kind.Name != "RT");
    }

    private Kind Draw(Func<Kind, int> weight)
    {
        var place = _random.Next(Kinds.Sum(weight));
        foreach (var kind in Kinds)
        {
            if ((place -= weight(kind)) < 0)
                return kind;
        }
        return Ct;
    }

    private static DicomBytes Image(Kind kind, int head, int front)
    {
        var bytes = Upto28(kind, head);
        // MR as Siemens writes it: two values in group 0029 and the request behind them.
        var rest = front - bytes.Length;
        if (kind.Name == "MR" && rest > 24_000)
            bytes.Element(0x00291010, "OB", new byte[11_000]).Element(0x00291020, "OB", new byte[(rest - 11_200) & ~1]);
        else
            Fill(bytes, 0x00290000, front);
        return bytes.Sequence(0x00400275, true, item => item.Element(0x00400009, "SH", "STEP"));
    }

    private static DicomBytes Frames(Kind kind, int head, int front)
    {
        var bytes = Upto28(kind, head);
        bytes.Sequence(0x52009229, true, item => item.Element(0x00209111, "UN", new byte[4]));
        var count = Math.Max(1, (front - bytes.Length) / 480);
        Action<DicomBytes> frame = item =>
            item.Sequence(
                0x00189321,
                true,
                part => part.Element(0x00189345, "FD", new byte[8]).Element(0x00189352, "UN", new byte[400])
            );
        return bytes.Sequence(0x52009230, true, [.. Enumerable.Repeat(frame, count)]);
    }

    private static DicomBytes Report(Kind kind, int length)
    {
        var bytes = DicomBytes.File().Identity(kind.SopClass);
        Action<DicomBytes> item = item =>
            item.Element(0x0040A040, "CS", "TEXT").Element(0x0040A160, "UT", new byte[400]);
        return bytes.Sequence(0x0040A730, true, [.. Enumerable.Repeat(item, Math.Max(1, length / 450))]);
    }

    private static DicomBytes Upto28(Kind kind, int length)
    {
        var bytes = DicomBytes.File().Front(kind.SopClass);
        // A long header is long by vendors' groups in its middle.
        Fill(bytes, 0x00190000, length - 140);
        return bytes.Uids().Element(0x00280010, "US", [0, 2]).Element(0x00280011, "US", [0, 2]);
    }

    private static void Fill(DicomBytes bytes, uint group, int length)
    {
        for (uint element = 0x1000; length - bytes.Length > 8; element++)
            bytes.Element(group + element, "LO", new byte[Math.Min(240, length - bytes.Length - 8) & ~1]);
    }

    /// <summary>A distribution by some of its quantiles.</summary>
    private sealed class Quantiles(params (double Share, double Value)[] points)
    {
        public double At(double share)
        {
            var next = Math.Max(1, Array.FindIndex(points, point => point.Share >= share));
            var (low, high) = (points[next - 1], points[next]);
            var part = (share - low.Share) / (high.Share - low.Share);
            return Math.Exp(double.Lerp(Math.Log(low.Value), Math.Log(high.Value), part));
        }
    }

    /// <summary>A class of objects.</summary>
    /// <param name="Name">Its modality.</param>
    /// <param name="SopClass">Its SOP Class UID.</param>
    /// <param name="Series">Series of it among the 572 measured.</param>
    /// <param name="LongOnes">Of those, with a header beyond 32 KiB.</param>
    private sealed record Kind(string Name, string SopClass, int Series, int LongOnes)
    {
        /// <summary>Bytes to the end of group 0028.</summary>
        public required Quantiles ToImagePixel { get; init; }

        /// <summary>Bytes to the pixel data, or to the end.</summary>
        public required Quantiles ToPixels { get; init; }
    }
}
