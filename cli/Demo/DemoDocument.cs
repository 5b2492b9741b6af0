namespace StudyLake.Cli.Demo;

/// <summary>The content of SR objects: dose reports (PS3.16 TID 10011), key object selections (TID 2010) and plain text.</summary>
internal static class DemoDocument
{
    /// <summary>An item of the content tree.</summary>
    private sealed record Node(string Relation, string Type, DemoCode Name)
    {
        public double? Number { get; init; }
        public string Unit { get; init; } = "1";
        public string? Text { get; init; }
        public string? Uid { get; init; }
        public DemoInstance? Target { get; init; }
        public Node[] Children { get; init; } = [];
    }

    /// <summary>Writes group 0040 of a document, from (0040,A040) on.</summary>
    public static void Write(DicomWriter writer, DemoObject item)
    {
        var (study, _, instance) = item;
        var isDose = instance.Kind == ObjectKind.DoseReport;
        var title = isDose
            ? new DemoCode("113701", "DCM", "X-Ray Radiation Dose Report")
            : instance.Title ?? new DemoCode("121060", "DCM", "History");
        writer.Text(0x0040A040, "CS", "CONTAINER");
        DemoFile.Code(writer, 0x0040A043, title, study.HasUndefinedLengths);
        writer.Text(0x0040A050, "CS", "SEPARATE");
        if (instance.References.Count > 0)
            Evidence(writer, item);
        writer.Text(0x0040A491, "CS", "COMPLETE");
        writer.Text(0x0040A493, "CS", "UNVERIFIED");
        writer.Sequence(
            0x0040A504,
            [isDose ? "10011" : "2010"],
            study.HasUndefinedLengths,
            template =>
            {
                writer.Text(0x00080105, "CS", "DCMR");
                writer.Text(0x0040DB00, "CS", template);
            }
        );
        Tree(writer, isDose ? Dose(item) : Selection(instance), study.HasUndefinedLengths);
    }

    private static Node[] Dose(DemoObject item) =>
        item.Series.Device?.Modality == "XA" ? AreaDose(item.Instance) : LengthDose(item.Instance);

    private static Node[] AreaDose(DemoInstance instance)
    {
        // DAP totals are written in Gy.m2 and the reference point dose in Gy (PS3.16 TID 10004).
        var product = instance.DoseEvents.Sum();
        return
        [
            new("CONTAINS", "CONTAINER", new("113702", "DCM", "Accumulated X-Ray Dose Data"))
            {
                Children =
                [
                    Measure("113722", "Dose Area Product Total", product / 10000, "Gy.m2"),
                    Measure("113725", "Dose (RP) Total", product / 100, "Gy"),
                    Measure("113730", "Total Fluoro Time", product * 10, "s"),
                ],
            },
        ];
    }

    private static Node[] LengthDose(DemoInstance instance) =>
        [
            new("CONTAINS", "CONTAINER", new("113811", "DCM", "CT Accumulated Dose Data"))
            {
                Children = [Measure("113813", "CT Dose Length Product Total", instance.DoseEvents.Sum(), "mGy.cm")],
            },
            .. instance.DoseEvents.Select((product, index) => LengthEvent($"{instance.Uid}.{index + 1}", product)),
        ];

    private static Node LengthEvent(string uid, double product) =>
        new("CONTAINS", "CONTAINER", new("113819", "DCM", "CT Acquisition"))
        {
            Children =
            [
                new("CONTAINS", "UIDREF", new("113769", "DCM", "Irradiation Event UID")) { Uid = uid },
                new("CONTAINS", "CONTAINER", new("113829", "DCM", "CT Dose"))
                {
                    Children =
                    [
                        Measure("113830", "Mean CTDIvol", product / 20, "mGy"),
                        Measure("113838", "DLP", product, "mGy.cm"),
                    ],
                },
            ],
        };

    private static Node[] Selection(DemoInstance instance)
    {
        var text = new Node("CONTAINS", "TEXT", new("113012", "DCM", "Key Object Description")) { Text = "Demo text" };
        var images = instance.References.Select(reference => new Node(
            "CONTAINS",
            "IMAGE",
            new("121112", "DCM", "Source of Measurement")
        )
        {
            Target = reference.Target,
        });
        return [text, .. images];
    }

    private static Node Measure(string code, string meaning, double number, string unit) =>
        new("CONTAINS", "NUM", new(code, "DCM", meaning)) { Number = Math.Round(number, 6), Unit = unit };

    private static void Tree(DicomWriter writer, Node[] nodes, bool undefinedLength) =>
        writer.Sequence(
            0x0040A730,
            nodes,
            undefinedLength,
            node =>
            {
                if (node.Target is { } target)
                    writer.Sequence(0x00081199, [target], undefinedLength, image => Reference(writer, image));
                writer.Text(0x0040A010, "CS", node.Relation);
                writer.Text(0x0040A040, "CS", node.Type);
                DemoFile.Code(writer, 0x0040A043, node.Name, undefinedLength);
                writer.Text(0x0040A050, "CS", node.Type == "CONTAINER" ? "SEPARATE" : null);
                writer.Text(0x0040A124, "UI", node.Uid);
                writer.Text(0x0040A160, "UT", node.Text);
                if (node.Number is { } number)
                    writer.Sequence(
                        0x0040A300,
                        [number],
                        undefinedLength,
                        value =>
                        {
                            DemoFile.Code(writer, 0x004008EA, new(node.Unit, "UCUM", node.Unit), undefinedLength);
                            writer.Text(0x0040A30A, "DS", value.ToString());
                        }
                    );
                if (node.Children.Length > 0)
                    Tree(writer, node.Children, undefinedLength);
            }
        );

    private static void Evidence(DicomWriter writer, DemoObject item)
    {
        var (study, _, instance) = item;
        writer.Sequence(
            0x0040A375,
            [study.Uid],
            study.HasUndefinedLengths,
            uid =>
            {
                writer.Sequence(
                    0x00081115,
                    instance.References.GroupBy(reference => reference.SeriesUid),
                    study.HasUndefinedLengths,
                    series =>
                    {
                        writer.Sequence(
                            0x00081199,
                            series,
                            study.HasUndefinedLengths,
                            reference => Reference(writer, reference.Target)
                        );
                        writer.Text(0x0020000E, "UI", series.Key);
                    }
                );
                writer.Text(0x0020000D, "UI", uid);
            }
        );
    }

    private static void Reference(DicomWriter writer, DemoInstance target)
    {
        writer.Text(0x00081150, "UI", target.Kind.SopClassUid);
        writer.Text(0x00081155, "UI", target.Uid);
    }
}
