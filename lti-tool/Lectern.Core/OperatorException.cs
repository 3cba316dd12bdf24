namespace Lectern.Core;

/// <summary>Something that only whoever runs the server can put right. The commands print the sentence and the code, without a trace.</summary>
/// <param name="code">Stable, such as <c>KEY-001</c>.</param>
/// <param name="sentence">What happened and what to do, without the code.</param>
public sealed class OperatorException(string code, string sentence, Exception? inner = null) : Exception($"{sentence} {code}", inner)
{
    public string Code => code;
}
