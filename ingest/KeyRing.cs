namespace StudyLake.Ingest;

/// <summary>The secret keys of one tenant. They never leave the process: not in an event, a log or a message.</summary>
public sealed class KeyRing
{
    /// <summary>Length of each key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Takes the keys.</summary>
    /// <exception cref="ArgumentException">A key has another length than 32 bytes, or the key id is not of letters and digits.</exception>
    public KeyRing(string pseudonymKeyId, ReadOnlySpan<byte> pseudonymKey, ReadOnlySpan<byte> objectIdKey)
    {
        ArgumentNullException.ThrowIfNull(pseudonymKeyId);
        if (pseudonymKeyId.Length is 0 or > 8 || !pseudonymKeyId.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("Expected a key id of 1 to 8 letters and digits.", nameof(pseudonymKeyId));
        if (pseudonymKey.Length != KeyLength || objectIdKey.Length != KeyLength)
            throw new ArgumentException($"Expected two keys of {KeyLength} bytes.", nameof(pseudonymKey));
        PseudonymKeyId = pseudonymKeyId;
        PseudonymKey = pseudonymKey.ToArray();
        ObjectIdKey = objectIdKey.ToArray();
    }

    /// <summary>Stands in front of every pseudonym, so that values of a retired key can be told apart.</summary>
    public string PseudonymKeyId { get; }

    /// <summary>Key of patient and accession pseudonyms; may be rotated.</summary>
    internal byte[] PseudonymKey { get; }

    /// <summary>Key of object ids; never rotated, for that would count every object twice.</summary>
    internal byte[] ObjectIdKey { get; }

    /// <summary>Says only which key it is.</summary>
    public override string ToString() => PseudonymKeyId;
}
