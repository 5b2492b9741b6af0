using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>A temporary folder with a demo hospital in it.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studylake-demo-");

    public string Path => _folder.FullName;

    public IReadOnlyList<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static async Task<(DemoFolder Folder, DemoHospital Hospital)> Written(int studies, int seed = 1)
    {
        var folder = new DemoFolder();
        var hospital = new DemoHospital(
            new()
            {
                Folder = folder.Path,
                Studies = studies,
                Seed = seed,
            }
        );
        foreach (var wave in hospital.Waves)
            await wave.ApplyAsync(null, TestContext.Current.CancellationToken);
        return (folder, hospital);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
