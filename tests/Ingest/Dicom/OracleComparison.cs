using System.Globalization;
using System.Text.Json;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Compares a header with what independent readers say about the same file, by the corpus README.</summary>
internal sealed class OracleComparison
{
    private static readonly HashSet<string> DoseCodes =
    [
        "113813",
        "113830",
        "113838",
        "113722",
        "113725",
        "113730",
        "113735",
        "113733",
        "113734",
        "122130",
        "113738",
        "113764",
        "113824",
        "113769",
        "111637",
        "113820",
        "113839",
        "113788",
        "113507",
        "113517",
    ];

    public int Files { get; private set; }

    public int Values { get; private set; }

    /// <summary>File, keyword and the kind of difference; no value, as the files hold names.</summary>
    public List<string> Different { get; } = [];

    public string Summary => $"{Files} files compared, {Values} values compared, {Different.Count} different";

    public void Compare(JsonElement row, DicomHeader header)
    {
        Files++;
        var file = row.GetProperty("file").GetString() ?? "";
        var hasGold = row.TryGetProperty("gold", out var gold);
        var expect = row.TryGetProperty("expect", out var expected) ? expected.GetString() : null;
        if (expect == "reject" || (!hasGold && row.GetProperty("status").GetString() == "unreadable"))
        {
            Check(file, "rejection", header.Rejection is not null);
            return;
        }
        if (expect is not null)
            Check(file, "no rejection", header.Rejection is null);
        if (expect == "partial")
            Check(file, "partial", header.Has(HeaderFlag.Truncated) || header.Has(HeaderFlag.Partial));
        if (expect == "ok")
            Check(file, "not partial", !header.Has(HeaderFlag.Truncated) && !header.Has(HeaderFlag.Partial));
        HashSet<string> done = [];
        if (hasGold)
        {
            foreach (var (keyword, value) in Properties(gold))
            {
                done.Add(keyword);
                if (value.ValueKind != JsonValueKind.Null || !IsOwn(file))
                    CompareAttribute(file, keyword, value, header);
                else
                    header.Text(DicomPath.Of(AttributeList.ByKeyword[keyword].Tag)); // any text, just no failure
            }
        }
        if (row.TryGetProperty("gold_skip", out var skip))
            done.UnionWith(skip.EnumerateArray().Select(keyword => keyword.GetString() ?? ""));
        if (file.EndsWith("071-duplicate-tag.dcm", StringComparison.Ordinal))
            done.Add("PatientID"); // either may be kept; we keep the first, tested elsewhere
        if (!row.TryGetProperty("attrs", out var attributes))
            return;
        foreach (var (keyword, value) in Properties(attributes))
        {
            if (!done.Contains(keyword))
                CompareAttribute(file, keyword, value, header);
        }
        // What the oracle does not have must be absent here too.
        foreach (var (keyword, (tag, _)) in AttributeList.ByKeyword)
        {
            if (!done.Contains(keyword) && !attributes.TryGetProperty(keyword, out _))
                Check(file, $"{keyword} absent", header.Presence(DicomPath.Of(tag)) == ElementPresence.Absent);
        }
        if (row.TryGetProperty("nested", out var nested))
        {
            foreach (var (key, value) in Properties(nested))
                CompareNested(file, key, value, header);
        }
    }

    private static bool IsOwn(string file) => file.StartsWith("own-nasties/", StringComparison.Ordinal);

    private static IEnumerable<(string, JsonElement)> Properties(JsonElement json) =>
        json.EnumerateObject().Select(property => (property.Name, property.Value));

    private void CompareAttribute(string file, string keyword, JsonElement expected, DicomHeader header)
    {
        var (tag, vr) = AttributeList.ByKeyword[keyword];
        var path = DicomPath.Of(tag);
        if (expected.ValueKind == JsonValueKind.Null)
            Check(file, $"{keyword} empty", header.Presence(path) == ElementPresence.Empty || IsBlank(header, path));
        else
            CompareList(file, keyword, expected, header.Values(path), vr);
    }

    // The oracle also calls a value empty that has separators but nothing between them.
    private static bool IsBlank(DicomHeader header, DicomPath path) =>
        header.Presence(path) == ElementPresence.Present && header.Values(path).All(value => value.Length == 0);

    private void CompareList(
        string file,
        string keyword,
        JsonElement expected,
        IReadOnlyList<string> actual,
        DicomVr vr
    )
    {
        JsonElement[] values = expected.ValueKind == JsonValueKind.Array ? [.. expected.EnumerateArray()] : [expected];
        Check(file, $"{keyword} count", values.Length == actual.Count);
        for (var index = 0; index < Math.Min(values.Length, actual.Count); index++)
            Check(file, keyword, IsEqual(values[index].ToString(), actual[index], vr));
    }

