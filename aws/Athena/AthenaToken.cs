using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Aws.Athena;

/// <summary>The <c>ClientRequestToken</c> of a statement: what has the same token is started once.</summary>
internal static class AthenaToken
{
    /// <summary>All that makes two requests the same: run, place, statement and parameters.</summary>
    public static string Content(AthenaOptions options, string statement, List<string>? parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var part in (string[])
                [options.Run, options.Catalog, options.Database, options.WorkGroup, statement, .. parameters ?? []]
        )
        {
            // Each with its length before it, so that no two lists of parts are one text.
            var bytes = Encoding.UTF8.GetBytes(part);
            var length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The token: 64 digits, and two small numbers.</summary>
    /// <param name="content">What <see cref="Content"/> made.</param>
    /// <param name="times">How often the run has asked for this statement, from 1.</param>
    /// <param name="ends">How often it ended this time in a way that lets it be tried again, from 0.</param>
    public static string Of(string content, int times, int ends) => $"{content}-{times}-{ends}";
}
