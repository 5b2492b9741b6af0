namespace StudyLake.Events;

/// <summary>RFC 4648 base 32 in lower case without padding: short, case-proof, safe in names and SQL.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Eight characters for five bytes, the last group shortened; 26 characters for 16 bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) =>
        string.Create(
            (bytes.Length * 8 + 4) / 5,
            bytes,
            static (text, bytes) =>
            {
                uint bits = 0;
                var count = 0;
                var next = 0;
                foreach (var value in bytes)
                {
                    bits = (bits << 8) | value;
                    count += 8;
                    for (; count >= 5; count -= 5)
                        text[next++] = Alphabet[(int)(bits >> (count - 5)) & 31];
                }
                if (count > 0)
                    text[next] = Alphabet[(int)(bits << (5 - count)) & 31];
            }
        );
}
