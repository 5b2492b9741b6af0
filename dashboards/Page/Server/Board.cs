using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>A definition that was opened: everything of it that does not depend on what a reader chose.</summary>
internal sealed class Board
{
    private readonly FrozenDictionary<string, (Sheet Sheet, Visual Visual)> _visuals;

    /// <summary>Puts it together.</summary>
    public Board(
        int version,
        Definition definition,
        DashboardSource source,
        Func<string, DataSet?> find,
        ImmutableArray<string> palette
    )
    {
        Version = version;
        Definition = definition;
        Compiler = new DashboardCompiler(source, find);
        Palette = palette;
        Colors = new ColorBook(definition, palette.Length > 0 ? palette : ColorBook.Own);
        Sheets = [.. definition.Sheets.Where(sheet => !sheet.IsTooltip)];
        _visuals = Sheets
            .SelectMany(sheet => sheet.Visuals.Select(visual => (Sheet: sheet, Visual: visual)))
            .DistinctBy(pair => pair.Visual.Id)
            .ToFrozenDictionary(pair => pair.Visual.Id, StringComparer.Ordinal);
    }

    /// <summary>How many times the files were read.</summary>
    public int Version { get; }

    /// <summary>The definition.</summary>
    public Definition Definition { get; }

    /// <summary>Its compiler; for several threads.</summary>
    public DashboardCompiler Compiler { get; }

    /// <summary>The theme's colours; empty for none.</summary>
    public ImmutableArray<string> Palette { get; }

    /// <summary>The colours of values.</summary>
    public ColorBook Colors { get; }

    /// <summary>The sheets that have a tab.</summary>
    public ImmutableArray<Sheet> Sheets { get; }

    /// <summary>Why rows are made up; null when they are real.</summary>
    public string? WhySynthetic { get; init; }

    /// <summary>The users that row-level rules name.</summary>
    public ImmutableArray<string> Users { get; init; } = [];

    /// <summary>Its data sets, and which of them are imported.</summary>
    public required DashboardSource Source { get; init; }

    /// <summary>The tables of imported data sets.</summary>
    public required ImportedTables Imports { get; init; }

    /// <summary>The imports, those that the first sheets need before the others.</summary>
    public IEnumerable<DataSetImport> ImportsInOrder()
    {
        var wanted = Sheets
            .SelectMany(sheet => sheet.Visuals)
            .Select(DashboardCompiler.DataSetOf)
            .OfType<string>()
            .Distinct()
            .ToList();
        return Source.Imports.OrderBy(import =>
            wanted.IndexOf(import.Identifier) is var place and >= 0 ? place : int.MaxValue
        );
    }

    /// <summary>Waits until a data set can be read from its table, if it is one that is imported.</summary>
    public Task ReadyAsync(string? dataSet, CancellationToken cancellationToken) =>
        Source.Imports.FirstOrDefault(import => import.Identifier == dataSet) is { } import
            ? Imports.EnsureAsync(import, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Its name.</summary>
    public string Name => Definition.Asset.Name ?? Path.GetFileNameWithoutExtension(Definition.Asset.File.Path);

    /// <summary>The sheet of an id, or the first; null when there are none.</summary>
    public Sheet? SheetOf(string? id) => Sheets.FirstOrDefault(sheet => sheet.Id == id) ?? Sheets.FirstOrDefault();

    /// <summary>The visual of an id with its sheet; null for none.</summary>
    public (Sheet Sheet, Visual Visual)? VisualOf(string id) => _visuals.TryGetValue(id, out var found) ? found : null;

    /// <summary>What is left out or simplified, over all sheets, before a reader chose anything.</summary>
    public ImmutableArray<UnsupportedNote> Unsupported(DashboardState state)
    {
        var notes = ImmutableArray.CreateBuilder<UnsupportedNote>();
        foreach (var (sheet, visual) in Sheets.SelectMany(sheet => sheet.Visuals.Select(visual => (sheet, visual))))
        {
            var reasons = ImmutableArray.CreateBuilder<string>();
            if (VisualKinds.WhyNot(visual.Kind) is { } reason)
                reasons.Add(reason);
            else
            {
                var compiled = Compiler.Compile(sheet.Id, visual.Id, state);
                if (compiled.Failure is { } failure)
                    reasons.Add(failure);
                reasons.AddRange(compiled.Unsupported.Select(one => one.Reason));
            }
            notes.AddRange(
                reasons.Distinct().Select(one => new UnsupportedNote(sheet.Name ?? "", LabelOf(visual), one))
            );
        }
        notes.AddRange(
            Sheets.SelectMany(sheet =>
                sheet.Images.Select(_ => new UnsupportedNote(sheet.Name ?? "", "Image", SheetBuilder.WhyNoImage))
            )
        );
        return notes.ToImmutable();
    }

    /// <summary>What to call a visual: its title's words, else its kind.</summary>
    public static string LabelOf(Visual visual)
    {
        var words = WordsOf(new RichTextReader(_ => null).Read(visual.Title)).Trim();
        var name = VisualKinds.Of(visual.Kind).Name;
        return words.Length > 0 ? words : char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string WordsOf(ImmutableArray<RichNode> nodes) =>
        string.Concat(nodes.Select(node => node.Text ?? (node.Children is { } children ? WordsOf(children) : " ")));
}
