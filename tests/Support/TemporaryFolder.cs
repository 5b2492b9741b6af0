namespace StudyLake.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studylake-test-");

    /// <summary>Its full path, links resolved.</summary>
    public string Path => _folder.FullName;

    /// <summary>The full path of something in it.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file, with its folders.</summary>
    public string Write(string name, byte[] content, DateTime? modifiedAt = null)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? Path);
        File.WriteAllBytes(path, content);
        if (modifiedAt is { } time)
            File.SetLastWriteTimeUtc(path, time);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
