using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of numbers of cards, bank accounts and phones.</summary>
internal static class NumberRecognizers
{
    internal static readonly Recognizer[] All =
    [
        new("Card number", CreditCard, @"[2-6][0-9]{3}(?:[0-9]{9,15}|[ .-][0-9]{4}[ .-][0-9]{4}[ .-][0-9]{4}(?:[ .-][0-9]{3})?|[ .-][0-9]{6}[ .-][0-9]{4,5})", AnchorFinders.FindLongNumber)
        {
            Check = NumberChecks.GetCardNumber,
            Hits = ["«4111111111111111»", "card «4111 1111 1111 1111».", "«5555-5555-5555-4444»,", "«378282246310005»", "«3782 822463 10005»", "«6011111111111117»", "«30569309025904»", "«3530111333300000»", "«2223003122003222»"],
            Misses = ["4111111111111112", "1700000000000", "1234567812345670", "41111111111111111", "4111 1111-1111 1111", "id 4111111111111111abc", "2024-01-15 10:11:12.123", "0000000000000000"],
        },
        new("IBAN", Iban, "[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}", AnchorFinders.FindIbanStart)
        {
            Check = NumberChecks.GetIban,
            Hits = ["«DE89370400440532013000»", "IBAN «GB82 WEST 1234 5698 7654 32» please", "«fr1420041010050500013M02606»", "«NL91ABNA0417164300»,", "«NO93-8601-1117-947»", "«MT84MALT011000012345MTLCAST001S»"],
            Misses = ["DE89370400440532013001", "GB82WEST123456987654321", "XX89370400440532013000", "aDE89370400440532013000", "ab12cdef34567890abcdef"],
        },
        new("Phone number", Phone, @"\+[1-9][0-9]{0,14}(?:[ ./-]?(?:\([0-9]{1,5}\)|[0-9]{1,14})){0,7}", ["+"])
        {
            Check = NumberChecks.GetPhoneNumber,
            Hits = ["«+49 30 901820»", "tel:«+14155552671»", "(«+1 (415) 555-2671»)", "«+44 20 7946 0958».", "«+49 (0) 89 1234567»", "«+33.1.23.45.67.89»", "«+43-1-5880432»"],
            Misses = ["+0200", "10:00:00+02:00", "1+12345678", "+123", "C++11", "+1234567890123456", "x+4915112345678", "+12345678 bytes", "2024-01-01T10:00:00+0100", "a + 12345678"],
        },
    ];
}
