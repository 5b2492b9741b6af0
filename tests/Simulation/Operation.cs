namespace StudyLake.Tests.Simulation;

/// <summary>What somebody does to the bucket.</summary>
internal enum OperationKind
{
    Put,
    Delete,
    DeleteVersion,
    Expire,
    PutBroken,
    PutArchived,
    EnableVersioning,
    SuspendVersioning,
    UpgradeExtractor,
}

/// <summary>One operation of a history.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">Which of the four keys, from 0.</param>
/// <param name="Value">Content from 1 to 9; also chooses among versions.</param>
internal readonly record struct Operation(OperationKind Kind, int Key, int Value)
{
    public override string ToString() =>
        Kind switch
        {
            OperationKind.Put => $"put {Name}={Value}",
            OperationKind.Delete or OperationKind.Expire or OperationKind.PutBroken or OperationKind.PutArchived =>
                $"{Kind} {Name}",
            OperationKind.DeleteVersion => $"{Kind} {Name} #{Value}",
            _ => Kind.ToString(),
        };

    private char Name => "abcd"[Key];
}
