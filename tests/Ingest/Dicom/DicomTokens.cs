using System.Globalization;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>The dictionary of the fuzz runs: <c>tests/Data/dicom/fuzz.dict</c>, one quoted text a line, bytes as \xNN.</summary>
internal static class DicomTokens
{
    public static byte[][] All { get; } =
    [.. File.ReadLines(Repository.Data("dicom", "fuzz.dict")).Where(line => line.StartsWith('"')).Select(Parse)];

    private static byte[] Parse(string line)
    {
        var bytes = new List<byte>();
        for (var place = 1; line[place] != '"'; place++)
        {
            if (line[place] != '\\')
            {
                bytes.Add((byte)line[place]);
                continue;
            }
            bytes.Add(byte.Parse(line.AsSpan(place + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            place += 3;
        }
        return [.. bytes];
    }
}
