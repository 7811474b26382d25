namespace QubridPS.Errors;

/// <summary>What can be wrong with an image, and what to do.</summary>
internal static class ImageErrors
{
    internal static QubridInputException NotFound(string path, Exception? cause = null) => new(
        "Qubrid.ImageNotFound",
        ErrorCategory.ObjectNotFound,
        $"The image '{path}' cannot be read: {(cause is null ? "there is no such file" : cause.Message)}",
        "Give the path of an image file, an http(s) URL or a data URI.",
        path,
        cause);

    internal static QubridInputException NotAnImage(string path) => new(
        "Qubrid.NotAnImage",
        ErrorCategory.InvalidData,
        $"The file '{path}' is no PNG, JPEG, GIF or WebP image.",
        "Convert it to one of these first.",
        path);

    internal static QubridInputException TooLarge(string image) => new(
        "Qubrid.ImageTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The image '{(image.Length > 200 ? image.Substring(0, 40) + "..." : image)}' is too large: one may have 20 MB, and all of a request together 50 MB. Nothing was sent.",
        "Make it smaller, send fewer at a time (-Each makes a request of each), or give an http(s) URL that the service can fetch.",
        image)
    { IsItemError = true };
}
