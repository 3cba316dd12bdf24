using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Lectern.Captions.Whisper")]
[assembly: InternalsVisibleTo("Lectern.Captions.Tests")]