    private void CompareNested(string file, string key, JsonElement expected, DicomHeader header)
    {
        switch (key)
        {
            case "PerFrameItems":
                Check(file, key, header.Root.ItemCount(new DicomTag(0x52009230)) == expected.GetInt32());
                return;
            case "DirectoryRecords":
                Check(file, key, header.Root.ItemCount(new DicomTag(0x00041220)) == expected.GetInt32());
                return;
            case "ProcedureCode":
                CompareCode(file, key, expected, header.Root.Code(new DicomTag(0x00081032)));
                return;
            case "ConceptNameCode":
                CompareCode(file, key, expected, header.Root.Code(new DicomTag(0x0040A043)));
                return;
            case "SrDose":
                CompareDose(file, expected, header);
                return;
            default:
                var (path, vr) = NestedPath(key);
                CompareList(file, key, expected, FirstItemValues(header, path), vr);
                return;
        }
    }

    private static IReadOnlyList<string> FirstItemValues(DicomHeader header, DicomPath path)
    {
        var item = header.Root;
        for (var level = 0; level < path.Count - 1; level++)
        {
            var items = item.Items(path[level]);
            if (items.Count == 0)
                return [];
            item = items[0];
        }
        return item.Values(path[path.Count - 1]);
    }

    private void CompareCode(string file, string key, JsonElement expected, DicomCode? actual)
    {
        Check(file, key + " value", IsEqual(expected[0].ToString(), actual?.Value ?? "", DicomVr.SH));
        Check(file, key + " scheme", IsEqual(expected[1].ToString(), actual?.Scheme ?? "", DicomVr.SH));
        Check(file, key + " meaning", IsEqual(expected[2].ToString(), actual?.Meaning ?? "", DicomVr.LO));
    }

    private void CompareDose(string file, JsonElement expected, DicomHeader header)
    {
        var actual = StructuredReport
            .Measurements(header)
            .Where(measurement => measurement.Concept.Value is { } value && DoseCodes.Contains(value))
            .ToArray();
        var rows = expected.EnumerateArray().ToArray();
        // The oracle stops a little behind 400.
        Check(file, "SrDose count", rows.Length >= 400 ? actual.Length >= rows.Length : actual.Length == rows.Length);
        foreach (var (row, measurement) in rows.Zip(actual))
        {
            Check(file, "SrDose code", row[0].GetString() == measurement.Concept.Value);
            Check(file, "SrDose scheme", row[1].GetString() == measurement.Concept.Scheme);
            var first = row[2].ValueKind == JsonValueKind.Array ? row[2][0] : row[2];
            Check(file, "SrDose value", IsEqual(first.ToString(), measurement.Value ?? "", DicomVr.DS));
            Check(file, "SrDose unit", row[3].GetString() == measurement.Unit?.Value);
        }
    }

    private static (DicomPath Path, DicomVr Vr) NestedPath(string key)
    {
        var parts = key.Split('.');
        uint group = parts[0] switch
        {
            "Shared" => 0x52009229,
            "PerFrame0" => 0x52009230,
            "RequestAttributes" => 0x00400275,
            _ => 0x00540016,
        };
        var (tag, vr) = parts[^1] switch
        {
            "ScheduledProcedureStepID" => (0x00400009u, DicomVr.SH),
            "RequestedProcedureID" => (0x00401001u, DicomVr.SH),
            "Radiopharmaceutical" => (0x00180031u, DicomVr.LO),
            "RadiopharmaceuticalStartTime" => (0x00181072u, DicomVr.TM),
            "RadionuclideTotalDose" => (0x00181074u, DicomVr.DS),
            "SliceThickness" => (0x00180050u, DicomVr.DS),
            "PixelSpacing" => (0x00280030u, DicomVr.DS),
            "CTDIvol" => (0x00189345u, DicomVr.FD),
            "ExposureInmAs" => (0x00189332u, DicomVr.FD),
            _ => (0x00189330u, DicomVr.FD),
        };
        return parts.Length == 2 ? (AttributeList.Path(group, tag), vr)
            : parts[1] == "PixelMeasures" ? (AttributeList.Path(group, 0x00289110, tag), vr)
            : (AttributeList.Path(group, 0x00189321, tag), vr);
    }

    private static bool IsEqual(string expected, string actual, DicomVr vr)
    {
        (expected, actual) = (Trim(expected, vr), Trim(actual, vr));
        if (expected == actual)
            return true;
        return vr is DicomVr.DS or DicomVr.IS or DicomVr.US or DicomVr.FD
            && double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            && Math.Abs(left - right) <= 1e-6 * Math.Max(Math.Abs(left), Math.Abs(right));
    }

    private static string Trim(string text, DicomVr vr) =>
        vr switch
        {
            DicomVr.LT or DicomVr.ST or DicomVr.UT => text.TrimEnd(' ', '\0'),
            DicomVr.PN => text.Trim(' ', '\0').TrimEnd('^', '='),
            _ => text.Trim(' ', '\0'),
        };

    private void Check(string file, string what, bool isEqual)
    {
        Values++;
        if (!isEqual)
            Different.Add($"{file}: {what}");
    }
}
