namespace QubridPS.Reporting;

/// <summary>Specifies the role of a color in a chart. The style sheet defines the colors for light and dark pages (palette of Okabe and Ito).</summary>
internal enum ChartColor
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Grid lines.</summary>
    Grid,

    /// <summary>The first series.</summary>
    First,

    /// <summary>The second series.</summary>
    Second,

    /// <summary>Failures.</summary>
    Failure,
}
