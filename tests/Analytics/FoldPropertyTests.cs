using CsCheck;

namespace StudyLake.Tests.Analytics;

/// <summary>The SQL fold against a small model of a store, over random histories.</summary>
/// <remarks>
/// The model replays what happened in the order it happened and never looks at events; the events then reach the lake
/// in another order, some twice, some as superseded as well.
/// </remarks>
public sealed class FoldPropertyTests
{
    private const int Histories = 400;

    [Fact]
    public async Task The_fold_finds_what_a_store_holds_after_any_history() =>
        await Gen.Int[0, int.MaxValue - 1]
            .Array[Histories]
            .SampleAsync(async seeds => Assert.Equal(Expected(seeds), await FoundAsync(seeds)), iter: 3, threads: 1);

    private static string[] Expected(int[] seeds) =>
        [.. Make(seeds).SelectMany(history => history.Current()).Order(StringComparer.Ordinal), "sizes agree: true"];

    private static async Task<string[]> FoundAsync(int[] seeds)
    {
        await using var lake = new HandmadeLake();
        var shuffled = Make(seeds).SelectMany(history => history.Events).ToArray();
        new Random(1).Shuffle(shuffled);
        foreach (var row in shuffled)
            lake.Add(row);
        return
        [
            .. await lake.QueryAsync(
                "select source || '/' || object_id || '=' || cast(instance_number as varchar) as x from stg_objects order by 1"
            ),
            .. await lake.QueryAsync(
                """
                select
                    'sizes agree: ' || cast(
                        (select coalesce(sum(growth_bytes), 0) from storage_daily)
                        = (select coalesce(sum(object_bytes), 0) from stg_objects) as varchar
                    ) as x
                """
            ),
        ];
    }

    private static List<History> Make(int[] seeds) =>
        [.. seeds.Select((seed, i) => new History($"store{i}", new Random(seed)))];

    /// <summary>A store of up to three objects and its truth: for each object a list of versions, the newest last.</summary>
    private sealed class History
    {
        private readonly string source;
        private readonly Dictionary<string, List<(string Version, int? Value)>> objects = [];

        public History(string source, Random random)
        {
            this.source = source;
            var isVersioned = random.Next(2) == 0;
            for (var step = 1; step <= random.Next(1, 20); step++)
            {
                var id = "abc"[random.Next(3)].ToString();
                var key = $"{step:D4}";
                if (!objects.TryGetValue(id, out var versions))
                    objects[id] = versions = [];
                // Versioning, once on, may be suspended: writes then go to the null version again.
                var slot = isVersioned && random.Next(4) > 0 ? $"v{step}" : null;
                var choice = random.Next(10);
                if (choice < 6)
                {
                    versions.RemoveAll(version => version.Version == (slot ?? "null"));
                    versions.Add((slot ?? "null", step));
                    Emit(
                        random,
                        Row.Stored(id, key, version: slot).With(("instance_number", step), ("object_bytes", step))
                    );
                }
                else if (choice < 8 && isVersioned)
                {
                    versions.RemoveAll(version => version.Version == (slot ?? "null"));
                    versions.Add((slot ?? "null", null));
                    Emit(random, Row.Removed(id, key, "delete_marker", slot));
                }
                else if (versions.Count > 0)
                {
                    var victim = versions[random.Next(versions.Count)];
                    versions.Remove(victim);
                    Emit(random, Row.Removed(id, key, "deleted", victim.Version == "null" ? null : victim.Version));
                }
            }
        }

        public List<Row> Events { get; } = [];

        public IEnumerable<string> Current() =>
            objects
                .Where(pair => pair.Value.Count > 0 && pair.Value[^1].Value is not null)
                .Select(pair => $"{source}/{pair.Key}={pair.Value[^1].Value}");

        private void Emit(Random random, Row row)
        {
            row = row.With(("source", source), ("occurred_at", $"2026-10-{random.Next(1, 29):D2} 00:00:00+00"));
            Events.Add(row);
            if (random.Next(3) == 0)
                Events.Add(row);
            if (random.Next(5) == 0 && row.Values["event_type"] is "instance_stored")
                Events.Add(
                    Row.Event("object_superseded", (string)row.Values["object_id"], (string)row.Values["order_key"])
                        .With([
                            .. row
                                .Values.Where(pair => pair.Key is "source" or "version_id")
                                .Select(pair => (pair.Key, pair.Value)),
                        ])
                        .With(("extractor_version", 9))
                );
            if (random.Next(5) == 0 && row.Values["event_type"] is "instance_stored")
                Events.Add(
                    row.With(
                        ("extractor_version", 0),
                        ("instance_number", 99),
                        ("recorded_at", "2026-10-02 00:00:00+00")
                    )
                );
            if (random.Next(5) == 0 && row.Values["event_type"] is "instance_stored")
                Events.Add(
                    row.With(
                        ("instance_number", 98),
                        ("station_name", "an earlier and fuller reading"),
                        ("recorded_at", "2026-09-30 00:00:00+00")
                    )
                );
        }
    }
}
