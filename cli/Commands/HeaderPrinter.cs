using System.Globalization;
using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Cli.Commands;

/// <summary>Prints what the reader kept of one object and what it took to get it.</summary>
/// <remarks>
/// Values are printed only of attributes whose privacy class is <see cref="PrivacyClass.Keep"/>; of all others, and of
/// what stands below a sequence of another class, only the length.
/// </remarks>
internal static class HeaderPrinter
{
    private const int LongestValue = 64;
    private const string Withheld = "(withheld)";

    private static readonly Dictionary<DicomTag, DicomAttribute> ByTag = AttributeTable
        .All.DistinctBy(attribute => attribute.Tag)
        .ToDictionary(attribute => attribute.Tag);

    public static void Print(DicomHeader header, long objectBytes, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(Text($"object bytes:    {objectBytes:N0}"));
        output.WriteLine(
            Text($"bytes read:      {header.BytesRead:N0} in {header.Requests:N0} {Requests(header.Requests)}")
        );
        output.WriteLine(Text($"stopped at byte: {header.StoppedAt:N0}"));
        output.WriteLine(Text($"walked over:     {header.ElementsWalked:N0} elements, items and delimiters"));
        output.WriteLine(
            Text($"kept:            {header.ElementsKept:N0} elements; the others were passed over unread")
        );
        output.WriteLine(Text($"transfer syntax: {TerminalText.Of(header.TransferSyntaxUid ?? "none")}"));
        output.WriteLine(Text($"SOP Class:       {TerminalText.Of(header.SopClassUid ?? "none")}"));
        output.WriteLine(Text($"rejected:        {header.Rejection?.ToString() ?? "no"}"));
        output.WriteLine(header.Flags.Count == 0 ? "flags:           none" : "flags:");
        foreach (var finding in header.Flags)
            output.WriteLine(Text($"  {finding.Flag.Name()} {finding.Path}"));
        output.WriteLine("elements:");
        Print(header.Root, isOpen: true, depth: 0, output);
    }

    // As deep as the paths that are asked for, and the limit on depth for the content of a report.
    private static void Print(DicomItem item, bool isOpen, int depth, TextWriter output)
    {
        var indent = new string(' ', 2 + (depth * 2));
        foreach (var element in item.Elements())
        {
            var attribute = ByTag.GetValueOrDefault(element.Tag);
            var mayPrint = isOpen && attribute is { Privacy: PrivacyClass.Keep };
            var name = attribute?.Keyword ?? "";
            if (element.Vr != DicomVr.SQ)
            {
                output.WriteLine(
                    Text($"{indent}{element.Tag} {element.Vr} {element.Length, 7:N0} {name, -36} ")
                        + (mayPrint ? Shown(item, element) : Withheld)
                );
                continue;
            }
            output.WriteLine(Text($"{indent}{element.Tag} SQ {element.Length, 7:N0} {name, -36} items"));
            foreach (var below in item.Items(element.Tag))
                Print(below, mayPrint, depth + 1, output);
        }
    }

    // A header may hold anything; what steers a terminal is not passed on to it.
    private static string Shown(DicomItem item, KeptElement element)
    {
        var value = string.Join('\\', item.Values(element.Tag));
        return TerminalText.Of(value.Length <= LongestValue ? value : value[..LongestValue] + "…");
    }

    private static string Requests(int count) => count == 1 ? "request" : "requests";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
