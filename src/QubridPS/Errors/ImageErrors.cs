namespace QubridPS.Errors;

/// <summary>Creates the errors of images.</summary>
internal static class ImageErrors
{
    internal static QubridInputException NotFound(string path, Exception? cause = null) => new(
        "Qubrid.ImageNotFound",
        ErrorCategory.ObjectNotFound,
        $"The image '{path}' cannot be read: {(cause is null ? "the file does not exist" : cause.Message)}",
        "Specify the path of an image file, an http(s) URL or a data URI.",
        path,
        cause);

    internal static QubridInputException NotAnImage(string path) => new(
        "Qubrid.NotAnImage",
        ErrorCategory.InvalidData,
        $"The file '{path}' is not a PNG, JPEG, GIF or WebP image.",
        "Convert it to one of these formats first.",
        path);

    internal static QubridInputException TooLarge(string image) => new(
        "Qubrid.ImageTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The image '{ErrorText.Shorten(image)}' exceeds the size limit of 20 MB per image and 50 MB per request.",
        "Reduce the size of the image, send fewer images in a request, or specify an http(s) URL that the service can fetch.",
        image)
    { IsItemError = true };
}
