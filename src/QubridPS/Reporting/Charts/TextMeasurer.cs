using OxyPlot;

namespace QubridPS.Reporting;

/// <summary>
/// Estimates the size of text. The font is that of the reader's browser, so that the estimate is for wide fonts. Draws nothing.
/// </summary>
internal sealed class TextMeasurer : RenderContextBase
{
    private const double CharacterWidth = 0.6;
    private const double WideCharacterWidth = 1;
    private const double LineHeight = 1.2;
    private const char FirstWideCharacter = '\u1100';

    /// <inheritdoc/>
    public override int ClipCount => 0;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) => string.IsNullOrEmpty(text)
        ? OxySize.Empty
        : new OxySize(fontSize * text.Sum(character => character >= FirstWideCharacter ? WideCharacterWidth : CharacterWidth), fontSize * LineHeight);

    /// <inheritdoc/>
    public override void DrawLine(IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
    }

    /// <inheritdoc/>
    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
    }

    /// <inheritdoc/>
    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string fontFamily, double fontSize, double fontWeight, double rotation,
        HorizontalAlignment horizontalAlignment, VerticalAlignment verticalAlignment, OxySize? maxSize)
    {
    }

    /// <inheritdoc/>
    public override void PushClip(OxyRect clippingRectangle)
    {
    }

    /// <inheritdoc/>
    public override void PopClip()
    {
    }
}
