package dev.chatp2p.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs that are nearly right out of inputs that are. */
final class Mutation {

    private static final int MAX_LENGTH = 64 << 10;
    /** Where lengths and counts go wrong. */
    private static final int[] TELLING = {
        0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x10000, -1, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private Mutation() {}

    /** One of the inputs, changed in one to four places. */
    static byte[] of(List<byte[]> inputs, Random random) {
        byte[] input = pick(inputs, random).clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            input = change(input, inputs, random);
        }
        return input.length > MAX_LENGTH ? Arrays.copyOf(input, MAX_LENGTH) : input;
    }

    private static byte[] change(byte[] input, List<byte[]> inputs, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = at + random.nextInt(input.length - at + 1);
        return switch (random.nextInt(7)) {
            case 0 -> with(input, at, 1, at < input.length ? input[at] ^ 1 << random.nextInt(8) : 0);
            case 1 -> with(input, at, 1, random.nextInt(256));
            case 2 -> with(input, at, 4, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> join(input, 0, at, input, end, input.length); // a part is missing
            case 4 -> join(input, 0, end, input, at, input.length); // a part comes twice
            case 5 -> { // goes on as another one
                byte[] other = pick(inputs, random);
                yield join(input, 0, at, other, random.nextInt(other.length + 1), other.length);
            }
            default -> {
                byte[] noise = new byte[1 + random.nextInt(16)];
                random.nextBytes(noise);
                byte[] start = join(input, 0, at, noise, 0, noise.length);
                yield join(start, 0, start.length, input, at, input.length);
            }
        };
    }

    /** With a number written over some of its bytes, little endian, as far as there are any. */
    private static byte[] with(byte[] input, int at, int bytes, int number) {
        for (int i = 0; i < bytes && at + i < input.length; i++) {
            input[at + i] = (byte) (number >>> (8 * i));
        }
        return input;
    }

    private static byte[] pick(List<byte[]> inputs, Random random) {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private static byte[] join(byte[] first, int from, int to, byte[] second, int from2, int to2) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, from, to - from);
        out.write(second, from2, to2 - from2);
        return out.toByteArray();
    }
}
