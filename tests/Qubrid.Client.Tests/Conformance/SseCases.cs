namespace Qubrid.Client.Tests.Conformance;

/// <summary>
/// Restates the cases of web-platform-tests, eventsource/format-*, with their names. Cases about reconnecting (retry, Last-Event-ID)
/// are reduced to the requirement that such lines are ignored.
/// </summary>
internal static class SseCases
{
    private const string Bom = "\u00EF\u00BB\u00BF";
    private static readonly string s_long = new('x', 2048);

    internal static SseCase[] All { get; } =
    [
        new("bom", Bom + "data:1\n\n" + Bom + "data:2\n\ndata:3\n\n", "1", "3"),
        new("bom-2", Bom + Bom + "data:1\n\ndata:2\n\ndata:3\n\n", "2", "3"),
        new("comments", $"data:1\r:\0\n:\r\ndata:2\n:{s_long}\rdata:3\n:data:fail\r:{s_long}\ndata:4\n\n", "1\n2\n3\n4"),
        new("data-before-final-empty-line", "retry:1000\ndata:test1\n\nid:test\ndata:test2", "test1"),
        new("field-data", "data:\n\ndata\ndata\n\ndata:test\n\n", "", "\n", "test"),
        new("field-event", "event:test\ndata:x\n\ndata:x\n\n", "x", "x"),
        new("field-event-empty", "event: \ndata:data\n\n", "data"),
        new("field-id", "id:1\ndata:hello\n\n", "hello"),
        new("field-id-2", "id\ndata:a\n\nid:\u00E2\u0080\u00A6\ndata:b\n\n", "a", "b"),
        new("field-id-3", "id:\ndata:a\n\n", "a"),
        new("field-id-null", "id:\0\0\ndata:hello\n\nid:x\0\ndata:b\n\nid: \0\ndata:c\n\n", "hello", "b", "c"),
        new(
            "field-parsing",
            "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
            "\0\n 2\n1\n3\n\n4"),
        new("field-retry", "retry:3000\ndata:x\n\n", "x"),
        new("field-retry-bogus", "retry:2000\nretry:1000x\ndata:x\n\n", "x"),
        new("field-retry-empty", "retry\ndata:test\n\nretry:\ndata:x\n\n", "test", "x"),
        new("field-unknown", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n", "test\n\ntest"),
        new("leading-space", "data:\ttest\rdata: \ndata:test\n\n", "\ttest\n\ntest"),
        new("newlines", "data:test\r\ndata\ndata:test\r\n\r", "test\n\ntest"),
        new("null-character", "data:\0\n\n\n\n", "\0"),
        new("utf-8", "data:ok\u00E2\u0080\u00A6\n\n", "ok\u2026"),
    ];
}
