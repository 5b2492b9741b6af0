namespace StudyLake.Tests.Support.Aws;

/// <summary>Tests that change variables of this process: while one runs, no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    public const string Name = "environment";
}
