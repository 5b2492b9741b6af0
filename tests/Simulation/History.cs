using CsCheck;

namespace StudyLake.Tests.Simulation;

/// <summary>What happens in one simulated world: the operations, and the seed of every accident and delay.</summary>
internal sealed record History(int Seed, Operation[] Operations)
{
    private static readonly Gen<OperationKind> Kinds = Gen.Frequency(
        (50, Gen.Const(OperationKind.Put)),
        (18, Gen.Const(OperationKind.Delete)),
        (10, Gen.Const(OperationKind.DeleteVersion)),
        (4, Gen.Const(OperationKind.Expire)),
        (4, Gen.Const(OperationKind.PutBroken)),
        (3, Gen.Const(OperationKind.PutArchived)),
        (5, Gen.Const(OperationKind.EnableVersioning)),
        (3, Gen.Const(OperationKind.SuspendVersioning)),
        (3, Gen.Const(OperationKind.UpgradeExtractor))
    );

    /// <summary>1 to 25 operations on 4 keys with values 1 to 9.</summary>
    public static Gen<History> Any { get; } =
        Gen.Select(
            Gen.Int[0, int.MaxValue - 1],
            Gen.Select(
                Kinds,
                Gen.Int[0, 3],
                Gen.Int[1, 9],
                (kind, key, value) => new Operation(kind, key, value)
            ).Array[1, 25],
            (seed, operations) => new History(seed, operations)
        );

    /// <summary>The n-th history of a fixed series, for runs that need a number of them and no shrinking.</summary>
    public static History Number(int n)
    {
        var random = new Random(n);
        var operations = new Operation[random.Next(1, 26)];
        for (var i = 0; i < operations.Length; i++)
        {
            var kind = random.Next(100) switch
            {
                < 50 => OperationKind.Put,
                < 68 => OperationKind.Delete,
                < 78 => OperationKind.DeleteVersion,
                < 82 => OperationKind.Expire,
                < 86 => OperationKind.PutBroken,
                < 89 => OperationKind.PutArchived,
                < 94 => OperationKind.EnableVersioning,
                < 97 => OperationKind.SuspendVersioning,
                _ => OperationKind.UpgradeExtractor,
            };
            operations[i] = new Operation(kind, random.Next(4), random.Next(1, 10));
        }
        return new History(n, operations);
    }

    public override string ToString() => $"seed {Seed}: {string.Join(", ", Operations)}";
}
