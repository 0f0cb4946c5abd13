package dev.chatp2p.core.directory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import dev.chatp2p.fuzz.FuzzTestBase;
import java.util.EnumSet;

/** Whatever a directory holds, reading it gives people within their limits or says what is wrong with it. */
class DirectoryReaderFuzzTest extends FuzzTestBase {

    @Override
    protected void check(byte[] input) {
        try {
            DirectoryDocument read = DirectoryReader.read(input);
            assertTrue(read.people().size() <= DirectoryDocument.MAX_PEOPLE);
            assertTrue(read.passedOver().total() >= 0 && read.passedOver().total() <= input.length);
        } catch (DirectoryException e) {
            assertTrue(EnumSet.of(Kind.NOT_A_DIRECTORY, Kind.NEWER_FORMAT)
                    .contains(e.problem().kind()));
        }
    }
}
