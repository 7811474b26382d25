using System.Globalization;

namespace Qubrid.Client.Tests.Shapes;

public class ShapeTests
{
    private const int AtOnce = 32;

    [Theory]
    [MemberData(nameof(WireShapes.Names), MemberType = typeof(WireShapes))]
    public async Task A_shape_is_read_whole(string name)
    {
        var shape = WireShapes.Find(name);
        await using var server = await ShapeServer.StartAsync(shape);
        using var client = server.Connect();
        await ShapeAssert.HoldsAsync(shape, client, "whole");
    }

    [Theory]
    [MemberData(nameof(WireShapes.SmallNames), MemberType = typeof(WireShapes))]
    public async Task A_shape_is_read_byte_by_byte(string name)
    {
        var shape = WireShapes.Find(name);
        await using var server = await ShapeServer.StartAsync(shape);
        using var client = server.Connect();
        await ShapeAssert.HoldsAsync(shape, client, "bytes");
    }

    [Theory]
    [MemberData(nameof(WireShapes.Names), MemberType = typeof(WireShapes))]
    public async Task A_shape_is_read_cut_in_two_at_every_byte(string name)
    {
        var shape = WireShapes.Find(name);
        await using var server = await ShapeServer.StartAsync(shape);
        using var client = server.Connect();
        // The big one has millions of places: a sample of them.
        var step = name == WireShapes.Big ? shape.Body.Length / 7 : 1;
        var places = Enumerable.Range(1, Math.Max(shape.Body.Length - 1, 0)).Where(place => place % step == 0);
        await Parallel.ForEachAsync(
            places,
            new ParallelOptions { MaxDegreeOfParallelism = name == WireShapes.Big ? 1 : AtOnce },
            async (place, _) => await ShapeAssert.HoldsAsync(shape, client, place.ToString(CultureInfo.InvariantCulture)));
    }
}
