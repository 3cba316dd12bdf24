using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Lectern.Captions.Whisper.Tests")]
