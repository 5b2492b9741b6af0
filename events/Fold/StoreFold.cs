namespace StudyLake.Events.Fold;

/// <summary>Folds events into objects: what a log, or any part of it, says is in the stores.</summary>
/// <remarks>
/// <para>
/// The result does not depend on the order of the events, on repetitions, nor on how a log is divided: each version
/// keeps the greatest of its readings. It is the rule of <c>analytics/staging</c> in C#.
/// </para>
/// <para>
/// Memory follows the number of versions ever seen, removed ones included, for a late event must still lose to a
/// removal. Nothing of an event is held but what <paramref name="keep"/> returns. Not safe for several threads at once.
/// </para>
/// </remarks>
/// <param name="keep">What to keep of an event that stands; called only for one that does at the time.</param>
public sealed class StoreFold<T>(Func<StudyEvent, T> keep)
{
    private readonly Dictionary<(string Source, string ObjectId), FoldedObject<T>> _objects = [];

    /// <summary>Every object that any event names, in no promised order.</summary>
    public IReadOnlyCollection<FoldedObject<T>> Objects => _objects.Values;

    /// <summary>Takes in an event.</summary>
    public void Apply(StudyEvent item)
    {
        var reading = ChangeReading.Of(item);
        var folded = Object(item.Source, item.ObjectId);
        if (folded.Stands(reading))
            folded.Set(reading, keep(item));
    }

    /// <summary>Takes in a reading that does not come as an event, such as a row of the lake.</summary>
    public void Apply(string source, string objectId, in ChangeReading reading, T kept)
    {
        var folded = Object(source, objectId);
        if (folded.Stands(reading))
            folded.Set(reading, kept);
    }

    /// <summary>Takes in events.</summary>
    public StoreFold<T> ApplyAll(IEnumerable<StudyEvent> items)
    {
        foreach (var item in items)
            Apply(item);
        return this;
    }

    /// <summary>What is known of an object, or null when no event names it.</summary>
    public FoldedObject<T>? Find(string source, string objectId) => _objects.GetValueOrDefault((source, objectId));

    private FoldedObject<T> Object(string source, string objectId)
    {
        if (!_objects.TryGetValue((source, objectId), out var folded))
            _objects[(source, objectId)] = folded = new FoldedObject<T>(source, objectId);
        return folded;
    }
}
