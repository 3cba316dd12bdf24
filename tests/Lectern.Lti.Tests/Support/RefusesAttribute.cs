using System.Reflection;
using Xunit.v3;

namespace Lectern.Lti.Tests.Support;

/// <summary>This test shows the refusal with this code. A test that carries it and does not assert that code by <see cref="Refusal"/> fails.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RefusesAttribute(string code) : BeforeAfterTestAttribute
{
    public string Code { get; } = code;

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
        {
            Assert.True(Refusal.WasAsserted(test.UniqueID, Code), $"The test says it shows {Code}, but never asserts it.");
        }
    }
}
