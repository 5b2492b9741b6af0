using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyLake.Tests")]
[assembly: InternalsVisibleTo("studylake")]
[assembly: InternalsVisibleTo("StudyLake.Benchmarks")]
