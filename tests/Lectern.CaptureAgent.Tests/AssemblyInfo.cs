using Xunit.Sdk;
using Xunit.v3;

// Encoders that run in real time and bounds in seconds measure a machine, not a crowd.
[assembly: Parallelization(Mode = ParallelMode.None)]
