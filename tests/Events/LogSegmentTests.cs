using StudyLake.Events.Lake;

namespace StudyLake.Tests.Events;

public sealed class LogSegmentTests
{
    [Theory]
    [InlineData("log/dt=2026-10-01/000000000042-0123456789abcdef.ndjson.gz", 42)]
    [InlineData("log/dt=2026-10-01/events-1-2026-10-01-03-15-00-8f4e2d1c-0a9b-4c7d-9e6f-5a4b3c2d1e0f.ndjson.gz", 0)]
    [InlineData("log/dt=2026-10-01/events-mnuxa2lomvzgk43ufzxw4zjomq.ndjson.gz", 0)]
    [InlineData("log/dt=2026-10-01/a_b.c-d.ndjson.gz", 0)]
    public void A_path_is_read_and_written_back(string path, long sequence)
    {
        Assert.True(LogSegment.TryParse(path, out var segment));
        Assert.Equal(path, segment.Path);
        Assert.Equal(sequence, segment.Sequence);
        Assert.Equal(new DateOnly(2026, 10, 1), segment.ArrivalDate);
    }

    [Theory]
    [InlineData("log/dt=2026-10-01/_x.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/.x.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/a b.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/x.json.gz")]
    [InlineData("log/dt=2026-13-01/x.ndjson.gz")]
    [InlineData("log/2026-10-01/x.ndjson.gz")]
    [InlineData("log/dt=2026-10-01/deeper/x.ndjson.gz")]
    [InlineData("logs/dt=2026-10-01/x.ndjson.gz")]
    public void Other_paths_are_no_segments(string path) => Assert.False(LogSegment.TryParse(path, out _));
}
