using System.Text.Json;

namespace StudyLake.Ingest;

/// <summary>The written form of the keys: JSON with <c>pseudonym_key_id</c>, <c>pseudonym_key</c> and <c>object_id_key</c>.</summary>
/// <remarks>
/// A key is 32 bytes, as 44 characters of base 64 or as 64 hexadecimal digits, the form in which a store of secrets can
/// generate one. The members may be spread over several texts, so that keys that rotate and the one that never does can
/// be kept apart.
/// </remarks>
public static class KeyText
{
    private const string PseudonymKeyId = "pseudonym_key_id";
    private const string PseudonymKey = "pseudonym_key";
    private const string ObjectIdKey = "object_id_key";
    private const int HexDigits = 2 * KeyRing.KeyLength;

    /// <summary>Reads the keys from one text or several that complete each other; members of other names are ignored.</summary>
    /// <exception cref="FormatException">
    /// A text is no JSON object, or a member is missing, given twice with different values, or no key. The message names
    /// the member and never its value.
    /// </exception>
    public static KeyRing Read(params IReadOnlyList<string> texts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
            Collect(text, found);
        try
        {
            return new KeyRing(
                Member(found, PseudonymKeyId),
                Key(PseudonymKey, Member(found, PseudonymKey)),
                Key(ObjectIdKey, Member(found, ObjectIdKey))
            );
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"Expected 1 to 8 letters and digits as {PseudonymKeyId}.", exception);
        }
    }

    /// <summary>Writes keys as one text, indented, keys in base 64.</summary>
    /// <param name="pseudonymKeyId">1 to 8 letters and digits.</param>
    /// <param name="pseudonymKey">32 bytes.</param>
    /// <param name="objectIdKey">32 bytes.</param>
    public static byte[] Write(string pseudonymKeyId, ReadOnlySpan<byte> pseudonymKey, ReadOnlySpan<byte> objectIdKey)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString(PseudonymKeyId, pseudonymKeyId);
            writer.WriteBase64String(PseudonymKey, pseudonymKey);
            writer.WriteBase64String(ObjectIdKey, objectIdKey);
            writer.WriteEndObject();
        }
        return text.ToArray();
    }

    private static void Collect(string text, Dictionary<string, string> found)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw NotAnObject(null);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name is not (PseudonymKeyId or PseudonymKey or ObjectIdKey))
                    continue;
                var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() ?? "" : "";
                if (!found.TryAdd(member.Name, value) && found[member.Name] != value)
                    throw new FormatException($"Expected {member.Name} once, found it twice with different values.");
            }
        }
        catch (JsonException exception)
        {
            throw NotAnObject(exception);
        }
    }

    private static FormatException NotAnObject(Exception? inner) =>
        new(
            $"Expected a JSON object with {PseudonymKeyId}, {PseudonymKey} or {ObjectIdKey}, found something else.",
            inner
        );

    private static string Member(Dictionary<string, string> found, string name) =>
        found.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"Expected {name} as text, found none.");

    private static byte[] Key(string name, string value)
    {
        if (value.Length == HexDigits && value.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(value);
        var key = new byte[KeyRing.KeyLength + 1];
        return Convert.TryFromBase64String(value, key, out var written) && written == KeyRing.KeyLength
            ? key[..KeyRing.KeyLength]
            : throw new FormatException(
                $"Expected {name} as {HexDigits} hexadecimal digits or as base 64 of {KeyRing.KeyLength} bytes, found neither."
            );
    }
}
