using System.Collections.Immutable;

namespace StudyLake.Ingest.Reconcile;

/// <summary>One object of a listing with all its versions.</summary>
/// <param name="Key">Its key in the store, which is treated as patient data: never logged.</param>
/// <param name="ObjectId">The keyed hash of the key; <see cref="Pseudonymiser.ObjectId"/>.</param>
/// <param name="Versions">At least one, the oldest first; exactly one in a store without versions.</param>
public sealed record ListedObject(string Key, string ObjectId, ImmutableArray<ListedVersion> Versions);
