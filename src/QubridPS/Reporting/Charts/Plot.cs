using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace QubridPS.Reporting;

/// <summary>Creates plots with a common appearance. Each color stands for a role, which <see cref="SvgImage"/> replaces by a CSS class.</summary>
internal static class Plot
{
    /// <summary>The width of all images. A page scales them, and on a phone their text is still readable.</summary>
    internal const int Width = 400;

    /// <summary>The height of an image, unless it depends on the number of bars.</summary>
    internal const int Height = 215;

    /// <summary>Returns an empty plot.</summary>
    internal static PlotModel Create() => new()
    {
        Culture = CultureInfo.InvariantCulture,
        PlotAreaBorderThickness = new OxyThickness(0),
        TextColor = ToOxyColor(ChartColor.Text),
        Padding = new OxyThickness(4, 10, 16, 4),
        DefaultFontSize = 12, // as in the style sheet
    };

    /// <summary>Sets the appearance of an axis.</summary>
    internal static TAxis Style<TAxis>(TAxis axis, AxisPosition position, string? title = null, bool hasGrid = false)
        where TAxis : Axis
    {
        axis.Position = position;
        axis.Title = title;
        axis.TickStyle = TickStyle.None;
        axis.MajorGridlineStyle = hasGrid ? LineStyle.Solid : LineStyle.None;
        axis.MajorGridlineColor = ToOxyColor(ChartColor.Grid);
        axis.AxislineStyle = hasGrid ? LineStyle.None : LineStyle.Solid;
        axis.AxislineColor = axis.TicklineColor = axis.MinorTicklineColor = ToOxyColor(ChartColor.Grid);
        axis.AxisTitleDistance = 4;
        axis.AxisTickToLabelDistance = 6;
        return axis;
    }

    /// <summary>Returns an axis of counts, which starts at 0 and has whole numbers only.</summary>
    internal static LinearAxis CreateCountAxis(AxisPosition position, string title, double maximum) =>
        Style(new LinearAxis { Minimum = 0, Maximum = maximum * 1.08, MinimumMajorStep = 1, StringFormat = "#,0" }, position, title, hasGrid: true);

    /// <summary>Returns a vertical line with a label beside its upper end.</summary>
    internal static LineAnnotation CreateMarker(double value, string label, LineStyle style, bool isLeftLabel, double linePosition) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = value,
        Color = ToOxyColor(ChartColor.Text),
        LineStyle = style,
        StrokeThickness = 1.5,
        Text = $"\u00A0{label}\u00A0", // a gap between the line and the label
        TextColor = ToOxyColor(ChartColor.Text),
        TextOrientation = AnnotationTextOrientation.Horizontal,
        TextHorizontalAlignment = isLeftLabel ? HorizontalAlignment.Right : HorizontalAlignment.Left,
        TextVerticalAlignment = VerticalAlignment.Top,
        TextLinePosition = linePosition,
    };

    /// <summary>Returns the color that stands for a role.</summary>
    internal static OxyColor ToOxyColor(ChartColor color) => OxyColor.FromRgb(1, 2, (byte)color);
}
