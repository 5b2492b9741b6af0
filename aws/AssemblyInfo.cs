using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyLake.Tests")]
[assembly: InternalsVisibleTo("StudyLake.Benchmarks")]
[assembly: InternalsVisibleTo("studylake")]
[assembly: InternalsVisibleTo("StudyLake.Reports")]
