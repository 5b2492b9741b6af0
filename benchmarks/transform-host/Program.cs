using System.Diagnostics;
using System.Globalization;
using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.TransformHost;

// usage: StudyLake.TransformHost LAKE DAY SEGMENT [TIMES]: transforms one segment of a lake in a folder, as a function
// would. Processor time is the whole process's, or with TIMES the median of the last half of the repetitions.
if (!LogSegment.TryParse(args[1], args[2], out var segment))
    throw new ArgumentException("Expected dt=YYYY-MM-DD and the name of a segment.");
var times = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
using var own = Process.GetCurrentProcess();
var taken = new List<double>();
var events = 0L;
for (var time = 0; time < times; time++)
{
    own.Refresh();
    var before = times == 1 ? TimeSpan.Zero : own.TotalProcessorTime;
    var result = await new Transformer(new PlainFolder(args[0]), new TransformOptions()).TransformAsync(
        segment,
        CancellationToken.None
    );
    own.Refresh();
    taken.Add((own.TotalProcessorTime - before).TotalMilliseconds);
    events = result.Events;
}
var last = taken[(times / 2)..].Order().ToList();
var peak = File.ReadLines("/proc/self/status")
    .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"measured: {last[last.Count / 2]} {double.Parse(peak, CultureInfo.InvariantCulture) / 1024} {events}"
    )
);
