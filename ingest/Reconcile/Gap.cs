namespace StudyLake.Ingest.Reconcile;

/// <summary>One version about which log and store disagree.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Version">The version as listed, or null when the store does not have it.</param>
/// <param name="VersionId">The store's version, or null where it has none.</param>
/// <param name="OrderKey">
/// The key of the event that closes the gap. It is the same however often the comparison is repeated, and is given to
/// a version even while it cannot be read, so that newer ones do not take its place.
/// </param>
public sealed record Gap(GapReason Reason, ListedVersion? Version, string? VersionId, string OrderKey);
