using System.Text.Unicode;

namespace StudyLake.Ingest.Dicom;

/// <summary>Whether text declared as Latin-1 is more likely something else. It is decoded as declared; only a flag comes of it.</summary>
internal static class TextGuess
{
    /// <summary>True when the bytes above 7F are valid UTF-8, or all of them pairs of GB 2312.</summary>
    public static bool IsOtherThanLatin1(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF) && (Utf8.IsValid(bytes) || IsAllGb2312(bytes));

    // GB 2312 has B0 to F7, then A1 to FE. One such pair may be Latin-1, two and never a single byte hardly.
    private static bool IsAllGb2312(ReadOnlySpan<byte> bytes)
    {
        var pairs = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] < 0x80)
                continue;
            if (bytes[index] is < 0xB0 or > 0xF7 || index + 1 == bytes.Length || bytes[index + 1] is < 0xA1 or > 0xFE)
                return false;
            pairs++;
            index++;
        }
        return pairs > 1;
    }
}
