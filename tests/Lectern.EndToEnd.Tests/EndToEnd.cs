using Lectern.EndToEnd.Tests;
using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;

[assembly: AssemblyFixture(typeof(LecternStack))]
[assembly: AssemblyFixture(typeof(LecternBrowser))]
[assembly: Parallelization(Mode = ParallelizationMode.None)]
