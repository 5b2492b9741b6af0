namespace StudyLake.Ingest;

/// <summary>Pseudonyms made lately, so that a series of a thousand slices costs the hashes of one.</summary>
/// <remarks>
/// At most 1,024, of which the later stays where two meet in a slot. Safe for many threads: a slot is one reference to
/// something that never changes. The identifiers in it live no longer than the pseudonymiser.
/// </remarks>
internal sealed class RecentPseudonyms
{
    private const int Slots = 1024;

    private readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The pseudonym of a value within its domain and issuer, or null when it is to be made.</summary>
    public string? Find(string domain, string issuer, string value) =>
        _entries[SlotOf(domain, issuer, value)] is { } entry
        && entry.Value == value
        && entry.Issuer == issuer
        && entry.Domain == domain
            ? entry.Pseudonym
            : null;

    /// <summary>Remembers a pseudonym.</summary>
    public void Add(string domain, string issuer, string value, string pseudonym) =>
        _entries[SlotOf(domain, issuer, value)] = new Entry(domain, issuer, value, pseudonym);

    private static int SlotOf(string domain, string issuer, string value) =>
        HashCode.Combine(domain, issuer, value) & (Slots - 1);

    // Not a record: its text would be the identifier.
    private sealed class Entry(string domain, string issuer, string value, string pseudonym)
    {
        public string Domain => domain;
        public string Issuer => issuer;
        public string Value => value;
        public string Pseudonym => pseudonym;
    }
}
