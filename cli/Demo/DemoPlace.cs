namespace StudyLake.Cli.Demo;

/// <summary>The folder a demo lives in. A demo replaces an earlier one and nothing else.</summary>
/// <param name="root">The folder's full path.</param>
internal sealed class DemoPlace(string root)
{
    private const string Mark = "demo-hospital.txt";

    /// <summary>The DICOM files.</summary>
    public string Files => Path.Combine(root, "dicom");

    /// <summary>The lake.</summary>
    public string Lake => Path.Combine(root, "lake");

    /// <summary>The registry.</summary>
    public string Registry => Path.Combine(root, "registry");

    /// <summary>The demo's own keys, so that it never touches the user's.</summary>
    public string Keys => Path.Combine(root, "keys.json");

    /// <summary>The truth, counted by the generator.</summary>
    public string Truth => Path.Combine(root, "truth.json");

    /// <summary>Where reports go.</summary>
    public string Reports => Path.Combine(root, "reports");

    /// <summary>Makes the folder empty.</summary>
    /// <exception cref="CommandException">It holds something that is not an earlier demo.</exception>
    public void Clear()
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            if (!File.Exists(Path.Combine(root, Mark)))
                throw new CommandException(
                    "Expected an empty folder or an earlier demo, found other files: name another with --dir."
                );
            Directory.Delete(root, recursive: true);
        }
        Directory.CreateDirectory(Files);
        File.WriteAllText(Path.Combine(root, Mark), "Made by 'studylake demo', which replaces this folder.\n");
    }
}
