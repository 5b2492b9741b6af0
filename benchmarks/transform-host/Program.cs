using System.Diagnostics;
using System.Globalization;
using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.TransformHost;

// usage: StudyLake.TransformHost LAKE DAY SEGMENT: transforms one segment of a lake in a folder, as a function would.
if (!LogSegment.TryParse(args[1], args[2], out var segment))
    throw new ArgumentException("Expected dt=YYYY-MM-DD and the name of a segment.");
var result = await new Transformer(new PlainFolder(args[0]), new TransformOptions()).TransformAsync(
    segment,
    CancellationToken.None
);
using var own = Process.GetCurrentProcess();
var peak = File.ReadLines("/proc/self/status")
    .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"measured: {own.TotalProcessorTime.TotalMilliseconds} {double.Parse(peak, CultureInfo.InvariantCulture) / 1024} {result.Events}"
    )
);
