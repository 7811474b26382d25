using System.Xml.Linq;
using OxyPlot;

namespace QubridPS.Reporting;

/// <summary>
/// Draws a plot as SVG and adapts it to the page: style attributes, which the Content-Security-Policy forbids, become attributes, and
/// colors become the CSS classes "fill-first", "stroke-grid" and so on.
/// </summary>
internal static class SvgImage
{
    private static readonly Dictionary<string, string> s_classes = new[] { ChartColor.Text, ChartColor.Grid, ChartColor.First, ChartColor.Second, ChartColor.Failure }
        .ToDictionary(color => $"rgb(1,2,{(int)color})", color => ToClass(color), StringComparer.Ordinal);

    private static readonly string[] s_attributes =
        ["x", "y", "width", "height", "points", "d", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1", "y2", "transform", "text-anchor", "dominant-baseline", "shape-rendering"];

    /// <summary>Returns the name of a role in CSS classes.</summary>
    internal static string ToClass(ChartColor color) => color.ToString().ToLowerInvariant();

    /// <summary>Returns the elements of the image, without the element "svg".</summary>
    internal static string Draw(PlotModel plot, int height)
    {
        var exporter = new SvgExporter { Width = Plot.Width, Height = height, IsDocument = false, TextMeasurer = new TextMeasurer() };
        var image = XDocument.Parse(exporter.ExportToString(plot));
        return string.Concat(image.Descendants()
            .Where(element => element.Name.LocalName is "rect" or "polyline" or "polygon" or "line" or "path" or "ellipse" or "circle" or "text")
            .Where(element => element.Ancestors().All(ancestor => ancestor.Name.LocalName != "defs"))
            .Select(Convert)
            .Where(element => element is not null)
            .Select(element => element!.ToString(SaveOptions.DisableFormatting)));
    }

    private static XElement? Convert(XElement element)
    {
        var styles = ReadStyles(element);
        var classes = new List<string>();
        var converted = new XElement(element.Name.LocalName, element.Attributes()
            .Where(attribute => s_attributes.Contains(attribute.Name.LocalName) && attribute.Value is not ("baseline" or "auto"))
            .Select(attribute => new XAttribute(attribute.Name.LocalName, attribute.Value)));
        AddPaint(converted, classes, styles, "fill");
        if (!styles.TryGetValue("stroke-width", out var width) || width != "0")
        {
            AddPaint(converted, classes, styles, "stroke");
            AddStyle(converted, styles, "stroke-width");
            AddStyle(converted, styles, "stroke-dasharray");
        }

        converted.Add(classes.Count == 0 ? null : new XAttribute("class", string.Join(" ", classes)), element.Name.LocalName == "text" ? element.Value : null);
        return classes.Count == 0 ? null : converted; // an element without a color is the background
    }

    private static Dictionary<string, string> ReadStyles(XElement element)
    {
        var styles = ((string?)element.Attribute("style") ?? "").Split(';')
            .Select(style => style.Split([':'], 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);
        if ((string?)element.Attribute("fill") is { } fill)
        {
            styles["fill"] = fill;
        }

        return styles;
    }

    private static void AddPaint(XElement element, List<string> classes, Dictionary<string, string> styles, string name)
    {
        if (styles.TryGetValue(name, out var paint) && s_classes.TryGetValue(paint, out var color))
        {
            classes.Add($"{name}-{color}");
        }
        else if (name == "fill")
        {
            element.SetAttributeValue(name, "none");
        }
    }

    private static void AddStyle(XElement element, Dictionary<string, string> styles, string name)
    {
        if (styles.TryGetValue(name, out var value))
        {
            element.SetAttributeValue(name, value);
        }
    }
}
