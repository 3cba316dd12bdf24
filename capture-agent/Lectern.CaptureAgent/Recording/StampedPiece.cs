using Lectern.CaptureAgent.Spool;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Recording;

/// <summary>A piece with the moment at which its last byte came.</summary>
internal readonly record struct StampedPiece(MediaPiece Piece, Stamp Stamp);
