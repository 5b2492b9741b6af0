using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyLake.Tests")]
[assembly: InternalsVisibleTo("StudyLake.Reports")]
