using BenchmarkDotNet.Running;
using StudyLake.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Marker).Assembly).Run(args);
