using System.Reflection;
using Xunit.v3;

namespace Lectern.Web.Tests.Support;

/// <summary>This test shows the refusal with this code. One that carries it and never sees the code by <see cref="Refused"/> fails.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsAttribute(string code) : BeforeAfterTestAttribute
{
    public string Code { get; } = code;

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
        {
            Assert.True(Refused.WasSeen(test.UniqueID, Code), $"The test says that it shows {Code}, but never saw it.");
        }
    }
}
