using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Stack;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(LecternStack))]
[assembly: AssemblyFixture(typeof(LecternBrowser))]
[assembly: Parallelization(Mode = ParallelMode.None)]
