using System.Text;
using System.Text.Json;
using StudyLake.Events;

namespace StudyLake.Tests.Ingest;

/// <summary>Looks for what identifies a patient or a member of staff in the JSON of an event.</summary>
internal sealed class IdentitySearch
{
    // Shorter ones occur by chance.
    private static readonly (string Keyword, int AtLeast)[] Hidden =
    [
        ("PatientName", 4),
        ("PatientID", 6),
        ("OtherPatientIDs", 6),
        ("PatientBirthDate", 8),
        ("AccessionNumber", 6),
        ("StudyID", 6),
        ("ReferringPhysicianName", 4),
        ("PerformingPhysicianName", 4),
        ("OperatorsName", 4),
    ];

    private int _files;
    private int _coincidences;

    public int Sought { get; private set; }

    /// <summary>File, column and whose value it is; not the value.</summary>
    public List<string> Found { get; } = [];

    public string Summary =>
        $"{_files} files, {Sought} identifying values sought, {Found.Count} found, "
        + $"{_coincidences} that the column's own attribute holds in the file";

    public void Look(OracleRow row, byte[] file, byte[] json)
    {
        _files++;
        using var made = JsonDocument.Parse(json);
        foreach (var (keyword, atLeast) in Hidden)
        {
            foreach (var value in row.Values(keyword).Select(value => value.TrimEnd('^', '=')))
            {
                if (value.Length < atLeast)
                    continue;
                Sought++;
                Look(row, file, made.RootElement, keyword, value);
                if (keyword == "PatientBirthDate")
                    Look(row, file, made.RootElement, keyword, $"{value[..4]}-{value[4..6]}-{value[6..8]}");
            }
        }
    }

    private void Look(OracleRow row, byte[] file, JsonElement made, string keyword, string value)
    {
        foreach (var group in (string[])["attributes", "text"])
        {
            if (!made.TryGetProperty(group, out var members))
                continue;
            foreach (var member in members.EnumerateObject())
            {
                if (
                    member.Name.EndsWith("_uid", StringComparison.Ordinal)
                    || member.Name.EndsWith("_uids", StringComparison.Ordinal)
                )
                    continue;
                if (!member.Value.ToString().Contains(value, StringComparison.OrdinalIgnoreCase))
                    continue;
                // A site that writes a record number into a description sends it there: that is not our doing.
                var own = AttributeTable
                    .Attributes.Concat(AttributeTable.Texts)
                    .Single(column => column.Name == member.Name)
                    .Attribute;
                var wire = keyword == "PatientBirthDate" ? value.Replace("-", "", StringComparison.Ordinal) : value;
                var isOwn =
                    own.Keyword != keyword
                    && own.Privacy is PrivacyClass.Keep or PrivacyClass.Scan
                    && (row.Values(own.Keyword).Any(text => Holds(text, wire)) || FileHolds(file, own.Tag, wire));
                if (isOwn)
                    _coincidences++;
                else
                    Found.Add($"{row.File}: {keyword} in {member.Name}");
            }
        }
    }

    private static bool Holds(string text, string value) => text.Contains(value, StringComparison.OrdinalIgnoreCase);

    // For attributes that the oracle does not list: the tag in little endian, eight bytes on the value in either VR form
    // (PS3.5 section 7.1), for as long as its two-byte length says.
    private static bool FileHolds(byte[] file, DicomTag tag, string value)
    {
        byte[] bytes = [(byte)tag.Group, (byte)(tag.Group >> 8), (byte)tag.Element, (byte)(tag.Element >> 8)];
        for (var from = 0; file.AsSpan(from).IndexOf(bytes) is var found and >= 0; from += found + 1)
        {
            var header = file.AsSpan(from + found);
            if (header.Length < 8)
                break;
            var length = header[4] is >= (byte)'A' and <= (byte)'Z'
                ? header[6] + (header[7] << 8)
                : header[4] + (header[5] << 8);
            if (Holds(Encoding.UTF8.GetString(header.Slice(8, Math.Min(length, header.Length - 8))), value))
                return true;
        }
        return false;
    }
}
