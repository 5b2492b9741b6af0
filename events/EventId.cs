using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Events;

/// <summary>The identity of a change, derived from what happened and never random: the same change always has the same id.</summary>
public static class EventId
{
    private const char UnitSeparator = '\u001F';

    /// <summary>
    /// The first 16 bytes of SHA-256 over object id, version and order key, divided by U+001F, in base 32:
    /// 26 characters. An absent version counts as the version <c>null</c>, the name S3 gives it.
    /// </summary>
    public static string Of(string objectId, string? versionId, string orderKey)
    {
        var text = $"{objectId}{UnitSeparator}{versionId ?? "null"}{UnitSeparator}{orderKey}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Base32.Encode(hash[..16]);
    }
}
