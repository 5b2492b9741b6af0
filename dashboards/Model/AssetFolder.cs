using System.Collections.Immutable;
using StudyLake.Dashboards.Model.CloudFormation;

namespace StudyLake.Dashboards.Model;

/// <summary>Every asset of some files and folders, and which data set an ARN means among them.</summary>
public sealed class AssetFolder
{
    // Where the data sets of a folder of dashboards are looked for, beside it.
    private static readonly ImmutableArray<string> DataSetFolders = ["dataset", "datasets", "data-sets"];

    private readonly ImmutableDictionary<string, DataSet> _dataSets;

    /// <summary>Puts assets together.</summary>
    /// <param name="assets">The assets asked for, in order.</param>
    /// <param name="context">Assets that were not asked for, but may be referred to.</param>
    public AssetFolder(IEnumerable<Asset> assets, IEnumerable<Asset> context)
    {
        Assets = [.. assets];
        Context = [.. context];
        var found = ImmutableDictionary.CreateBuilder<string, DataSet>(StringComparer.Ordinal);
        foreach (var asset in Assets.Concat(Context))
        {
            // Columns that only a deployment knows are none to check against.
            if (asset is { Kind: AssetKind.DataSet, Id: { } id, IsPartlyUnknown: false })
                found.TryAdd(id, new DataSet(asset, Find));
        }
        _dataSets = found.ToImmutable();
        HasUnknownDataSets = Assets
            .Concat(Context)
            .Any(asset => asset.Kind == AssetKind.DataSet && (asset.IsPartlyUnknown || UnknownText.IsIn(asset.Id)));
        DataSet? Find(string arn) => DataSetOf(arn);
    }

    /// <summary>The assets asked for, in the order of their paths; also those of kind <see cref="AssetKind.Other"/>.</summary>
    public ImmutableArray<Asset> Assets { get; }

    /// <summary>Assets found beside the ones asked for.</summary>
    public ImmutableArray<Asset> Context { get; }

    /// <summary>True when the id or the columns of a data set are known only to a deployment.</summary>
    public bool HasUnknownDataSets { get; }

    /// <summary>The assets of some files that were read already.</summary>
    public static AssetFolder Of(IEnumerable<AssetFile> files) => new(files.Select(AssetReader.Read), []);

    /// <summary>Every data set, in the order of their ids.</summary>
    public IEnumerable<DataSet> DataSets =>
        _dataSets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The definitions asked for, each with its data sets.</summary>
    public IEnumerable<Definition> Definitions =>
        Assets.Where(asset => asset.HasSheets).Select(asset => new Definition(asset, DataSetOf));

    /// <summary>The data set that an ARN or a plain id means; null when no file describes it.</summary>
    /// <remarks>Account and region are not compared, for they are often placeholders.</remarks>
    public DataSet? DataSetOf(string arnOrId)
    {
        var id = arnOrId[(arnOrId.LastIndexOf('/') + 1)..];
        return _dataSets.GetValueOrDefault(id);
    }

    /// <summary>
    /// Reads every <c>.json</c> file of the paths, folders with all below them, and the data sets in folders named
    /// <c>dataset</c> or <c>datasets</c> beside them.
    /// </summary>
    /// <exception cref="IOException">A path is neither a file nor a folder, or cannot be read.</exception>
    public static AssetFolder Load(IEnumerable<string> paths) => Load(paths, []);

    /// <summary>As <see cref="Load(IEnumerable{string})"/>, and the data sets of further paths as well.</summary>
    /// <exception cref="IOException">A path is neither a file nor a folder, or cannot be read.</exception>
    public static AssetFolder Load(IEnumerable<string> paths, IEnumerable<string> dataSets) =>
        Load(paths, dataSets, path => FilesOf(path, ["*.json"]), path => [AssetReader.Read(AssetFile.Read(path))]);

    /// <summary>
    /// As <see cref="Load(IEnumerable{string}, IEnumerable{string})"/>, and the QuickSight resources of CloudFormation
    /// templates in JSON and YAML as well.
    /// </summary>
    /// <exception cref="IOException">A path is neither a file nor a folder, or cannot be read.</exception>
    public static AssetFolder LoadWithTemplates(IEnumerable<string> paths, IEnumerable<string> dataSets) =>
        Load(
            paths,
            dataSets,
            path => FilesOf(path, TemplateFile.Patterns).Where(file => file == path || TemplateFile.MayBeOne(file)),
            TemplateFile.Read
        );

    private static AssetFolder Load(
        IEnumerable<string> paths,
        IEnumerable<string> dataSets,
        Func<string, IEnumerable<string>> filesOf,
        Func<string, IEnumerable<Asset>> read
    )
    {
        var given = paths.ToList();
        var asked = given.SelectMany(filesOf).Distinct(StringComparer.Ordinal).ToList();
        var known = asked.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var beside = given
            .SelectMany(FoldersBeside)
            .Concat(dataSets)
            .SelectMany(filesOf)
            .Where(file => known.Add(Path.GetFullPath(file)))
            .ToList();
        return new AssetFolder(asked.SelectMany(read).ToList(), beside.SelectMany(read).ToList());
    }

    private static IEnumerable<string> FilesOf(string path, IEnumerable<string> patterns)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"Expected a file or folder at {path}, found none.");
        return patterns
            .SelectMany(pattern => Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories))
            .OrderBy(file => file, StringComparer.Ordinal);
    }

    private static IEnumerable<string> FoldersBeside(string path)
    {
        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path)) : Path.GetFullPath(path);
        // Files are looked for beside themselves too, then beside their folder.
        return new[] { folder, folder is null ? null : Path.GetDirectoryName(folder) }
            .OfType<string>()
            .SelectMany(parent => DataSetFolders.Select(name => Path.Combine(parent, name)))
            .Where(Directory.Exists);
    }
}
