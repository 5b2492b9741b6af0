using static StudyLake.Cli.Demo.DemoCase;

namespace StudyLake.Cli.Demo;

/// <summary>What a special case changes in the series and instances of a study.</summary>
internal static class CaseContents
{
    private static readonly DemoCode OfInterestTitle = new("113000", "DCM", "Of Interest");
    private static readonly DemoCode QualityTitle = new("113001", "DCM", "Rejected for Quality Reasons");
    private static readonly DemoCode WorklistTitle = new("113038", "DCM", "Incorrect Modality Worklist Entry");

    /// <summary>Plans the study's content with the given planner.</summary>
    public static List<DemoContent> Plan(
        DemoCase special,
        SeriesPlanner planner,
        Random random,
        Func<int, int, string> uid
    )
    {
        switch (special)
        {
            case EnhancedMr:
                planner.Add("Localizer", ObjectKind.Mr, 1, "ORIGINAL\\PRIMARY\\LOCALIZER", 4);
                planner.Add("T1 3D", ObjectKind.EnhancedMr, 2, "ORIGINAL\\PRIMARY\\T1\\NONE", 300, frames: 10);
                break;
            case EnhancedCt:
                planner.Add("Volume", ObjectKind.EnhancedCt, 1, "ORIGINAL\\PRIMARY\\VOLUME\\NONE", 10, frames: 16);
                break;
            case ReportOnly:
                planner.Document("Report", ObjectKind.TextReport, instance => instance);
                break;
            case CaptureOnly:
                planner.SecondaryCapture("OT");
                break;
            case DerivedOnly:
                planner.Add("Coronal MPR", ObjectKind.Ct, 4, "DERIVED\\SECONDARY\\MPR", 1);
                break;
            case PdfOnly:
                planner.Document("Letter", ObjectKind.Pdf, instance => instance);
                break;
            case StructuresOnly:
                planner.Document("Contours", ObjectKind.Structures, instance => instance);
                break;
            case PresentationOnly:
                planner.Document("Annotations", ObjectKind.PresentationState, instance => instance);
                break;
            case SpectCt:
                planner.Add("CT AC", ObjectKind.Ct, 5, "ORIGINAL\\PRIMARY\\AXIAL", 1, modality: "CT");
                planner.Usual(random);
                break;
            case MixedModalities:
                planner.Usual(random);
                planner.Add("US breast", ObjectKind.Us, 3, "ORIGINAL\\PRIMARY", 40, modality: "US");
                SwapFirstAndLastNumber(planner.Contents);
                break;
            case RejectedImage or OfInterest:
                planner.Usual(random);
                Note(planner, special == OfInterest ? OfInterestTitle : QualityTitle, [planner.Contents[1]]);
                break;
            case RejectedStudy:
                planner.Usual(random);
                Note(planner, WorklistTitle, [.. planner.Contents.Where(content => content.Instance.Kind.IsImage)]);
                break;
            case CutPixels:
                planner.Usual(random);
                planner.Contents[1] = planner.Contents[1] with
                {
                    Instance = planner.Contents[1].Instance with { IsCut = true },
                };
                break;
            case SeriesPerSlice:
                for (var slice = 1; slice <= 6; slice++)
                    planner.Add($"Slice {slice}", ObjectKind.Ct, 1, "ORIGINAL\\PRIMARY\\AXIAL", 1);
                break;
            case ConflictingUid:
                planner.Usual(random);
                planner.Add("Copy", ObjectKind.Ct, 2, "ORIGINAL\\PRIMARY\\AXIAL", 1);
                planner.Contents[^1] = planner.Contents[^1] with
                {
                    Instance = planner.Contents[^1].Instance with { Uid = uid(2, 1) },
                };
                break;
            default:
                planner.Usual(random);
                break;
        }
        return planner.Contents;
    }

    private static void Note(SeriesPlanner planner, DemoCode title, IReadOnlyList<DemoContent> targets) =>
        planner.Document(
            title.Meaning,
            ObjectKind.KeyObjects,
            instance =>
                instance with
                {
                    Title = title,
                    References = [.. targets.Select(target => (target.Series.Uid, target.Instance))],
                }
        );

    // The ultrasound came last but has series number 1: order must come from the clock.
    private static void SwapFirstAndLastNumber(List<DemoContent> contents)
    {
        var (first, last) = (contents[0].Series, contents[^1].Series);
        for (var i = 0; i < contents.Count; i++)
        {
            var series = contents[i].Series;
            var number =
                series.Uid == first.Uid ? last.Number
                : series.Uid == last.Uid ? first.Number
                : series.Number;
            contents[i] = contents[i] with { Series = series with { Number = number } };
        }
    }
}
