using System.Buffers;
using System.Runtime.InteropServices;
using Amazon.KinesisFirehose.Model;
using StudyLake.Events;

namespace StudyLake.Aws.Firehose;

/// <summary>Packs events into records: several lines of the log in one, none divided, each with its line end.</summary>
internal static class RecordPacker
{
    /// <summary>Records in the order of the events. All share one buffer, which lives as long as they do.</summary>
    /// <param name="events">What to pack.</param>
    /// <param name="recordBytes">Filled up to this; a longer line has a record of its own.</param>
    /// <exception cref="FirehoseDeliveryException">A line is longer than a record may be.</exception>
    public static List<Record> Pack(IReadOnlyList<StudyEvent> events, int recordBytes)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        var starts = new List<int> { 0 };
        foreach (var item in events)
        {
            var start = lines.WrittenCount;
            EventJson.Write(lines, item);
            lines.Write("\n"u8);
            var length = lines.WrittenCount - start;
            if (length > FirehoseSinkOptions.LargestRecordBytes)
                throw new FirehoseDeliveryException(
                    $"Expected lines of at most {FirehoseSinkOptions.LargestRecordBytes} bytes, found {length} in event {item.EventId}."
                );
            if (start > starts[^1] && lines.WrittenCount - starts[^1] > recordBytes)
                starts.Add(start);
        }
        if (lines.WrittenCount == 0 || !MemoryMarshal.TryGetArray(lines.WrittenMemory, out var bytes))
            return [];
        starts.Add(lines.WrittenCount);
        return
        [
            .. starts
                .Zip(starts.Skip(1), (from, to) => bytes.Slice(from, to - from))
                .Select(part => new Record
                {
                    Data = new MemoryStream(
                        part.Array ?? [],
                        part.Offset,
                        part.Count,
                        writable: false,
                        publiclyVisible: true
                    ),
                }),
        ];
    }
}
